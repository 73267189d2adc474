#include "outlook/foretell.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/perform.h"
#include "contest/turn.h"
#include "package/package.h"
#include "record/level.h"
#include "outlook/month_rows.h"
#include "run/live.h"
#include "run/run_job.h"
#include "store/change.h"
#include "store/store.h"
#include "worker/worker.h"

#include <string.h>

/* One answer while it is made. */
struct telling {
    struct turn *turn;
    struct arena *arena;
    int32_t today;
    int64_t sequence;
    struct month_rows past;
};

static bool says(const struct value *map, const char *key, const char *word)
{
    return strcmp(value_get_text(map, key, ""), word) == 0;
}

static const struct value *cell_in(const struct value *rows, const char *subject, const char *criterion)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (says(value_at(rows, i), "subject", subject))
            return value_get(value_get(value_at(rows, i), "cells"), criterion);
    return NULL;
}

/* The unit's earlier months as the worker takes them: those that were counted by the version of the criterion that counts the period. */
static struct value *past_of(const struct telling *telling, const char *subject, const struct period *period, const struct criterion_source *criterion)
{
    const struct criterion_source *version = criterion_source_on(criterion, period->until - 1);
    struct value *list = value_list(telling->arena);
    for (size_t i = 0; i < telling->past.len; i++) {
        const struct value *cell = cell_in(telling->past.rows[i], subject, criterion->id);
        if (value_is_null(value_get(cell, "num")) || criterion_source_on(criterion, telling->past.months[i]->until - 1) != version)
            continue;
        struct value *month = value_map(telling->arena);
        value_set(month, "num", value_get(cell, "num"));
        value_set(month, "den", value_get(cell, "den"));
        value_set_int(month, "days", telling->past.months[i]->until - telling->past.months[i]->from);
        value_append(list, month);
    }
    return list;
}

static bool is_asked(const struct value *row, const char *period, const char *criterion)
{
    return level_of(row) == LEVEL_WARD && says(row, "period", period) && says(row, "criterion", criterion);
}

static struct value *cells_of(const struct telling *telling, const struct value *rows, const struct period *period, const struct criterion_source *criterion)
{
    struct value *list = value_list(telling->arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (!is_asked(row, period->id, criterion->id) || value_is_null(value_get(row, "num")))
            continue;
        struct value *cell = value_map(telling->arena);
        value_set(cell, "subject", value_get(row, "subject"));
        value_set(cell, "num", value_get(row, "num"));
        value_set(cell, "den", value_get(row, "den"));
        value_set(cell, "past", past_of(telling, value_get_text(row, "subject", ""), period, criterion));
        value_append(list, cell);
    }
    return list;
}

static struct value *job_of(const struct telling *telling, const struct value *rows, const struct period *period, const struct criterion_source *criterion)
{
    struct value *foreseen = value_map(telling->arena);
    value_set_int(foreseen, "gone", telling->today - period->from + 1);
    value_set(foreseen, "cells", cells_of(telling, rows, period, criterion));
    struct value *job = run_job_of(telling->arena, "forecast", telling->turn->package, criterion_source_on(criterion, period->until - 1), store_path(telling->turn->store), telling->sequence);
    run_job_period(telling->arena, job, telling->turn->periods, period, RUN_PROVISIONAL);
    value_set(job, "forecast", foreseen);
    return job;
}

/* What can still become of it, by exact arithmetic (criterion/shortfall.h); the pace is an estimate beside it. */
static const char *outlook_of(const struct value *row)
{
    if (says(row, "verdict", "met"))
        return "met";
    if (says(row, "verdict", "not_applicable"))
        return "nothing";
    return says(row, "reachable", "yes") ? "can" : says(row, "reachable", "no") ? "cannot" : "open";
}

static struct value *row_with(const struct telling *telling, const struct value *row, const struct value *cells)
{
    static const char *const keys[] = {"pace", "low", "high", "months"};
    struct value *map = value_copy(telling->arena, row);
    const struct value *found = NULL;
    for (size_t i = 0; i < value_len(cells) && !found; i++)
        if (says(value_at(cells, i), "subject", value_get_text(row, "subject", "")))
            found = value_at(cells, i);
    value_set_text(map, "outlook", outlook_of(row));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        value_set(map, keys[i], found ? value_get(found, keys[i]) : value_null(telling->arena));
    return map;
}

/* A rule that fails has its row without a pace; a worker that could not be started is an error. */
static bool is_started(const struct value *answer, struct err *err)
{
    const struct value *error = value_get(answer, "error");
    bool started = !says(error, "kind", "start");
    if (!started)
        call_error(err, value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
    return started;
}

static bool tell(const struct telling *telling, const struct value *live, struct value *list, struct err *err)
{
    const struct package *package = telling->turn->package;
    const struct value *periods = value_get(live, "periods"), *rows = value_get(live, "rows");
    size_t count = value_len(periods) * package->criterion_count;
    const struct value **jobs = arena_alloc(telling->arena, (count + 1) * sizeof *jobs), **answers = arena_alloc(telling->arena, (count + 1) * sizeof *answers);
    for (size_t i = 0; i < count; i++)
        jobs[i] = job_of(telling, rows, period_find(telling->turn->periods, value_get_text(value_at(periods, i / package->criterion_count), "period", "")),
                         &package->criteria[i % package->criterion_count]);
    worker_run(telling->turn->worker, telling->arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++) {
        if (!is_started(answers[i], err))
            return false;
        for (size_t j = 0; j < value_len(rows); j++)
            if (is_asked(value_at(rows, j), value_get_text(value_at(periods, i / package->criterion_count), "period", ""),
                         package->criteria[i % package->criterion_count].id))
                value_append(list, row_with(telling, value_at(rows, j), value_get(value_get(answers[i], "ok"), "cells")));
    }
    return true;
}

struct value *foretell_list(struct turn *turn, const struct live_filter *filter, struct err *err)
{
    struct telling telling = {.turn = turn, .arena = turn->arena, .today = filter->today};
    const struct value *live = live_list(turn->store, turn->arena, turn->package, turn->periods, filter, err);
    struct value *answer = value_map(turn->arena), *list = value_list(turn->arena);
    if (!live || !change_version(turn->store, &telling.sequence, err) || !month_rows_read(turn, telling.today, &telling.past, err) || !tell(&telling, live, list, err))
        return NULL;
    value_set(answer, "as_of", value_get(live, "as_of"));
    value_set(answer, "rows", list);
    return answer;
}
