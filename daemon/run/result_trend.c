/* The months of one subject: what each target's figure was, month after month. */
#include "run/result.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "run/stored_run.h"

#include <string.h>

/* The months that have a run: [{period, title, stage, run}…]. */
static struct value *months_run(struct store *store, struct arena *arena, const struct period_list *periods,
                                struct err *err)
{
    struct value *months = value_list(arena);
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *period = &periods->items[i];
        const struct value *run = period->kind == PERIOD_MONTH ? stored_run_of_period(store, arena, period->id, err) : NULL;
        if (period->kind == PERIOD_MONTH && !run)
            return NULL;
        if (value_is_null(run))
            continue;
        struct value *month = value_map(arena);
        value_set_text(month, "period", period->id);
        value_set_text(month, "title", period_title(period, arena));
        value_set(month, "stage", value_get(run, "stage"));
        value_set(month, "run", value_get(run, "id"));
        value_append(months, month);
    }
    return months;
}

/* Those of them that speak of a subject, with its cells. */
static struct value *months_of(struct store *store, struct arena *arena, const struct value *runs, const char *subject,
                               struct err *err)
{
    struct value *months = value_list(arena);
    for (size_t i = 0; i < value_len(runs); i++) {
        struct value *month = value_copy(arena, value_at(runs, i));
        const struct value *row = stored_run_row(store, arena, value_get_int(month, "run", 0), subject, err);
        if (!row)
            return NULL;
        if (value_is_null(row))
            continue;
        value_set(month, "cells", value_get(row, "cells"));
        value_append(months, month);
    }
    return months;
}

static struct value *points_of(struct arena *arena, const struct value *months, const char *criterion)
{
    static const char *const keys[] = {"num", "den", "value", "target", "verdict"};
    struct value *points = value_list(arena);
    for (size_t i = 0; i < value_len(months); i++) {
        const struct value *month = value_at(months, i), *cell = value_get(value_get(month, "cells"), criterion);
        if (!cell)
            continue;
        struct value *point = value_map(arena);
        value_set(point, "period", value_get(month, "period"));
        value_set(point, "title", value_get(month, "title"));
        value_set(point, "stage", value_get(month, "stage"));
        for (size_t k = 0; k < LEN(keys); k++)
            value_set(point, keys[k], value_get(cell, keys[k]) ? value_get(cell, keys[k]) : value_null(arena));
        value_append(points, point);
    }
    return points;
}

static struct value *lines_of(struct arena *arena, const struct value *criteria, const struct value *months)
{
    struct value *lines = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *criterion = value_at(criteria, i);
        const char *id = value_get_text(criterion, "id", "");
        struct value *line = snapshot_criterion_head(arena, criterion);
        value_set(line, "points", points_of(arena, months, id));
        value_append(lines, line);
    }
    return lines;
}

struct value *result_trends(struct store *store, struct arena *arena, const struct package *package,
                            const struct period_list *periods, const struct value *subjects, struct err *err)
{
    const struct value *criteria = snapshot_criteria(store, arena, package, err);
    const struct value *runs = criteria ? months_run(store, arena, periods, err) : NULL;
    struct value *trends = value_list(arena);
    for (size_t i = 0; runs && i < value_len(subjects); i++) {
        const char *subject = value_as_text(value_at(subjects, i));
        const struct value *months = months_of(store, arena, runs, subject, err);
        if (!months)
            return NULL;
        struct value *trend = value_map(arena);
        value_set_text(trend, "subject", subject);
        value_set(trend, "criteria", lines_of(arena, criteria, months));
        value_append(trends, trend);
    }
    return runs ? trends : NULL;
}

struct value *result_trend(struct store *store, struct arena *arena, const struct package *package,
                           const struct period_list *periods, const char *subject, struct err *err)
{
    struct value *subjects = value_list(arena);
    value_append(subjects, value_text(arena, subject));
    const struct value *trends = result_trends(store, arena, package, periods, subjects, err);
    return trends ? value_copy(arena, value_at(trends, 0)) : NULL;
}
