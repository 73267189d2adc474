/* The months of one subject: what each target's figure was, month after month. */
#include "engine/result.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/period.h"
#include "engine/run.h"
#include "engine/snapshot.h"
#include "package/package.h"
#include "store/store.h"

#include <string.h>

/* The newest run that speaks last of a period: a final one if there is any. Null when there is none. */
static struct value *run_of(struct store *store, struct arena *arena, const char *period, struct err *err)
{
    struct value *run = NULL;
    for (int stage = RUN_FINAL; stage >= RUN_PROVISIONAL; stage--) {
        run = result_latest_run(store, arena, period, run_stage_name((enum run_stage)stage), err);
        if (!run || !value_is_null(run))
            return run;
    }
    return run;
}

/* The subject's cells of a month with its run; cells null when the run does not speak of it. */
static bool month_of(struct store *store, struct arena *arena, const struct period *period, const char *subject,
                     struct value *months, struct err *err)
{
    const struct value *run = run_of(store, arena, period->id, err);
    if (!run || value_is_null(run))
        return run != NULL;
    const struct value *row =
        store_row(store, arena, err, QUERY_RESULT_OF_SUBJECT, "it", value_get_int(run, "id", 0), subject);
    if (!row)
        return false;
    const char *text = value_get_text(row, "cells", "null");
    const struct value *cells = json_parse(arena, text, strlen(text), err);
    if (!cells)
        return false;
    struct value *month = value_map(arena);
    value_set_text(month, "period", period->id);
    value_set_text(month, "title", period_title(period, arena));
    value_set(month, "stage", value_get(run, "stage"));
    value_set(month, "cells", cells);
    if (!value_is_null(cells))
        value_append(months, month);
    return true;
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
        struct value *line = value_map(arena);
        value_set_text(line, "id", id);
        value_set_text(line, "title", snapshot_criterion_title(criterion));
        value_set(line, "points", points_of(arena, months, id));
        value_append(lines, line);
    }
    return lines;
}

struct value *result_trend(struct store *store, struct arena *arena, const struct package *package,
                           const struct period_list *periods, const char *subject, struct err *err)
{
    const struct value *criteria = snapshot_criteria(store, arena, package, err);
    struct value *months = value_list(arena);
    if (!criteria)
        return NULL;
    for (size_t i = 0; i < periods->len; i++)
        if (periods->items[i].kind == PERIOD_MONTH &&
            !month_of(store, arena, &periods->items[i], subject, months, err))
            return NULL;
    struct value *trend = value_map(arena);
    value_set_text(trend, "subject", subject);
    value_set(trend, "criteria", lines_of(arena, criteria, months));
    return trend;
}
