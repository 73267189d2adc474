/* What a person sees before entering records: how far a unit's month is, the records of a type in it, the form of one of them. */
#include "command/perform.h"

#include "alert/missing_return.h"
#include "alert/return_list.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "entry/entry_page.h"
#include "entry/entry_rows.h"
#include "entry/entry_scope.h"
#include "entry/entry_waiting.h"
#include "command/entry_asked.h"
#include "listing/record_list.h"
#include "lock/lock_exception.h"
#include "lock/month_lock.h"
#include "package/package.h"
#include "person/caller.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "run/live.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <string.h>

static bool may_see(const void *whom, const char *unit)
{
    return caller_reaches(whom, ROLE_PEOPLE, unit);
}

/* ---- the month ---- */

/* {type: {status …}} of the unit's return, and its due day; nothing for a unit that owes none. */
static const struct value *return_of(struct command_call *call, const struct entry_asked *asked, struct err *err)
{
    const struct return_asked which = {.ward = asked->unit, .month = asked->period, .today = asked->today};
    const struct value *list = return_list(call->store, call->arena, asked->package, asked->periods, &which, err);
    return list ? value_len(list) ? value_at(list, 0) : value_map(call->arena) : NULL;
}

static const struct value *of_type(const struct value *list, const char *type)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (strcmp(value_get_text(value_at(list, i), "type", ""), type) == 0)
            return value_at(list, i);
    return NULL;
}

/* {type: state} of what the unit has said of the month, confirmed or not. */
static bool read_return_states(struct command_call *call, const struct entry_asked *asked, struct value *states, struct err *err)
{
    const struct record_type *type = record_type_find(&asked->package->types, "submission");
    const struct field *of = type ? record_field(type, "record_type") : NULL, *period = type ? record_field(type, "period") : NULL;
    struct entry_rows rows;
    if (!of || !period)
        return true;
    if (!entry_rows_read(call->store, call->arena, type, asked->periods, asked->period, &asked->scope, ENTRY_ROWS_ALL, &rows, err))
        return false;
    for (size_t i = 0; i < rows.len; i++) {
        const struct cell *cells = rows.items[i].cells;
        if (strcmp(cells[period - type->fields].text, asked->period->id) == 0)
            value_set_text(states, cells[of - type->fields].text, rows.items[i].state);
    }
    return true;
}

/* Why the one that was returned last was returned; *ret_reason NULL: none is. */
static bool read_returned(struct command_call *call, const struct record_list_query *query, const struct value *counts, const char **ret_reason, struct err *err)
{
    struct record_list list = {.len = 0};
    struct record_list_query returned = *query;
    returned.state = workflow_to("record", "return");
    returned.own = RECORD_LIST_BY_CHANGE;
    returned.down = true;
    returned.limit = 1;
    if (value_get_int(counts, returned.state, 0) && !record_list_read(call->store, &returned, call->arena, &list, err))
        return false;
    *ret_reason = list.len ? list.items[0].state_reason : NULL;
    return true;
}

/* Of a type how many of the unit's records of the period are in which state. */
static struct value *type_of(struct command_call *call, const struct entry_asked *asked, const struct record_type *type, struct err *err)
{
    struct value *map = value_map(call->arena);
    bool dated = type->touches_on || type->touches_from;
    const struct record_list_query query = {.types = &asked->package->types, .type = type, .owners = asked->scope.ids,
                                            .period = dated ? asked->period : NULL, .periods = asked->periods};
    const struct value *counts = record_list_counts(call->store, &query, call->arena, err);
    int64_t records = 0;
    for (size_t i = 0; i < value_len(counts); i++)
        records += value_as_int(value_item(counts, i));
    const char *reason;
    if (!counts || !read_returned(call, &query, counts, &reason, err))
        return NULL;
    value_set_text(map, "type", type->name);
    value_set_text(map, "title", type->title);
    value_set(map, "counts", counts);
    value_set_text(map, "returned_reason", reason);
    value_set_int(map, "records", records);
    value_set_bool(map, "dated", dated);
    return map;
}

