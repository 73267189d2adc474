#include "import/open_row.h"

#include "base/text.h"
#include "import/header_row.h"
#include "record/record_type.h"
#include "sheet/sheet.h"

/* The key's unit, person, period or phase: what many records have in common. */
static bool stands_for_many(const struct record_type *type, const struct field *field)
{
    return field_kind(field)->scope != FIELD_SCOPE_NONE && text_place(field->name, type->key, type->key_count) >= 0;
}

static bool says(const struct sheet_row *row, int column)
{
    return column != NO_COLUMN && *row->cells[column];
}

bool open_row_is(const struct record_type *type, const struct columns *columns, const struct sheet_row *row)
{
    bool common = false, lacks = false;
    if (says(row, columns->state) || says(row, columns->state_reason))
        return false;
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        bool said = says(row, columns->of_field[i]);
        if (said && !stands_for_many(type, field))
            return false;
        common = common || said;
        lacks = lacks || (!said && header_row_needs(type, field, columns));
    }
    return common && lacks;
}
