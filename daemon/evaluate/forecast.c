#include "evaluate/forecast.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/pace.h"
#include "evaluate/attribution.h"
#include "evaluate/standard.h"
#include "evaluate/work.h"

#include <string.h>

/* What one ward's figure may become. */
struct ends {
    struct figure pace, low, high;
    int months; /* that low and high are the extremes of */
};

static struct figure figure_of(const struct value *map)
{
    const struct value *den = value_get(map, "den");
    return (struct figure){value_get_int(map, "num", 0), value_is_null(den) ? 0 : value_as_int(den), !value_is_null(den)};
}

static enum pace pace_of(const struct criterion *criterion, const struct figure *figure)
{
    if (criterion->measure.latest || criterion->use_count) /* what is made of others' figures has no rate of its own */
        return PACE_STOCK;
    if (!figure->share)
        return PACE_COUNT;
    return criterion->growth == GROWS_BOTH || criterion->den_comes ? PACE_EVENTS : PACE_PART;
}

/* What is counted from the contest's first day has its pace from there, and no month of its own. */
static struct pace_days days_of(const struct work *work, int gone)
{
    const struct span *period = &work->job->period;
    int before = work->criterion->measure.since_contest ? period->from - work->job->contest.from : 0;
    int left = period->until - period->from - gone; /* a criterion may have ended before the period does */
    return (struct pace_days){gone + before + (left < 0 ? left : 0), left > 0 ? left : 0};
}

static struct ends ends_of(const struct work *work, const struct value *cell, int gone)
{
    const struct figure now = figure_of(cell);
    enum pace pace = pace_of(work->criterion, &now);
    struct pace_days days = days_of(work, gone);
    struct ends ends = {.pace = pace_end(&now, pace, days)};
    const struct value *past = value_get(cell, "past");
    for (size_t i = 0; i < value_len(past) && !work->criterion->measure.since_contest; i++) {
        const struct value *month = value_at(past, i);
        const struct figure then = figure_of(month);
        struct figure end;
        if (!pace_end_like(&now, pace, days, &then, (int)value_get_int(month, "days", 1), &end))
            continue;
        if (!ends.months || pace_compare(&end, &ends.low) < 0)
            ends.low = end;
        if (!ends.months || pace_compare(&end, &ends.high) > 0)
            ends.high = end;
        ends.months++;
    }
    return ends;
}

static struct value *end_value(struct standards *standards, const struct standard *standard, const struct figure *figure, struct err *err)
{
    struct arena *arena = standards->work->arena;
    struct value *map = value_map(arena);
    enum verdict verdict;
    if (!standards_judge(standards, standard, figure, &verdict, err))
        return NULL;
    value_set_text(map, "value", judge_value_text(arena, figure));
    value_set_text(map, "verdict", verdict_name(verdict));
    return map;
}

static struct value *cell_value(struct standards *standards, const struct value *cell, int gone, struct err *err)
{
    const struct work *work = standards->work;
    const struct ends ends = ends_of(work, cell, gone);
    int ward = attribution_ward(work->territory, value_get_text(cell, "subject", ""));
    const struct standard *standard = ward < 0 ? standards->general : standards->of_ward[ward];
    struct value *map = value_map(work->arena), *pace = end_value(standards, standard, &ends.pace, err);
    struct value *low = pace && ends.months ? end_value(standards, standard, &ends.low, err) : value_null(work->arena);
    struct value *high = low && ends.months ? end_value(standards, standard, &ends.high, err) : value_null(work->arena);
    if (!pace || !low || !high)
        return NULL;
    value_set(map, "subject", value_get(cell, "subject"));
    value_set(map, "pace", pace);
    value_set(map, "low", low);
    value_set(map, "high", high);
    value_set_int(map, "months", ends.months);
    return map;
}

struct value *forecast(const struct work *work, struct err *err)
{
    const struct value *asked = work->job->foreseen, *cells = value_get(asked, "cells");
    struct value *answer = value_map(work->arena), *list = value_list(work->arena);
    struct standards standards;
    if (!standards_of_wards(work, &standards, err))
        return NULL;
    for (size_t i = 0; i < value_len(cells); i++) {
        struct value *cell = cell_value(&standards, value_at(cells, i), (int)value_get_int(asked, "gone", 1), err);
        if (!cell)
            return NULL;
        value_append(list, cell);
    }
    value_set(answer, "cells", list);
    return answer;
}
