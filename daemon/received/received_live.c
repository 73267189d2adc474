#include "received/received_live.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/value.h"
#include "package/package.h"
#include "record/field.h"
#include "record/field_kind.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/record_cells.h"
#include "store/store.h"

#include <string.h>

const struct record_type *received_type(const struct package *package)
{
    for (size_t i = 0; i < package->types.len; i++)
        if (package->types.items[i].bundles)
            return &package->types.items[i];
    return NULL;
}

static struct value *read_row(const struct statement *statement, struct arena *arena, const struct record_type *type)
{
    struct value *row = value_map(arena);
    int column = 0;
    const struct cell *cells = record_cells_read(statement, arena, type, &column);
    for (size_t i = 0; i < type->field_count; i++)
        value_set_text(row, type->fields[i].name, cell_show(arena, &type->fields[i], cells[i]));
    return row;
}

struct value *received_live(struct store *store, struct arena *arena, const struct record_type *type, const struct value *units, struct err *err)
{
    struct value *list = value_list(arena);
    struct buffer ids = {0};
    if (!type)
        return list;
    struct statement *statement = store_prepare(store, record_sql_of_units(arena, type, record_key_whose(type)->name, false), err);
    if (!statement)
        return NULL;
    json_write(&ids, units);
    statement_bind_text(statement, 1, buffer_take(&ids, arena));
    bool found, good;
    while ((good = statement_step(statement, &found, err)) && found)
        value_append(list, read_row(statement, arena, type));
    statement_finish(statement);
    return good ? list : NULL;
}

bool received_is_live(const struct record_type *type, const struct value *live, const struct value *note)
{
    for (size_t i = 0; i < value_len(live); i++) {
        const struct value *row = value_at(live, i);
        if (strcmp(value_get_text(row, "seal", ""), value_get_text(note, "hash", "")) == 0 &&
            strcmp(value_get_text(row, "phase", ""), value_get_text(note, "phase", "")) == 0 &&
            strcmp(value_get_text(row, record_key_whose(type)->name, ""), value_get_text(note, "unit", "")) == 0)
            return true;
    }
    return false;
}
