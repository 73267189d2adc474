#include "import/stored_record.h"
#include "import/row.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "record/version_sql.h"
#include "store/change.h"
#include "store/record_cells.h"
#include "store/store.h"

void stored_init(struct stored *stored, const struct record_type *type, struct store *store,
                 const struct param_list *params, struct arena *arena)
{
    *stored = (struct stored){.type = type, .store = store, .params = params, .arena = arena};
    stored->cells = arena_alloc(arena, type->field_count * sizeof *stored->cells);
    stored->past_cells = arena_alloc(arena, type->field_count * sizeof *stored->past_cells);
}

void stored_finish(struct stored *stored)
{
    statement_finish(stored->select);
    statement_finish(stored->agreeing);
    statement_finish(stored->insert);
    statement_finish(stored->supersede);
    statement_finish(stored->replace);
    statement_finish(stored->warnings);
    statement_finish(stored->past);
    statement_finish(stored->spelled);
    statement_finish(stored->near);
    statement_finish(stored->persons);
    statement_finish(stored->elsewhere);
}

struct statement *stored_prepare(struct stored *stored, struct statement **statement,
                                 char *(*sql)(struct arena *arena, const struct record_type *type), struct err *err)
{
    if (!*statement)
        *statement = store_prepare(stored->store, sql(stored->arena, stored->type), err);
    return *statement;
}

static void bind(struct statement *statement, int index, struct cell cell)
{
    if (cell.kind == CELL_TEXT)
        statement_bind_text(statement, index, cell.text);
    else if (cell.kind == CELL_NUMBER)
        statement_bind_int(statement, index, cell.number);
    else
        statement_bind_null(statement, index);
}

void stored_bind_named(struct statement *statement, const struct record_type *type, const struct cell *cells,
                       const char *const *names, size_t count, int first)
{
    for (size_t i = 0; i < count; i++)
        bind(statement, first + (int)i, cells[record_field(type, names[i]) - type->fields]);
}

void stored_read(const struct record_type *type, const struct statement *statement, struct cell *cells,
                 struct stored_version *ret_version)
{
    int column = 0;
    record_cells_borrow(statement, type, cells, &column);
    *ret_version = (struct stored_version){
        .exists = true,
        .cells = cells,
        .state = statement_text(statement, column),
        .state_reason = statement_text(statement, column + 1),
        .source_file = statement_text(statement, column + 2),
        .source_row = (int)statement_int(statement, column + 3),
        .from_seq = statement_int(statement, column + 4),
        .until_seq = statement_columns(statement) > column + 5 ? statement_int(statement, column + 5) : 0,
    };
}

bool stored_find(struct stored *stored, const struct import_row *row, struct stored_version *ret_version,
                 struct err *err)
{
    const struct record_type *type = stored->type;
    struct stored_version version = {0};
    bool found;
    if (!stored_prepare(stored, &stored->select, record_sql_select, err))
        return false;
    stored_bind_named(stored->select, type, row->cells, type->key, type->key_count, 1);
    if (!statement_step(stored->select, &found, err))
        return false;
    if (found)
        stored_read(type, stored->select, stored->cells, &version);
    *ret_version = version;
    return true;
}

void stored_release(struct stored *stored)
{
    statement_reset(stored->select);
}

bool stored_past_next(struct stored *stored, struct stored_version *ret_version, struct err *err)
{
    bool found;
    if (!statement_step(stored->past, &found, err))
        return false;
    *ret_version = (struct stored_version){0};
    if (found)
        stored_read(stored->type, stored->past, stored->past_cells, ret_version);
    return true;
}

bool stored_past(struct stored *stored, const struct import_row *row, struct stored_version *ret_version, struct err *err)
{
    const struct record_type *type = stored->type;
    if (!stored_prepare(stored, &stored->past, version_sql_superseded, err))
        return false;
    stored_bind_named(stored->past, type, row->cells, type->key, type->key_count, 1);
    return stored_past_next(stored, ret_version, err);
}

void stored_past_release(struct stored *stored)
{
    statement_reset(stored->past);
}

/* All columns as record_sql_columns orders them. */
static void bind_version(struct statement *statement, const struct record_type *type,
                         const struct change *change, const struct import_row *row)
{
    int index = 1;
    for (size_t i = 0; i < type->field_count; i++) {
        struct cell cell = row->cells[i];
        bind(statement, index++, cell);
        const struct field_kind *kind = field_kind(&type->fields[i]);
        if (!kind->with_day)
            continue;
        if (cell.kind == CELL_NUMBER)
            cell.number = kind->day(cell.number);
        bind(statement, index++, cell);
    }
    statement_bind_text(statement, index++, row->state);
    statement_bind_text(statement, index++, row->state_reason);
    int line = row->source ? row->source_row : row->line;
    statement_bind_text(statement, index++, row->source ? row->source : row->file);
    bind(statement, index++, line ? (struct cell){.kind = CELL_NUMBER, .number = line} : (struct cell){0});
    statement_bind_int(statement, index, change->sequence);
}

bool stored_warn(struct stored *stored, const struct import_row *row, int32_t today,
                 struct problems *problems, struct err *err)
{
    const struct record_type *type = stored->type;
    bool found;
    if (!stored->warnings)
        stored->warnings =
            store_prepare_condition(stored->store, stored->params, record_sql_warnings(stored->arena, stored->type), err);
    if (!stored->warnings)
        return false;
    statement_bind_int(stored->warnings, 1, today);
    stored_bind_named(stored->warnings, type, row->cells, type->key, type->key_count, 2);
    if (!statement_step(stored->warnings, &found, err))
        return false;
    for (size_t i = 0; found && i < type->warning_count; i++) {
        const struct record_warning *warning = &type->warnings[i];
        if (statement_is_null(stored->warnings, (int)i))
            continue;
        const char *named = statement_text(stored->warnings, (int)i), *before = *named ? ": " : "";
        (warning->refuses ? problem_add : problem_warn)(problems, row->file, row->line, warning->column, "%1$s%3$s%4$s%2$.0s", "%2$s%3$s%4$s%1$.0s",
                                                        warning->vi, warning->en, before, named);
    }
    statement_reset(stored->warnings);
    return true;
}

bool stored_write(struct stored *stored, const struct change *change, const struct import_row *row,
                  struct err *err)
{
    const struct record_type *type = stored->type;
    struct statement *statement;
    bool unused;
    if (row->fate == ROW_CHANGED) {
        if (!stored_prepare(stored, &stored->supersede, record_sql_supersede, err) ||
            !stored_prepare(stored, &stored->replace, record_sql_replace, err))
            return false;
        statement_bind_int(stored->supersede, 1, change->sequence);
        stored_bind_named(stored->supersede, type, row->cells, type->key, type->key_count, 2);
        if (!statement_step(stored->supersede, &unused, err))
            return false;
        statement = stored->replace;
    } else {
        if (!stored_prepare(stored, &stored->insert, record_sql_insert, err))
            return false;
        statement = stored->insert;
    }
    bind_version(statement, type, change, row);
    return statement_step(statement, &unused, err);
}
