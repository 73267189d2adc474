#include "calendar/period.h"

#include "base/arena.h"
#include "base/day.h"
#include "package/package.h"

#include <stdio.h>
#include <string.h>

static int32_t first_of_month(int year, int month)
{
    return month > 12 ? day_of(year + 1, month - 12, 1) : day_of(year, month, 1);
}

/* The month that holds a day: in d15_d14 the month M goes from the 15th before it to its own 14th. */
static void month_of(enum month_mode mode, int32_t day, int *ret_year, int *ret_month)
{
    int date;
    day_split(day, ret_year, ret_month, &date);
    if (mode == MONTH_D15_D14 && date >= 15 && ++*ret_month > 12) {
        *ret_month = 1;
        ++*ret_year;
    }
}

/* The first day after the month. */
static int32_t month_end(enum month_mode mode, int year, int month)
{
    return mode == MONTH_D15_D14 ? day_of(year, month, 15) : first_of_month(year, month + 1);
}

static void append(struct period_list *list, struct period period)
{
    list->items[list->len++] = period;
}

/* A month's id is 2024-11. Where a phase ends inside a month, both phases may have a part of it that is long
 * enough to stand: the later is 2024-11b. */
static const char *month_id(const struct period *month, struct arena *arena)
{
    return arena_printf(arena, "%04d-%02d%s", month->year, month->month, month->later_part ? "b" : "");
}

static bool has_month(const struct period_list *list, int year, int month)
{
    for (size_t i = 0; i < list->len; i++)
        if (list->items[i].kind == PERIOD_MONTH && list->items[i].year == year && list->items[i].month == month)
            return true;
    return false;
}

/* The months of one phase. A stub shorter than the least joins its neighbour in the phase, under the
 * neighbour's name; a phase that is one stub stands. */
static void append_months(struct period_list *list, const struct package *package, const struct phase *phase,
                          struct arena *arena)
{
    const struct schedule_rule *rule = &package->schedule;
    int32_t from = phase->from; /* of the month being made: earlier than its first day when a stub joins it */
    size_t first = list->len;
    for (int32_t day = phase->from; day < phase->until;) {
        int year, month;
        month_of(rule->month_mode, day, &year, &month);
        int32_t end = month_end(rule->month_mode, year, month);
        int32_t until = end < phase->until ? end : phase->until;
        bool stub = until - day < rule->stub_month_min_days;
        bool last = until == phase->until;
        if (!stub || (last && list->len == first)) {
            struct period made = {.kind = PERIOD_MONTH, .from = from, .until = until, .phase = phase, .year = year, .month = month};
            made.later_part = has_month(list, year, month);
            made.id = month_id(&made, arena);
            append(list, made);
            from = until;
        } else if (last) {
            list->items[list->len - 1].until = until;
        }
        day = until;
    }
}

/* A bound of the months of all phases: a phase has at most one more than the months it touches. */
static size_t most_periods(const struct package *package)
{
    size_t most = 1;
    for (size_t i = 0; i < package->phase_count; i++) {
        int32_t days = package->phases[i].until - package->phases[i].from;
        most += 3 + (days > 0 ? (size_t)days / 28 : 0); /* a package with problems may have any days */
    }
    return most;
}

struct period_list period_list(const struct package *package, struct arena *arena)
{
    struct period_list list = {arena_alloc(arena, most_periods(package) * sizeof *list.items), 0};
    for (size_t i = 0; i < package->phase_count; i++) {
        const struct phase *phase = &package->phases[i];
        append_months(&list, package, phase, arena);
        append(&list, (struct period){.id = phase->id, .kind = PERIOD_PHASE, .from = phase->from, .until = phase->until, .phase = phase});
    }
    append(&list, (struct period){.id = PERIOD_WHOLE, .kind = PERIOD_CONTEST, .from = package->from, .until = package->until, .phase = package_whole(package)});
    return list;
}

const struct period *period_find(const struct period_list *periods, const char *id)
{
    for (size_t i = 0; i < periods->len; i++)
        if (strcmp(periods->items[i].id, id) == 0)
            return &periods->items[i];
    return NULL;
}

bool period_is_month_of(const struct period_list *periods, const char *month, const char *phase)
{
    const struct period *inner = period_find(periods, month), *outer = period_find(periods, phase);
    return inner && outer && inner->kind == PERIOD_MONTH && outer->kind == PERIOD_PHASE && inner->phase && strcmp(inner->phase->id, outer->phase->id) == 0;
}

struct period_list period_months(const struct period_list *periods, const struct period *period,
                                 struct arena *arena)
{
    struct period_list months = {arena_alloc(arena, periods->len * sizeof *months.items), 0};
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *month = &periods->items[i];
        if (month->kind == PERIOD_MONTH && month->from >= period->from && month->until <= period->until)
            append(&months, *month);
    }
    return months;
}

bool period_is_closed(const struct period *period)
{
    return period->kind != PERIOD_MONTH && period->phase;
}

const char *period_kind_name(enum period_kind kind)
{
    static const char *const names[] = {"month", "phase", "contest"};
    return names[kind];
}

char *period_title(const struct period *period, struct arena *arena)
{
    switch (period->kind) {
    case PERIOD_PHASE:
        return arena_strdup(arena, period->phase->title);
    case PERIOD_CONTEST:
        return arena_strdup(arena, "cả phong trào");
    case PERIOD_MONTH:
        break;
    }
    /* Nghị định 30/2020: months 1 and 2 take a leading zero */
    return arena_printf(arena, period->month < 3 ? "tháng %02d/%d%s" : "tháng %d/%d%s", period->month, period->year,
                        period->later_part ? " (phần sau)" : "");
}

char *period_short(const struct period *period, struct arena *arena)
{
    if (period->kind != PERIOD_MONTH)
        return period_title(period, arena);
    return arena_printf(arena, "%02d/%d%s", period->month, period->year, period->later_part ? " (sau)" : "");
}
