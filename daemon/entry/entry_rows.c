#include "entry/entry_rows.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/period.h"
#include "entry/entry_scope.h"
#include "import/touched_days.h"
#include "package/package.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "store/record_cells.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

static struct entry_row read_row(const struct statement *statement, struct arena *arena, const struct record_type *type)
{
    int column = 0;
    struct entry_row row = {.cells = record_cells_read(statement, arena, type, &column)};
    row.state = arena_strdup(arena, statement_text(statement, column));
    if (!statement_is_null(statement, column + 1))
        row.state_reason = arena_strdup(arena, statement_text(statement, column + 1));
    row.sequence = statement_int(statement, column + 4); /* behind the source's file and row */
    return row;
}

/* What is not finished may not say yet of which day it is. */
static bool is_shown(struct arena *arena, const struct record_type *type, const struct period_list *periods,
                     const struct period *period, const struct entry_row *row)
{
    return !period || workflow_is("record", row->state, WORKFLOW_UNFINISHED) || touched_days_are_of(arena, type, periods, period, row->cells);
}

static void append(struct entry_rows *rows, struct arena *arena, const struct entry_row *row)
{
    if (rows->len == rows->size) {
        size_t size = rows->size ? 2 * rows->size : 64;
        rows->items = arena_grow(arena, rows->items, rows->len * sizeof *rows->items, size * sizeof *rows->items);
        rows->size = size;
    }
    rows->items[rows->len++] = *row;
}

static char *json_list(struct arena *arena, const struct value *list)
{
    struct buffer text = {0};
    json_write(&text, list);
    return buffer_take(&text, arena);
}

bool entry_rows_read(struct store *store, struct arena *arena, const struct record_type *type,
                     const struct period_list *periods, const struct period *period, const struct entry_scope *scope,
                     enum entry_rows_which which, struct entry_rows *ret_rows, struct err *err)
{
    struct entry_rows rows = {0};
    const struct field *field = record_key_whose(type);
    struct statement *statement = field ? store_prepare(store, record_sql_of_units(arena, type, field->name, which == ENTRY_ROWS_ALL), err) : NULL;
    *ret_rows = rows;
    if (!statement)
        return !field;
    statement_bind_text(statement, 1, json_list(arena, scope->ids));
    bool found, good;
    while ((good = statement_step(statement, &found, err)) && found) {
        struct entry_row row = read_row(statement, arena, type);
        if (is_shown(arena, type, periods, period, &row))
            append(&rows, arena, &row);
    }
    statement_finish(statement);
    *ret_rows = rows;
    return good;
}

bool entry_rows_is_of(const struct entry_scope *scope, const struct record_type *type, const struct entry_row *row)
{
    const struct field *whose = record_key_whose(type);
    const struct cell *cell = whose ? &row->cells[whose - type->fields] : NULL;
    return cell && cell->kind == CELL_TEXT && value_get(scope->names, cell->text);
}

bool entry_rows_find(struct store *store, struct arena *arena, const struct record_type *type, const struct cell *key,
                     struct entry_row *ret_row, bool *ret_found, struct err *err)
{
    struct statement *statement = store_prepare(store, record_sql_select(arena, type), err);
    bool found = false, good = statement != NULL;
    for (size_t i = 0; good && i < type->key_count; i++) {
        const struct cell *cell = &key[record_field(type, type->key[i]) - type->fields];
        if (cell->kind == CELL_TEXT)
            statement_bind_text(statement, (int)i + 1, cell->text);
        else
            statement_bind_int(statement, (int)i + 1, cell->number);
    }
    good = good && statement_step(statement, &found, err);
    if (good && found)
        *ret_row = read_row(statement, arena, type);
    *ret_found = found;
    statement_finish(statement);
    return good;
}
