#include "listing/record_list.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text_fold.h"
#include "base/value.h"
#include "calendar/period.h"
#include "listing/record_list_sql.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/record_cells.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <string.h>


static void bind_cell(struct statement *statement, int index, struct cell cell)
{
    if (cell.kind == CELL_TEXT)
        statement_bind_text(statement, index, cell.text);
    else
        statement_bind_int(statement, index, cell.number);
}

static void bind_key(struct statement *statement, const struct record_list_query *query, int first)
{
    const struct record_type *type = query->type;
    for (size_t i = 0; i < type->key_count; i++)
        bind_cell(statement, first + (int)i, query->after[record_field(type, type->key[i]) - type->fields]);
}

static const char *months_text(const struct record_list_query *query, struct arena *arena)
{
    struct period_list months = period_months(query->periods, query->period, arena);
    struct value *ids = value_list(arena);
    for (size_t i = 0; i < months.len; i++)
        value_append(ids, value_text(arena, months.items[i].id));
    return json_text(arena, ids);
}

/* Of the days that the type touches, what its statement asks for. */
static void bind_days(struct statement *statement, const struct record_list_query *query, struct arena *arena)
{
    const struct field *on = query->type->touches_on ? record_field(query->type, query->type->touches_on) : NULL;
    if (on && !field_kind(on)->day) {
        statement_bind_text(statement, RECORD_LIST_MONTHS, months_text(query, arena));
        return;
    }
    if (on || query->type->touches_until)
        statement_bind_int(statement, RECORD_LIST_FROM, query->period->from);
    statement_bind_int(statement, RECORD_LIST_UNTIL, query->period->until);
}

static void bind_what(struct statement *statement, const struct record_list_query *query, struct arena *arena)
{
    if (query->find)
        statement_bind_text(statement, RECORD_LIST_FIND, text_search(arena, query->find));
    if (query->owners)
        statement_bind_text(statement, RECORD_LIST_OWNERS, json_text(arena, query->owners));
    if (query->period)
        bind_days(statement, query, arena);
    if (query->state)
        statement_bind_text(statement, RECORD_LIST_STATE, query->state);
}

static void bind(struct statement *statement, const struct record_list_query *query, struct arena *arena)
{
    bind_what(statement, query, arena);
    statement_bind_int(statement, RECORD_LIST_LIMIT, query->limit + 1); /* one more tells whether there are more */
    if (query->after)
        bind_key(statement, query, RECORD_LIST_AFTER);
}

/* Without it the page would silently be empty. */
static bool is_there(struct store *store, const struct record_list_query *query, struct arena *arena, struct err *err)
{
    struct statement *statement = store_prepare(store, record_sql_select(arena, query->type), err);
    bool found = false, good = statement != NULL;
    if (good) {
        bind_key(statement, query, 1);
        good = statement_step(statement, &found, err);
    }
    statement_finish(statement);
    return good && (found || err_set(err, "không có bản ghi “%s”; --after là khóa của dòng cuối trang trước",
                                     "there is no record “%s”; --after is the key of the last row of the page before",
                                     record_key_show(arena, query->type, query->after)));
}

static struct record_list_row read_row(const struct statement *statement, const struct record_type *type, struct arena *arena)
{
    int column = 0;
    struct record_list_row row = {.cells = record_cells_read(statement, arena, type, &column)};
    row.state = arena_strdup(arena, statement_text(statement, column));
    row.state_reason = statement_is_null(statement, column + 1) ? NULL : arena_strdup(arena, statement_text(statement, column + 1));
    row.sequence = statement_int(statement, column + 4); /* behind the source's file and row */
    return row;
}

