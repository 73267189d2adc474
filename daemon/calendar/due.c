#include "calendar/due.h"

#include "base/arena.h"
#include "base/day.h"
#include "calendar/period.h"
#include "calendar/working_day.h"
#include "package/package.h"

#include <stdlib.h>

static void append(struct due_list *list, enum due_kind kind, const struct period *period, int64_t at)
{
    list->items[list->len++] = (struct due){kind, period, at};
}

static int64_t after_working_days(const struct package *package, int32_t last, int count, int minute)
{
    return day_instant(working_day_after(package, last, count), minute);
}

/* Without the records that it looks at, a thing never falls due. */
static bool is_there(const struct package *package, const char *type)
{
    return record_type_find(&package->types, type) != NULL;
}

static void append_period(struct due_list *list, const struct package *package, const struct period *period)
{
    const struct schedule_rule *rule = &package->schedule;
    int32_t last = period->until - 1;
    int64_t final = after_working_days(package, last, rule->close_grace_days, rule->final_minute);
    append(list, DUE_PROVISIONAL, period, day_instant(last, rule->provisional_minute));
    append(list, DUE_FINAL, period, final);
    if (period->kind == PERIOD_PHASE) {
        append(list, DUE_SEAL, period, final); /* right after the phase's final run */
        if (is_there(package, "nomination"))
            append(list, DUE_DECISION, period,
                   after_working_days(package, last, rule->nomination_days, rule->nomination_minute));
    }
    if (period->kind == PERIOD_MONTH && is_there(package, "submission"))
        append(list, DUE_RETURN, period,
               after_working_days(package, last + rule->return_due_days, rule->return_grace_days,
                                  rule->return_minute));
}

/* Oldest first; on one instant months, phase, contest, seal, decision, alerts; then as the periods come. */
static int compare(const void *left, const void *right)
{
    const struct due *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->period->kind != b->period->kind)
        return a->period->kind < b->period->kind ? -1 : 1;
    return (a->period > b->period) - (a->period < b->period); /* items of one list */
}

struct due_list due_list(const struct package *package, const struct period_list *periods,
                         struct arena *arena)
{
    enum { KINDS = DUE_RETURN + 1 };
    struct due_list list = {arena_alloc(arena, periods->len * KINDS * sizeof *list.items), 0};
    for (size_t i = 0; i < periods->len; i++)
        append_period(&list, package, &periods->items[i]);
    qsort(list.items, list.len, sizeof *list.items, compare);
    return list;
}

const char *due_kind_name(enum due_kind kind)
{
    static const char *const names[] = {"provisional", "final", "seal", "decision", "return"};
    return names[kind];
}
