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
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>

static const struct field *naming_field(const struct record_type *type, bool required)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].required == required && field_kind(&type->fields[i])->scope != FIELD_SCOPE_NONE)
            return &type->fields[i];
    return NULL;
}

const struct field *entry_rows_owner(const struct record_type *type)
{
    const struct field *field = record_key_reporter(type);
    field = field ? field : naming_field(type, true);
    return field ? field : naming_field(type, false);
}

static bool overlaps(const struct touched_days_list *days, const struct period *period)
{
    for (size_t i = 0; i < days->len; i++)
        if (days->items[i].from < period->until && period->from < days->items[i].until)
            return true;
    return false;
}

/* Of a record that decides no result: by its phase, else by its first required day; else it is always shown. */
static bool is_of(const struct record_type *type, const struct cell *cells, const struct period *period)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (field->type == FIELD_PHASE && cells[i].kind == CELL_TEXT)
            return !period->phase || strcmp(cells[i].text, period->phase->id) == 0;
        if (!field->required || !field_kind(field)->day || cells[i].kind != CELL_NUMBER)
            continue;
        int32_t day = field_kind(field)->day(cells[i].number);
        return period->from <= day && day < period->until;
    }
    return true;
}

static struct cell cell_of(const struct record_type *type, const struct cell *cells, const char *field)
{
    return field ? cells[record_field(type, field) - type->fields] : (struct cell){.kind = CELL_EMPTY};
}

/* Of a record that begins to count on a day which is not known yet (a model without recognition): it has begun by the period's
 * end and has not ended before, for that day may be written in the period. */
static bool is_waiting(const struct record_type *type, const struct cell *cells, const struct period *period)
{
    struct cell end = cell_of(type, cells, type->touches_until);
    if (end.kind == CELL_NUMBER && end.number < period->from)
        return false;
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].required && field_kind(&type->fields[i])->day && cells[i].kind == CELL_NUMBER)
            return field_kind(&type->fields[i])->day(cells[i].number) < period->until;
    return true;
}

static bool is_about(struct arena *arena, const struct record_type *type, const struct period_list *periods,
                     const struct period *period, const struct cell *cells)
{
    struct touched_days_list days = {0};
    if (type->touches_from && cell_of(type, cells, type->touches_from).kind != CELL_NUMBER)
        return is_waiting(type, cells, period);
    touched_days_add(&days, arena, type, periods, cells);
    return type->touches_on || type->touches_from ? overlaps(&days, period) : is_of(type, cells, period);
}

static struct cell read_cell(const struct statement *statement, struct arena *arena, int column, const struct field *field)
{
    if (statement_is_null(statement, column))
        return (struct cell){.kind = CELL_EMPTY};
    if (field_kind(field)->number)
        return (struct cell){.kind = CELL_NUMBER, .number = statement_int(statement, column)};
    return (struct cell){.kind = CELL_TEXT, .text = arena_strdup(arena, statement_text(statement, column))};
}

/* The columns as record_sql_columns orders them: a datetime takes two. */
static struct entry_row read_row(const struct statement *statement, struct arena *arena, const struct record_type *type)
{
    struct cell *cells = arena_alloc(arena, type->field_count * sizeof *cells);
    int column = 0;
    for (size_t i = 0; i < type->field_count; i++) {
        cells[i] = read_cell(statement, arena, column, &type->fields[i]);
        column += field_kind(&type->fields[i])->with_day ? 2 : 1;
    }
    struct entry_row row = {.cells = cells, .state = arena_strdup(arena, statement_text(statement, column))};
    if (!statement_is_null(statement, column + 1))
        row.state_reason = arena_strdup(arena, statement_text(statement, column + 1));
    row.sequence = statement_int(statement, column + 4); /* behind the source's file and row */
    return row;
}

/* What is not finished may not say yet of which day it is. */
static bool is_shown(struct arena *arena, const struct record_type *type, const struct period_list *periods,
                     const struct period *period, const struct entry_row *row)
{
    return !period || workflow_is("record", row->state, WORKFLOW_UNFINISHED) || is_about(arena, type, periods, period, row->cells);
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
    const struct field *field = entry_rows_owner(type);
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