/* Units that are entered are teams, which a contest may have none of. */
static bool is_entered(const struct package *package, const struct record_type *type)
{
    bool teams = *level_chain_id(&package->chain, LEVEL_TEAM) != 0;
    return record_key_whose(type) && (teams || strcmp(type->name, "unit") != 0);
}

/* The types that say whose their records are, in the package's order; one that is retired by then where it has records. */
static struct value *types_of(struct command_call *call, const struct entry_asked *asked, struct err *err)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < asked->package->types.len; i++) {
        const struct record_type *type = &asked->package->types.items[i];
        const struct value *map = is_entered(asked->package, type) ? type_of(call, asked, type, err) : NULL;
        bool offered = map && (!record_type_retired(type, asked->period->from) || value_get_int(map, "records", 0));
        if (offered)
            value_append(list, map);
        else if (is_entered(asked->package, type) && !map)
            return NULL;
    }
    return list;
}

/* Of each type also what its return says: null for a type that no return asks for. */
static struct value *with_returns(struct command_call *call, const struct value *types, const struct value *returned,
                                  const struct value *states)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(types); i++) {
        struct value *map = value_copy(call->arena, value_at(types, i));
        const struct value *found = of_type(value_get(returned, "types"), value_get_text(map, "type", ""));
        value_set_text(map, "return_state", value_get_text(states, value_get_text(map, "type", ""), NULL));
        value_set(map, "monthly_return", found ? found : value_null(call->arena));
        value_append(list, map);
    }
    return list;
}

static struct value *months_of(struct command_call *call, const struct entry_asked *asked)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < asked->periods->len; i++) {
        const struct period *period = &asked->periods->items[i];
        if (period->kind != PERIOD_MONTH || period->from > asked->today)
            continue;
        struct value *map = value_map(call->arena);
        value_set_text(map, "id", period->id);
        value_set_text(map, "title", period_title(period, call->arena));
        value_append(list, map);
    }
    return list;
}

/* [{id, title, title_en}…], what the counts are of. */
static struct value *states_of(struct arena *arena)
{
    const struct workflow *workflow = workflow_find("record");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < workflow->state_count; i++) {
        struct value *map = value_map(arena);
        value_set_text(map, "id", workflow->states[i].name);
        value_set_text(map, "title", workflow->states[i].vi);
        value_set_text(map, "title_en", workflow->states[i].en);
        value_append(list, map);
    }
    return list;
}

static const struct value *with_title(struct arena *arena, const struct value *exception)
{
    struct value *map = value_copy(arena, exception);
    value_set_text(map, "state_title", workflow_state_title(value_get_text(exception, "state", ""), false));
    value_set_text(map, "state_title_en", workflow_state_title(value_get_text(exception, "state", ""), true));
    return map;
}

/* Since when its records are locked, and what was asked for last: "lock_on" null where months are never locked. */
static bool add_lock(struct command_call *call, const struct entry_asked *asked, struct value *month, struct err *err)
{
    int32_t lock = asked->period->kind == PERIOD_MONTH ? month_lock_day(asked->package, asked->period) : DAY_NEVER;
    const struct value *all = lock_exception_list(call->store, call->arena, asked->today, err), *latest = value_null(call->arena);
    for (size_t i = value_len(all); i-- > 0;)
        if (strcmp(value_get_text(value_at(all, i), "unit", ""), asked->unit) == 0 &&
            strcmp(value_get_text(value_at(all, i), "period", ""), asked->period->id) == 0)
            latest = with_title(call->arena, value_at(all, i));
    value_set_text(month, "lock_on", lock == DAY_NEVER ? NULL : day_text(call->arena, lock));
    value_set_bool(month, "locked", month_lock_holds(asked->package, asked->period, asked->today));
    value_set(month, "exception", latest);
    return all != NULL;
}

