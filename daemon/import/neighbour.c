#include "import/neighbour.h"

#include "base/arena.h"
#include "import/row.h"
#include "import/stored_record.h"
#include "record/record_folded.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "store/record_cells.h"
#include "store/store.h"

/* The cells of the key, which the statement gives first. */
static struct cell *key_cells(const struct stored *stored, const struct statement *statement)
{
    const struct record_type *type = stored->type;
    struct cell *cells = arena_alloc(stored->arena, type->field_count * sizeof *cells);
    for (size_t i = 0; i < type->key_count; i++) {
        const struct field *field = record_field(type, type->key[i]);
        struct cell cell = record_cell(statement, (int)i, field);
        if (cell.kind == CELL_TEXT)
            cell.text = arena_strdup(stored->arena, cell.text);
        cells[field - type->fields] = cell;
    }
    return cells;
}

/* A form and the package have no row. */
static struct neighbour describe(const struct stored *stored, const struct statement *statement, const struct cell *cells)
{
    int column = (int)stored->type->key_count;
    struct neighbour neighbour = {record_key_show(stored->arena, stored->type, cells), "đã lưu", "stored"};
    if (statement_is_null(statement, column + 1))
        return neighbour;
    const char *file = statement_text(statement, column);
    long long row = statement_int(statement, column + 1);
    neighbour.where_vi = arena_printf(stored->arena, "đã lưu từ %s dòng %lld", file, row);
    neighbour.where_en = arena_printf(stored->arena, "stored from %s row %lld", file, row);
    return neighbour;
}

/* The first row for which no row of this call speaks; batch NULL: the first. */
static bool find(struct stored *stored, const struct batch *batch, struct statement *statement,
                 struct neighbour *ret_neighbour, struct err *err)
{
    const struct record_type *type = stored->type;
    struct neighbour neighbour = {0};
    bool found;
    if (!statement_step(statement, &found, err))
        return false;
    while (found && !neighbour.key) {
        const struct cell *cells = key_cells(stored, statement);
        if (!batch || !text_index_find(&batch->keys, row_join(stored->arena, type, cells, type->key, type->key_count)))
            neighbour = describe(stored, statement, cells);
        else if (!statement_step(statement, &found, err))
            return false;
    }
    statement_reset(statement);
    *ret_neighbour = neighbour;
    return true;
}

bool neighbour_near(struct stored *stored, const struct batch *batch, const struct import_row *row,
                    struct neighbour *ret_neighbour, struct err *err)
{
    const struct field *id = record_key_id(stored->type), *reporter = record_key_reporter(stored->type);
    struct statement *statement = stored_prepare(stored, &stored->near, record_folded_near, err);
    if (!statement)
        return false;
    stored_bind_named(statement, stored->type, row->cells, &id->name, 1, 1);
    statement_bind_text(statement, 2, row->folded_id);
    if (reporter)
        stored_bind_named(statement, stored->type, row->cells, &reporter->name, 1, 3);
    return find(stored, batch, statement, ret_neighbour, err);
}

bool neighbour_elsewhere(struct stored *stored, const struct batch *batch, const struct import_row *row,
                         struct neighbour *ret_neighbour, struct err *err)
{
    struct statement *statement = stored_prepare(stored, &stored->elsewhere, record_folded_elsewhere, err);
    if (!statement)
        return false;
    for (size_t i = 0; i < stored->type->field_count; i++)
        stored_bind_named(statement, stored->type, row->cells, &stored->type->fields[i].name, 1, (int)i + 1);
    statement_bind_text(statement, (int)stored->type->field_count + 1, row->folded_id);
    return find(stored, batch, statement, ret_neighbour, err);
}

bool neighbour_agreeing(struct stored *stored, const struct batch *batch, const struct import_row *row,
                        struct neighbour *ret_neighbour, struct err *err)
{
    const struct record_type *type = stored->type;
    struct statement *statement = stored_prepare(stored, &stored->agreeing, record_folded_agreeing, err);
    if (!statement)
        return false;
    stored_bind_named(statement, type, row->cells, type->unique, type->unique_count, 1);
    return find(stored, batch, statement, ret_neighbour, err);
}

bool neighbour_spelled(struct stored *stored, const struct import_row *row, struct neighbour *ret_neighbour, struct err *err)
{
    const struct record_type *type = stored->type;
    struct statement *statement = stored_prepare(stored, &stored->spelled, record_folded_spelled, err);
    if (!statement)
        return false;
    for (size_t i = 0; i < type->unique_count; i++)
        if (!field_kind(record_field(type, type->unique[i]))->day)
            stored_bind_named(statement, type, row->cells, &type->unique[i], 1, (int)i + 1);
    return find(stored, NULL, statement, ret_neighbour, err);
}
