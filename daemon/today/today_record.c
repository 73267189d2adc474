#include "today/today.h"

#include "alert/missing_return.h"
#include "alert/return_list.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "entry/entry_waiting.h"
#include "listing/record_list.h"
#include "package/package.h"
#include "person/caller.h"
#include "record/record_key.h"
#include "record/record_type.h"
#include "run/live.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

static bool add_returned(struct today *today, const char *unit, const struct value *owners, const struct record_type *type, struct err *err)
{
    struct record_list list;
    const struct record_list_query query = {.types = &today->package->types, .type = type, .owners = owners, .periods = today->periods,
                                            .state = workflow_to("record", "return"), .limit = 1};
    const struct value *counts = record_list_counts(today->call->store, &query, today->call->arena, err);
    int64_t count = value_get_int(counts, query.state, 0);
    if (!counts || (count && !record_list_read(today->call->store, &query, today->call->arena, &list, err)))
        return false;
    if (count) {
        struct value *item = today_item(today, "sent_back", count);
        today_set_unit(today, item, unit);
        value_set_text(item, "type", type->name);
        value_set_text(item, "title", type->title);
        value_set_text(item, "reason", list.len ? list.items[0].state_reason : NULL);
    }
    return true;
}

static void add_return(struct today *today, const char *unit, const struct value *row)
{
    const char *period = value_get_text(row, "period", ""), *due = value_get_text(row, "due_on", NULL);
    int64_t left = value_get_int(row, "expected", 0) - value_get_int(row, "sent", 0);
    const struct period *month = period_find(today->periods, period);
    int32_t day;
    if (left <= 0 || !month || !due || !day_parse(due, &day))
        return;
    struct value *item = today_item(today, day < today->day ? "return_overdue" : "return_due", left);
    today_set_unit(today, item, unit);
    value_set_text(item, "period", period);
    value_set_text(item, "period_title", period_title(month, today->call->arena));
    value_set_text(item, "due_on", due);
    value_set_int(item, "days_left", day - today->day);
}

static bool add_returns(struct today *today, const char *unit, const struct period *month, struct err *err)
{
    const struct return_asked asked = {.ward = unit, .month = month, .today = today->day};
    const struct value *list = return_list(today->call->store, today->call->arena, today->package, today->periods, &asked, err);
    for (size_t i = 0; i < value_len(list); i++)
        add_return(today, unit, value_at(list, i));
    return list != NULL;
}

static bool add_unit(struct today *today, const char *unit, struct err *err)
{
    const struct value *owners = record_list_owners(today->call->store, &today->package->types, unit, today->call->arena, err);
    bool good = owners && add_returns(today, unit, NULL, err);
    for (size_t i = 0; good && i < today->package->types.len; i++)
        if (record_key_whose(&today->package->types.items[i]))
            good = add_returned(today, unit, owners, &today->package->types.items[i], err);
    for (size_t i = 0; good && i < today->periods->len; i++)
        if (today->periods->items[i].kind == PERIOD_MONTH && live_is_open(&today->periods->items[i], today->day))
            good = add_returns(today, unit, &today->periods->items[i], err);
    return good;
}

bool today_own(struct today *today, struct err *err)
{
    size_t len;
    const char **wards = unit_standing(&today->package->units, LEVEL_WARD, today->day, today->call->arena, &len);
    for (size_t i = 0; i < len; i++)
        if (caller_reaches(today->call->caller, ROLE_OFFICER, wards[i]) && !add_unit(today, wards[i], err))
            return false;
    return true;
}

static bool may_confirm(const void *whom, const char *unit)
{
    return caller_reaches(whom, ROLE_REVIEWER, unit);
}

bool today_waiting(struct today *today, struct err *err)
{
    static const char *const keys[] = {"unit", "unit_title", "type", "title", "unusual", "oldest_at"};
    struct value *groups;
    const struct entry_waiting_asked asked = {.package = today->package, .periods = today->periods, .today = today->day, .may = may_confirm,
                                              .whom = today->call->caller, .due_at = missing_return_at};
    if (!(caller_roles(today->call->caller) & ROLE_REVIEWER))
        return true;
    if (!entry_waiting_groups(&asked, today->call->store, today->call->arena, &groups, err))
        return false;
    for (size_t i = 0; i < value_len(groups); i++) {
        struct value *item = today_item(today, "waiting", value_get_int(value_at(groups, i), "count", 0));
        for (size_t k = 0; k < LEN(keys); k++)
            value_set(item, keys[k], value_get(value_at(groups, i), keys[k]));
    }
    return true;
}
