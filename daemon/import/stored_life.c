#include "import/stored_life.h"

#include "base/arena.h"
#include "record/field_kind.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/store.h"

void stored_life_days(const struct record_type *type, const struct record_life *life, const struct cell *cells, int32_t *ret_first,
                      int32_t *ret_last)
{
    struct cell until = cells[life->until - type->fields];
    *ret_first = (int32_t)cells[life->from - type->fields].number;
    *ret_last = until.kind == CELL_NUMBER ? (int32_t)until.number : LIFE_OPEN_END;
}

static void bind_subject(struct statement *statement, const struct record_type *type, const struct record_life *life,
                         const struct cell *cells)
{
    for (size_t i = 0; i < life->subject_count; i++) {
        struct cell cell = cells[record_field(type, life->subject[i]) - type->fields];
        if (cell.kind == CELL_NUMBER)
            statement_bind_int(statement, (int)i + 1, cell.number);
        else
            statement_bind_text(statement, (int)i + 1, cell.text);
    }
}

static struct cell *read_cells(const struct statement *statement, struct arena *arena, const struct record_type *type)
{
    struct cell *cells = arena_alloc(arena, type->field_count * sizeof *cells);
    for (size_t i = 0; i < type->field_count; i++) {
        int column = LIFE_FIELDS + (int)i;
        if (statement_is_null(statement, column))
            cells[i].kind = CELL_EMPTY;
        else if (field_kind(&type->fields[i])->number)
            cells[i] = (struct cell){.kind = CELL_NUMBER, .number = statement_int(statement, column)};
        else
            cells[i] = (struct cell){.kind = CELL_TEXT, .text = arena_strdup(arena, statement_text(statement, column))};
    }
    return cells;
}

static struct stored_life read_row(const struct statement *statement, struct arena *arena, const struct record_type *type,
                                   const struct record_life *life)
{
    struct stored_life row = {.cells = read_cells(statement, arena, type),
                              .state = arena_strdup(arena, statement_text(statement, LIFE_STATE)),
                              .file = arena_strdup(arena, statement_text(statement, LIFE_FILE)),
                              .row = (int)statement_int(statement, LIFE_ROW),
                              .sequence = statement_int(statement, LIFE_SEQUENCE)};
    stored_life_days(type, life, row.cells, &row.first, &row.last);
    return row;
}

bool stored_life_read(struct store *store, struct arena *arena, const struct record_type *type, const struct record_life *life,
                      const struct cell *cells, struct statement **statement, struct stored_life **ret_rows, size_t *ret_len,
                      struct err *err)
{
    struct stored_life *rows = NULL;
    size_t len = 0, size = 0;
    if (!*statement)
        *statement = store_prepare(store, record_sql_life(arena, type, life), err);
    if (!*statement)
        return false;
    bind_subject(*statement, type, life, cells);
    for (bool found = true; found;) {
        if (!statement_step(*statement, &found, err))
            return false;
        if (found && len == size) {
            size = size ? 2 * size : 4;
            rows = arena_grow(arena, rows, len * sizeof *rows, size * sizeof *rows);
        }
        if (found)
            rows[len++] = read_row(*statement, arena, type, life);
    }
    *ret_rows = rows;
    *ret_len = len;
    return true;
}