bool record_list_read(struct store *store, const struct record_list_query *query, struct arena *arena, struct record_list *ret_list,
                      struct err *err)
{
    if (query->after && !is_there(store, query, arena, err))
        return false;
    struct record_list list = {.items = arena_alloc(arena, (size_t)(query->limit + 1) * sizeof *list.items)};
    struct statement *statement = store_prepare(store, record_list_sql(arena, query), err);
    bool row = false, good = statement != NULL;
    if (good)
        bind(statement, query, arena);
    while (good && (good = statement_step(statement, &row, err)) && row && !list.more) {
        list.more = (int64_t)list.len == query->limit;
        if (!list.more)
            list.items[list.len++] = read_row(statement, query->type, arena);
    }
    statement_finish(statement);
    *ret_list = list;
    return good;
}

struct value *record_list_counts(struct store *store, const struct record_list_query *query, struct arena *arena, struct err *err)
{
    const struct workflow *workflow = workflow_find("record");
    struct value *counts = value_map(arena);
    struct statement *statement = store_prepare(store, record_list_count_sql(arena, query), err);
    bool row = false, good = statement != NULL;
    for (size_t i = 0; i < workflow->state_count; i++)
        value_set_int(counts, workflow->states[i].name, 0);
    if (good)
        bind_what(statement, query, arena);
    while (good && (good = statement_step(statement, &row, err)) && row)
        value_set_int(counts, statement_text(statement, 0), statement_int(statement, 1));
    statement_finish(statement);
    return good ? counts : NULL;
}

int64_t record_list_total(struct store *store, const struct record_list_query *query, struct arena *arena, struct err *err)
{
    struct record_list_query whole = *query;
    whole.after = NULL;
    const struct value *counts = record_list_counts(store, &whole, arena, err);
    int64_t total = 0;
    for (size_t i = 0; i < value_len(counts); i++)
        total += value_as_int(value_item(counts, i));
    return counts ? total : -1;
}

static void append_ids(struct value *ids, const struct value *rows)
{
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(ids, value_get(value_at(rows, i), "id"));
}

struct value *record_list_owners(struct store *store, const struct record_types *types, const char *unit, struct arena *arena,
                                 struct err *err)
{
    struct value *ids = value_list(arena);
    const struct value *units = store_rows(store, arena, err, QUERY_BUILTIN_UNITS_BELOW, "t", unit);
    append_ids(ids, units);
    if (!units || !record_type_find(types, "member"))
        return units ? ids : NULL;
    const struct value *members = store_rows(store, arena, err, QUERY_BUILTIN_MEMBERS_BELOW, "t", json_text(arena, ids));
    append_ids(ids, members);
    return members ? ids : NULL;
}

static void add_names(struct value *names, const struct value *rows)
{
    for (size_t i = 0; i < value_len(rows); i++)
        value_set(names, value_get_text(value_at(rows, i), "id", ""), value_get(value_at(rows, i), "name"));
}

/* The ids in cells that name somebody, each once. */
static const char *named_ids(const struct record_list_query *query, const struct record_list *list, struct arena *arena)
{
    struct value *once = value_map(arena), *ids = value_list(arena);
    for (size_t j = 0; j < query->type->field_count; j++)
        for (size_t i = 0; i < list->len && field_kind(&query->type->fields[j])->scope != FIELD_SCOPE_NONE; i++)
            if (list->items[i].cells[j].kind == CELL_TEXT)
                value_set_bool(once, list->items[i].cells[j].text, true);
    for (size_t i = 0; i < value_len(once); i++)
        value_append(ids, value_text(arena, value_key(once, i)));
    return json_text(arena, ids);
}

struct value *record_list_names(struct store *store, const struct record_list_query *query, const struct record_list *list,
                                struct arena *arena, struct err *err)
{
    struct value *names = value_map(arena);
    const char *ids = named_ids(query, list, arena);
    const struct value *units = store_rows(store, arena, err, QUERY_BUILTIN_UNIT_NAMES, "t", ids), *members = NULL;
    bool people = units && record_type_find(query->types, "member");
    if (!units || (people && !(members = store_rows(store, arena, err, QUERY_BUILTIN_MEMBER_NAMES, "t", ids))))
        return NULL;
    add_names(names, units);
    add_names(names, members);
    return names;
}
