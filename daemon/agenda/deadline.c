#include "agenda/deadline.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "package/package.h"
#include "run/run.h"

#include <string.h>

static void add_deadline(struct arena *arena, struct value *list, const char *kind, const struct period *period, int32_t on, int32_t today)
{
    if (on < today || on > today + DEADLINE_AHEAD)
        return;
    struct value *deadline = value_map(arena);
    value_set_text(deadline, "on", day_text(arena, on));
    value_set_int(deadline, "days_left", on - today);
    value_set_text(deadline, "kind", kind);
    value_set_text(deadline, "period", period->id);
    value_set_text(deadline, "period_title", period_title(period, arena));
    value_append(list, deadline);
}

static struct value *by_day(struct arena *arena, const struct value *list)
{
    struct value *ordered = value_list(arena);
    for (int64_t left = 0; left <= DEADLINE_AHEAD; left++)
        for (size_t i = 0; i < value_len(list); i++)
            if (value_get_int(value_at(list, i), "days_left", 0) == left)
                value_append(ordered, value_at(list, i));
    return ordered;
}

/* One a phase and day, however many wards answer. */
static void add_reply(struct arena *arena, struct value *list, const struct period_list *periods, const struct value *reply, int32_t today)
{
    const struct period *phase = period_find(periods, value_get_text(reply, "phase", ""));
    const char *day = value_get_text(reply, "reply_by", "");
    int32_t on;
    bool known = false;
    for (size_t i = 0; i < value_len(list); i++)
        known = known || (strcmp(value_get_text(value_at(list, i), "kind", ""), "reply") == 0 &&
                          strcmp(value_get_text(value_at(list, i), "on", ""), day) == 0);
    if (phase && !known && day_parse(day, &on))
        add_deadline(arena, list, "reply", phase, on, today);
}

struct value *deadline_list(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *replies, int32_t today)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *period = &periods->items[i];
        if (period->kind == PERIOD_MONTH && due_has_type(package, "submission"))
            add_deadline(arena, list, "return", period, deadline_return(package, period), today);
        if (period->kind == PERIOD_MONTH)
            add_deadline(arena, list, "late", period, instant_day(run_due_at(package, period, RUN_FINAL)), today);
        if (period->kind == PERIOD_PHASE && due_has_type(package, "nomination"))
            add_deadline(arena, list, "nomination", period, deadline_signing(package, period), today);
    }
    for (size_t i = 0; i < value_len(replies); i++)
        add_reply(arena, list, periods, value_at(replies, i), today);
    return by_day(arena, list);
}

int32_t deadline_return(const struct package *package, const struct period *month)
{
    return month->until - 1 + package->schedule.return_due_days;
}

int32_t deadline_signing(const struct package *package, const struct period *phase)
{
    const struct schedule_rule *rule = &package->schedule;
    return instant_day(due_after_working_days(package, phase->until - 1, rule->nomination_days, rule->nomination_minute));
}
