#include "entry/entry_grid.h"

#include "base/arena.h"
#include "base/value.h"
#include "entry/entry_page.h"
#include "entry/entry_rows.h"
#include "entry/entry_sheet.h"
#include "record/record_key.h"
#include "record/record_type.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIELDS_MOST = 3600, /* that the door takes of one form, with some left for what is no cell */
    ROWS_MOST = 200,    /* that a person looks through; more come as a file */
    OF_ROW = 2,         /* _key, _seen */
};

struct value *entry_grid_columns(const struct entry_about *about, const struct value *fields)
{
    struct value *columns = value_list(about->arena);
    for (size_t i = 0; i < value_len(fields); i++)
        if (value_is_null(value_get(value_at(fields, i), "fixed")))
            value_append(columns, value_get(value_at(fields, i), "name"));
    return columns;
}

size_t entry_grid_rows_most(size_t columns)
{
    size_t most = FIELDS_MOST / (columns + OF_ROW);
    return most < ROWS_MOST ? most : ROWS_MOST;
}

/* {column: text} of a stored record. */
static struct value *stored_cells(const struct entry_about *about, const struct value *columns, const struct entry_row *row)
{
    struct value *cells = value_map(about->arena);
    for (size_t i = 0; i < value_len(columns); i++) {
        const struct field *field = record_field(about->type, value_as_text(value_at(columns, i)));
        value_set_text(cells, field->name, entry_page_text(about, field, row->cells[field - about->type->fields]));
    }
    return cells;
}

static struct value *add_row(const struct entry_about *about, struct value *rows, const char *key, const struct entry_row *row, const struct value *cells)
{
    struct value *map = value_map(about->arena);
    value_set_int(map, "number", (int64_t)value_len(rows) + 1);
    value_set_text(map, "key", key);
    value_set_int(map, "seen", row ? row->sequence : 0);
    value_set_text(map, "state", row ? row->state : NULL);
    value_set_text(map, "state_reason", row ? row->state_reason : NULL);
    value_set(map, "cells", cells);
    value_set(map, "stored", value_null(about->arena));
    value_append(rows, map);
    return map;
}

static void add_begun(const struct entry_about *about, const struct value *columns, const struct entry_rows *begun, size_t most, struct value *rows)
{
    for (size_t i = 0; i < begun->len && value_len(rows) < most; i++) {
        const struct entry_row *row = &begun->items[i];
        add_row(about, rows, record_key_show(about->arena, about->type, row->cells), row, stored_cells(about, columns, row));
    }
}

/* What another person wrote into the record since these cells were typed: the columns that differ now. */
static const struct value *differing(const struct entry_about *about, const struct value *stored, const struct value *typed)
{
    struct value *map = value_map(about->arena);
    for (size_t i = 0; i < value_len(stored); i++)
        if (strcmp(value_as_text(value_item(stored, i)), value_get_text(typed, value_key(stored, i), "")) != 0)
            value_set(map, value_key(stored, i), value_item(stored, i));
    return value_len(map) ? map : value_null(about->arena);
}

static bool add_kept(const struct entry_about *about, struct store *store, const struct value *columns, const struct value *kept, struct value *rows,
                     struct err *err)
{
    struct value *cells = value_map(about->arena);
    const char *key = value_get_text(kept, ENTRY_GRID_KEY, NULL);
    int64_t seen = strtoll(value_get_text(kept, ENTRY_SHEET_SEEN, "0"), NULL, 10);
    struct entry_row row;
    struct cell *key_cells;
    bool found = false;
    for (size_t i = 0; i < value_len(columns); i++) {
        const char *column = value_as_text(value_at(columns, i));
        value_set_text(cells, column, value_get_text(kept, column, ""));
    }
    if (key && *key &&
        (!record_key_read(about->arena, about->type, key, &key_cells, err) ||
         !entry_rows_find(store, about->arena, about->type, key_cells, &row, &found, err)))
        return false;
    found = found && entry_rows_is_of(about->scope, about->type, &row);
    struct value *map = add_row(about, rows, found ? key : NULL, found ? &row : NULL, cells);
    if (found && row.sequence > seen)
        value_set(map, "stored", differing(about, stored_cells(about, columns, &row), cells));
    return true;
}

bool entry_grid_rows(const struct entry_about *about, struct store *store, const struct value *columns, const struct entry_rows *begun,
                     const struct value *kept, size_t empty, struct value **ret_rows, struct err *err)
{
    struct value *rows = value_list(about->arena);
    size_t most = entry_grid_rows_most(value_len(columns));
    if (!kept)
        add_begun(about, columns, begun, most, rows);
    for (size_t i = 0; i < value_len(kept) && value_len(rows) < most; i++)
        if (!add_kept(about, store, columns, value_at(kept, i), rows, err))
            return false;
    for (size_t i = 0; i < empty && value_len(rows) < most; i++)
        add_row(about, rows, NULL, NULL, value_map(about->arena));
    *ret_rows = rows;
    return true;
}
