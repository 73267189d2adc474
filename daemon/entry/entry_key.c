#include "entry/entry_key.h"

#include "base/value.h"
#include "workbook/workbook.h"

void entry_key_add(struct arena *arena, struct value *workbook, const struct sheet_key *keys, size_t count)
{
    struct value *sheet = workbook_sheet(arena, workbook, SHEET_KEY_SHEET);
    value_set_bool(sheet, "hidden", true);
    value_set_bool(sheet, "locked", true);
    workbook_column(arena, sheet, &(struct workbook_column){.title = "key", .given = true});
    workbook_column(arena, sheet, &(struct workbook_column){.title = "value", .given = true});
    for (size_t i = 0; i < count; i++) {
        struct value *row = workbook_row(arena, sheet);
        value_append(row, value_text(arena, keys[i].name));
        value_append(row, value_text(arena, keys[i].value));
    }
    workbook_fit(sheet);
}
