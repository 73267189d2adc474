#include "today/today.h"

#include "alert/alert.h"
#include "alert/alert_holder.h"
#include "amendment/proposal.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "package/package.h"
#include "person/caller.h"
#include "person/ending.h"
#include "workflow/role.h"

#include <string.h>

bool today_proposals(struct today *today, struct err *err)
{
    if (!(caller_roles_for(today->call->caller, NULL) & ROLE_ADMINISTRATOR))
        return true;
    const struct value *list = proposal_list(today->call->store, today->call->arena, true, err);
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *proposal = value_at(list, i);
        if (strcmp(value_get_text(proposal, "proposed_by", ""), today->call->actor) == 0)
            continue; /* it waits for another person */
        struct value *item = today_item(today, "proposal", 1);
        value_set(item, "id", value_get(proposal, "id"));
        value_set(item, "reason", value_get(proposal, "reason"));
    }
    return list != NULL;
}

/* Whom a unit's end is to be told: administrators; who reviews it; who has a role for what succeeds it. */
static bool sees_to(const struct today *today, const struct value *row)
{
    const struct caller *caller = today->call->caller;
    const struct value *successors = value_get(row, "successors");
    bool sees = caller_reaches(caller, ROLE_ADMINISTRATOR, NULL) || caller_reaches(caller, ROLE_REVIEWER, value_get_text(row, "unit", ""));
    for (size_t i = 0; i < value_len(successors) && !sees; i++)
        sees = caller_reaches(caller, ROLE_OFFICER | ROLE_REVIEWER, value_as_text(value_at(successors, i)));
    return sees;
}

static struct value *names_of(struct today *today, const struct value *units, int32_t day)
{
    struct value *names = value_list(today->call->arena);
    for (size_t i = 0; i < value_len(units); i++) {
        const char *id = value_as_text(value_at(units, i));
        const struct unit_fact *fact = unit_at(&today->package->units, id, day);
        value_append(names, value_text(today->call->arena, fact ? fact->name : id));
    }
    return names;
}

/* An item a unit, with those who have a role there and none of a successor yet. */
static void add_ending(struct today *today, const struct value *row, struct value *people)
{
    int32_t last = today->day;
    const char *unit = value_get_text(row, "unit", "");
    day_parse(value_get_text(row, "ends_on", ""), &last);
    struct value *item = today_item(today, "unit_ending", (int64_t)value_len(people));
    today_set_unit(today, item, unit);
    value_set_text(item, "due_on", day_text(today->call->arena, last));
    value_set_int(item, "days_left", last - today->day);
    value_set(item, "successors", value_get(row, "successors"));
    value_set(item, "successor_titles", names_of(today, value_get(row, "successors"), last + 1));
    value_set(item, "people", people);
}

bool today_endings(struct today *today, struct err *err)
{
    if (!(caller_roles(today->call->caller) & (ROLE_ADMINISTRATOR | ROLE_REVIEWER | ROLE_OFFICER)))
        return true;
    const struct value *rows = ending_list(today->call->store, today->call->arena, &today->package->units, today->day, err);
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *unit = value_get_text(value_at(rows, i), "unit", "");
        struct value *people = value_list(today->call->arena);
        bool first = sees_to(today, value_at(rows, i));
        for (size_t j = 0; j < value_len(rows) && first; j++) {
            if (strcmp(value_get_text(value_at(rows, j), "unit", ""), unit) != 0)
                continue;
            first = j >= i;
            value_append(people, value_at(rows, j));
        }
        if (first)
            add_ending(today, value_at(rows, i), people);
    }
    return rows != NULL;
}

/* Those that nobody has taken note of. */
bool today_alerts(struct today *today, struct err *err)
{
    const struct value *open = alert_list(today->call->store, today->call->arena, true, today->day, err);
    const struct value *all = open && today->package ? alert_join(today->call->arena, today->package, today->periods, open, today->day) : open;
    const struct value *visible = all ? belongs_visible(today->call, all, "subject", err) : NULL;
    int64_t count = 0;
    for (size_t i = 0; i < value_len(visible); i++)
        count += value_is_null(value_get(value_at(visible, i), "acknowledged_until"));
    if (count)
        today_item(today, "alert", count);
    return visible != NULL;
}
