#include "duty/duty_plan.h"

#include "base/arena.h"
#include "base/day.h"
#include "calendar/period.h"
#include "calendar/working_day.h"
#include "package/duty.h"
#include "package/package.h"

#include <stdlib.h>
#include <string.h>

struct planning {
    struct arena *arena;
    const struct package *package;
    const struct period_list *periods;
    struct duty_plan plan;
    size_t capacity;
};

/* A term in days that ends on a day off ends on the next working day (Bộ luật Dân sự 2015, Điều 148 khoản 5); what is to be done before a day, on the last working
 * day until then. */
static int32_t due_of(const struct package *package, const struct duty *duty, int32_t day)
{
    int step = duty->due_days < 0 ? -1 : 1;
    if (duty->due_working)
        return working_day_after(package, day, duty->due_days);
    day += duty->due_days;
    while (!working_day_is(package, day))
        day += step;
    return day;
}

static struct duty_occurrence occurrence_of(const struct package *package, const struct duty *duty, const char *key, const char *title, int32_t day)
{
    int32_t opens = day - duty->opens_before;
    return (struct duty_occurrence){duty, key, title, day, opens > package->from ? opens : package->from, due_of(package, duty, day), NULL};
}

static struct duty_occurrence *append(struct planning *planning, struct duty_occurrence occurrence)
{
    struct duty_plan *plan = &planning->plan;
    if (plan->len == planning->capacity) {
        size_t size = planning->capacity * sizeof *plan->items;
        planning->capacity = planning->capacity ? 2 * planning->capacity : 64;
        plan->items = arena_grow(planning->arena, plan->items, size, planning->capacity * sizeof *plan->items);
    }
    plan->items[plan->len] = occurrence;
    return &plan->items[plan->len++];
}

static void add_periods(struct planning *planning, const struct duty *duty)
{
    for (size_t i = 0; i < planning->periods->len; i++) {
        const struct period *period = &planning->periods->items[i];
        const char *title = period_title(period, planning->arena);
        static const unsigned ends[PERIOD_KINDS] = {DUTY_AT_WEEK_END, DUTY_AT_MONTH_END, DUTY_AT_QUARTER_END, DUTY_AT_PHASE_END, 0};
        if (period->kind == PERIOD_PHASE && (duty->triggers & DUTY_AT_PHASE_START))
            append(planning, occurrence_of(planning->package, duty, arena_printf(planning->arena, "%s-start", period->id), title, period->from));
        if (duty->triggers & ends[period->kind])
            append(planning, occurrence_of(planning->package, duty, period->id, title, period->until - 1));
    }
}

static void add_contest(struct planning *planning, const struct duty *duty)
{
    const struct package *package = planning->package;
    const char *title = "cả phong trào";
    if (duty->triggers & DUTY_AT_CONTEST_START)
        append(planning, occurrence_of(package, duty, PERIOD_WHOLE "-start", title, package->from));
    if (duty->triggers & DUTY_AT_CONTEST_END)
        append(planning, occurrence_of(package, duty, PERIOD_WHOLE, title, package->until - 1));
    if (duty->triggers & DUTY_WHOLE_CONTEST)
        append(planning, occurrence_of(package, duty, PERIOD_WHOLE, title, package->until - 1))->opens_on = package->from;
}

static void add_dates(struct planning *planning, const struct duty *duty)
{
    for (size_t i = 0; i < duty->date_count; i++) {
        int32_t day = duty->dates[i].day;
        const char *title = duty->dates[i].title ? duty->dates[i].title : day_shown(planning->arena, day);
        append(planning, occurrence_of(planning->package, duty, day_text(planning->arena, day), title, day));
    }
}

static int compare(const void *left, const void *right)
{
    const struct duty_occurrence *a = left, *b = right;
    if (a->opens_on != b->opens_on)
        return a->opens_on < b->opens_on ? -1 : 1;
    if (a->duty != b->duty)
        return a->duty < b->duty ? -1 : 1; /* of one array */
    return a->day != b->day ? (a->day < b->day ? -1 : 1) : strcmp(a->key, b->key);
}

struct duty_plan duty_plan_make(struct arena *arena, const struct package *package, const struct period_list *periods)
{
    struct planning planning = {.arena = arena, .package = package, .periods = periods};
    for (size_t i = 0; i < package->duty_count; i++) {
        add_contest(&planning, &package->duties[i]);
        add_periods(&planning, &package->duties[i]);
        add_dates(&planning, &package->duties[i]);
    }
    if (planning.plan.len)
        qsort(planning.plan.items, planning.plan.len, sizeof *planning.plan.items, compare);
    return planning.plan;
}

struct duty_occurrence duty_plan_record(struct arena *arena, const struct package *package, const struct duty *duty, const char *key, int32_t day)
{
    struct duty_occurrence occurrence = occurrence_of(package, duty, key, arena_printf(arena, "%s (%s)", key, day_shown(arena, day)), day);
    occurrence.opens_on = day;
    return occurrence;
}

const struct duty *duty_find(const struct package *package, const char *id)
{
    for (size_t i = 0; i < package->duty_count; i++)
        if (strcmp(package->duties[i].id, id) == 0)
            return &package->duties[i];
    return NULL;
}

const struct duty_occurrence *duty_plan_find(const struct duty_plan *plan, const char *duty, const char *key)
{
    for (size_t i = 0; i < plan->len; i++)
        if (strcmp(plan->items[i].duty->id, duty) == 0 && strcmp(plan->items[i].key, key) == 0)
            return &plan->items[i];
    return NULL;
}
