/* The months of one subject: what each target's figure was, month after month; of a member all periods in which he is judged. */
#include "run/result.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "run/figure.h"
#include "run/stored_run.h"

/* A month that has a run, and what its figures are held against. */
struct month {
    const struct period *period;
    const struct value *run;
    struct figure_run *figures;
};

struct trend {
    struct store *store;
    struct arena *arena;
    struct month *months;
    size_t len;
};

static bool add_month(struct trend *trend, const struct period *period, struct err *err)
{
    struct month month = {.period = period, .run = stored_run_head(trend->store, trend->arena, period->id, err)};
    if (!month.run || value_is_null(month.run))
        return month.run != NULL;
    if (!figure_open(trend->store, trend->arena, period, month.run, &month.figures, err))
        return false;
    trend->months[trend->len++] = month;
    return true;
}

static bool read_months(struct trend *trend, const struct period_list *periods, bool all, struct err *err)
{
    trend->months = arena_alloc(trend->arena, (periods->len + 1) * sizeof *trend->months);
    for (size_t i = 0; i < periods->len; i++)
        if ((all || periods->items[i].kind == PERIOD_MONTH) && !add_month(trend, &periods->items[i], err))
            return false;
    return true;
}

static struct value *point_of(const struct trend *trend, const struct month *month, const struct value *cell)
{
    static const char *const keys[] = {"num", "den", "value", "target", "verdict"};
    struct value *point = value_map(trend->arena);
    value_set_text(point, "period", month->period->id);
    value_set_text(point, "title", period_title(month->period, trend->arena));
    value_set_text(point, "short", period_short(month->period, trend->arena));
    value_set(point, "stage", value_get(month->run, "stage"));
    value_take(point, cell, keys, LEN(keys));
    return point;
}

/* cells: what each month's run says of the subject, null where it says nothing. */
static struct value *points_of(const struct trend *trend, const struct value *const *cells, const char *subject,
                               const char *criterion, struct err *err)
{
    struct value *points = value_list(trend->arena);
    for (size_t i = 0; i < trend->len; i++) {
        const struct value *cell = value_get(cells[i], criterion);
        if (!cell)
            continue;
        struct value *point = point_of(trend, &trend->months[i], cell);
        if (!figure_set(trend->months[i].figures, subject, criterion, point, err))
            return NULL;
        value_append(points, point);
    }
    return points;
}

static struct value *trend_of(const struct trend *trend, const struct value *criteria, const char *subject, struct err *err)
{
    const struct value **cells = arena_alloc(trend->arena, (trend->len + 1) * sizeof *cells);
    struct value *map = value_map(trend->arena), *lines = value_list(trend->arena);
    bool member = false;
    for (size_t i = 0; i < trend->len; i++) {
        const struct value *row = stored_run_row(trend->store, trend->arena,
                                                 value_get_int(trend->months[i].run, "id", 0), subject, err);
        if (!row)
            return NULL;
        member = member || level_of(row) == LEVEL_MEMBER;
        cells[i] = trend->months[i].period->kind == PERIOD_MONTH || level_of(row) == LEVEL_MEMBER ? value_get(row, "cells") : NULL;
    }
    for (size_t i = 0; i < value_len(criteria); i++) {
        struct value *line = value_copy(trend->arena, value_at(criteria, i));
        const struct value *points = points_of(trend, cells, subject, value_get_text(line, "id", ""), err);
        if (!points)
            return NULL;
        value_set(line, "points", points);
        value_append(lines, line);
    }
    value_set_text(map, "subject", subject);
    if (member) /* who reads it is noted (command/person_figure.h) */
        value_set_text(map, "level", LEVEL_MEMBER_ID);
    value_set(map, "criteria", lines);
    return map;
}

static struct value *trends_of(struct store *store, struct arena *arena, const struct package *package,
                               const struct period_list *periods, const struct value *subjects, bool all, struct err *err)
{
    struct trend trend = {.store = store, .arena = arena};
    const struct value *criteria = snapshot_criteria_heads(store, arena, package, NULL, err);
    if (!criteria || !read_months(&trend, periods, all, err))
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(subjects); i++) {
        const struct value *one = trend_of(&trend, criteria, value_as_text(value_at(subjects, i)), err);
        if (!one)
            return NULL;
        value_append(list, one);
    }
    return list;
}

struct value *result_trends(struct store *store, struct arena *arena, const struct package *package,
                            const struct period_list *periods, const struct value *subjects, struct err *err)
{
    return trends_of(store, arena, package, periods, subjects, false, err);
}

struct value *result_trend(struct store *store, struct arena *arena, const struct package *package,
                           const struct period_list *periods, const char *subject, struct err *err)
{
    struct value *subjects = value_list(arena);
    value_append(subjects, value_text(arena, subject));
    bool unit = unit_place(&package->units, subject) < package->units.fact_count;
    const struct value *trends = trends_of(store, arena, package, periods, subjects, !unit, err);
    return trends ? value_copy(arena, value_at(trends, 0)) : NULL;
}
