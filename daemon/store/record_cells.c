#include "store/record_cells.h"

#include "base/arena.h"
#include "record/record_type.h"
#include "store/store.h"

static struct cell read_cell(const struct statement *statement, struct arena *arena, int column, const struct field *field)
{
    if (statement_is_null(statement, column))
        return (struct cell){.kind = CELL_EMPTY};
    if (field_kind(field)->number)
        return (struct cell){.kind = CELL_NUMBER, .number = statement_int(statement, column)};
    return (struct cell){.kind = CELL_TEXT, .text = arena_strdup(arena, statement_text(statement, column))};
}

struct cell *record_cells_read(const struct statement *statement, struct arena *arena, const struct record_type *type, int *column)
{
    struct cell *cells = arena_alloc(arena, type->field_count * sizeof *cells);
    for (size_t i = 0; i < type->field_count; i++) {
        cells[i] = read_cell(statement, arena, *column, &type->fields[i]);
        *column += field_kind(&type->fields[i])->with_day ? 2 : 1;
    }
    return cells;
}