struct value *command_records_month(struct command_call *call, struct err *err)
{
    struct entry_asked asked;
    struct value *states = value_map(call->arena);
    if (!entry_asked_read(call, &asked, err) || !read_return_states(call, &asked, states, err))
        return NULL;
    const struct value *types = types_of(call, &asked, err), *returned = types ? return_of(call, &asked, err) : NULL;
    if (!returned)
        return NULL;
    const struct live_filter filter = {.period = asked.period->id, .unit = asked.unit, .today = asked.today};
    const struct value *live = live_list(call->store, call->arena, asked.package, asked.periods, &filter, err);
    if (!live)
        return NULL;
    struct value *map = entry_asked_map(call, &asked);
    value_set(map, "live", live);
    const char *due = value_get_text(returned, "due_on", NULL);
    int32_t due_day;
    value_set_text(map, "due_on", due);
    value_set(map, "days_left", due && day_parse(due, &due_day) ? value_int(call->arena, due_day - asked.today) : value_null(call->arena));
    value_set(map, "types", with_returns(call, types, returned, states));
    value_set(map, "states", states_of(call->arena));
    value_set(map, "units", entry_asked_units(call, asked.package, asked.period->until - 1));
    value_set(map, "months", months_of(call, &asked));
    return add_lock(call, &asked, map, err) ? call_actors(call, map, err) : NULL;
}

/* ---- what waits ---- */

struct value *command_records_waiting(struct command_call *call, struct err *err)
{
    struct value *groups;
    struct entry_waiting_asked asked = {.may = may_see, .whom = call->caller, .today = instant_day(clock_now(call->clock)), .unit = call_text(call, "unit"),
                                        .due_at = missing_return_at};
    if (!call_contest(call, &asked.package, &asked.periods, err))
        return NULL;
    const struct record_type *type = call_text(call, "type") ? call_type(call, asked.package, call_text(call, "type"), err) : NULL;
    if (call_text(call, "type") && !type)
        return NULL;
    asked.type = type ? type->name : NULL;
    return entry_waiting_groups(&asked, call->store, call->arena, &groups, err) ? call_actors(call, groups, err) : NULL;
}

/* ---- the records of a type, and the form of one ---- */

struct value *command_records_of(struct command_call *call, struct err *err)
{
    struct entry_asked asked;
    struct entry_rows rows;
    if (!entry_asked_read(call, &asked, err))
        return NULL;
    const struct record_type *type = call_type(call, asked.package, call_text(call, "type"), err);
    if (!type || !entry_rows_read(call->store, call->arena, type, asked.periods, asked.period, &asked.scope, ENTRY_ROWS_ALL, &rows, err))
        return NULL;
    const struct entry_about entry = entry_asked_about(call, &asked, type);
    struct value *map = entry_asked_map(call, &asked);
    value_set_text(map, "type", type->name);
    value_set_text(map, "title", type->title);
    value_set(map, "fields", entry_page_columns(&entry));
    value_set(map, "records", entry_page_records(&entry, &rows));
    return map;
}

struct value *command_records_form(struct command_call *call, struct err *err)
{
    struct entry_asked asked;
    struct value *fields;
    const char *key = call_text(call, "key");
    if (!entry_asked_read(call, &asked, err))
        return NULL;
    const struct record_type *type = call_type(call, asked.package, call_text(call, "type"), err);
    const struct entry_row *record = type && asked.record.cells && entry_rows_is_of(&asked.scope, type, &asked.record) ? &asked.record : NULL;
    if (type && key && !record)
        err_set(err, "%2$s không có bản ghi “%1$s”; xem lại đơn vị và mã", "%2$s has no record “%1$s”; look at the unit and the id again", key,
                asked.scope.title);
    if (!type || (key && !record))
        return NULL;
    const struct entry_about entry = entry_asked_about(call, &asked, type);
    if (!entry_page_fields(&entry, call->store, record ? record->cells : NULL, &fields, err))
        return NULL;
    struct value *map = entry_asked_map(call, &asked);
    value_set_text(map, "type", type->name);
    value_set_text(map, "title", type->title);
    value_set_bool(map, "dated", type->touches_on || type->touches_from); /* else its list is of no period */
    value_set_text(map, "retired_from", type->retired ? day_text(call->arena, type->retired_from) : NULL);
    value_set_text(map, "key", key);
    value_set_int(map, "seen", record ? record->sequence : 0);
    value_set_text(map, "state", record ? record->state : NULL);
    value_set_text(map, "state_reason", record ? record->state_reason : NULL);
    value_set_bool(map, "counts", record && workflow_is("record", record->state, WORKFLOW_COUNTS));
    value_set(map, "fields", fields);
    return map;
}
