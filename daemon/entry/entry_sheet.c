#include "entry/entry_sheet.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"
#include "record/record_type.h"
#include "sheet/sheet.h"
#include "sheet/spoilt_text.h"
#include "workflow/workflow.h"

#include <string.h>

/* The columns of the first row; the state behind them, unless the person names it: with it a row may leave out what is to stay. */
static size_t read_columns(struct arena *arena, const struct value *row, const char ***ret_columns)
{
    const char *state = record_own_field(arena, RECORD_COMMON_STATE)->name;
    size_t count = value_len(row);
    const char **columns = arena_alloc(arena, (count + 1) * sizeof *columns);
    for (size_t i = 0; i < count; i++)
        columns[i] = value_key(row, i);
    if (!value_get(row, state))
        columns[count++] = state;
    *ret_columns = columns;
    return count;
}

static bool is_alike(const struct value *row, const struct value *first)
{
    for (size_t i = 0; i < value_len(first); i++)
        if (!value_get(row, value_key(first, i)))
            return false;
    return value_len(row) == value_len(first);
}

/* What is pasted from old papers may be spoilt: said as it is of a file's cells. */
struct looking {
    struct spoilt_judge judge;
    struct spoilt_column *columns;
};

static void add_row(struct sheet *sheet, struct arena *arena, int line, const struct value *row, bool draft, struct looking *looking)
{
    const char **cells = arena_alloc(arena, sheet->column_count * sizeof *cells);
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *unsaid = draft ? workflow_to("record", "save") : "";
        const char *text = value_get_text(row, sheet->columns[i], i < value_len(row) ? "" : unsaid);
        cells[i] = spoilt_column_note(&looking->columns[i], &looking->judge, NULL, arena, line, text_line_ends(text_clean(arena, text, strlen(text))));
    }
    sheet_add_row(sheet, arena, line, cells);
}

static void say_spoilt(const struct sheet *sheet, const struct looking *looking, struct problems *problems)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        spoilt_column_say(&looking->columns[i], ENTRY_SHEET_SOURCE, sheet->columns[i], problems);
}

bool entry_sheet_make(struct arena *arena, const struct record_type *type, const struct value *rows, bool draft,
                      struct problems *problems, struct import_file *ret_file, struct err *err)
{
    struct sheet *sheet = arena_alloc(arena, sizeof *sheet);
    const struct value *first = value_at(rows, 0);
    const char **columns;
    size_t count = read_columns(arena, first, &columns);
    struct looking looking = {.judge = {arena_create(), {.arena = arena}}, .columns = arena_alloc(arena, count * sizeof(struct spoilt_column))};
    bool good = count <= SHEET_COLUMNS_MAX || err_set(err, "quá %d ô trong một dòng", "more than %d cells in a row", SHEET_COLUMNS_MAX);
    sheet_add_head(sheet, arena, 0, columns, count);
    for (size_t i = 0; good && i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        good = is_alike(row, first) || err_set(err, "dòng %zu có các ô khác dòng 1; ghi cùng các ô ở mỗi dòng",
                                               "row %zu has other cells than row 1; write the same cells in every row", i + 1);
        if (good)
            add_row(sheet, arena, (int)i + 1, row, draft, &looking);
    }
    if (good)
        say_spoilt(sheet, &looking, problems);
    arena_destroy(looking.judge.scratch);
    const char *bytes = json_text(arena, rows);
    *ret_file = (struct import_file){.type = type->name, .file = {.path = ENTRY_SHEET_SOURCE, .bytes = bytes, .len = strlen(bytes)}, .sheet = sheet};
    return good;
}
