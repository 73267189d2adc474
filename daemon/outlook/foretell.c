#include "outlook/foretell.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/text_index.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "outlook/month_rows.h"
#include "package/package.h"
#include "record/level.h"
#include "run/run_job.h"
#include "store/store.h"
#include "worker/worker.h"

#include <inttypes.h>
#include <string.h>

/* One estimate while it is made. */
struct telling {
    struct turn *turn;
    struct arena *arena;
    int32_t today;
    struct month_rows past;
    struct text_index *units; /* of each month's rows, by their subjects */
};

static int32_t today_of(const struct turn *turn)
{
    return instant_day(clock_now(turn->clock));
}

const char *foretell_from(struct turn *turn, struct err *err)
{
    struct month_rows months;
    if (!turn->package)
        return "";
    if (!month_rows_heads(turn, today_of(turn), &months, err))
        return NULL;
    const char *text = day_text(turn->arena, today_of(turn));
    for (size_t i = 0; i < months.len; i++)
        text = arena_printf(turn->arena, "%s %" PRId64, text, months.runs[i]);
    return text;
}

/* Thousands of units, each asked about for each criterion. */
static struct text_index by_subject(struct arena *arena, const struct value *rows)
{
    struct text_index index = {0};
    for (size_t i = 0; i < value_len(rows); i++) {
        void **place = text_index_place(&index, arena, value_get_text(value_at(rows, i), "subject", ""));
        if (!*place)
            *place = (void *)value_at(rows, i);
    }
    return index;
}

static const struct value *cell_in(const struct text_index *units, const char *subject, const char *criterion)
{
    return value_get(value_get(text_index_find(units, subject), "cells"), criterion);
}

/* The unit's earlier months as the worker takes them: those that were counted by the version of the criterion that counts the period. */
static struct value *past_of(const struct telling *telling, const char *subject, const struct period *period, const struct criterion_source *criterion)
{
    const struct criterion_source *version = criterion_source_on(criterion, period->until - 1);
    struct value *list = value_list(telling->arena);
    for (size_t i = 0; i < telling->past.len; i++) {
        const struct value *cell = cell_in(&telling->units[i], subject, criterion->id);
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

static struct value *cells_of(const struct telling *telling, const struct value *rows, const struct period *period, const struct criterion_source *criterion)
{
    struct value *list = value_list(telling->arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i), *figure = value_get(value_get(row, "cells"), criterion->id);
        if (level_of(row) != LEVEL_WARD || value_is_null(value_get(figure, "num")))
            continue;
        struct value *cell = value_map(telling->arena);
        value_set(cell, "subject", value_get(row, "subject"));
        value_set(cell, "num", value_get(figure, "num"));
        value_set(cell, "den", value_get(figure, "den"));
        value_set(cell, "past", past_of(telling, value_get_text(row, "subject", ""), period, criterion));
        value_append(list, cell);
    }
    return list;
}

static struct value *job_of(const struct telling *telling, const struct value *figures, const struct criterion_source *criterion)
{
    const struct turn *turn = telling->turn;
    const struct period *period = period_find(turn->periods, value_get_text(figures, "period", ""));
    struct value *foreseen = value_map(telling->arena);
    value_set_int(foreseen, "gone", telling->today - period->from + 1);
    value_set(foreseen, "cells", cells_of(telling, value_get(figures, "rows"), period, criterion));
    struct value *job = run_job_of(telling->arena, "forecast", turn->package, criterion_source_on(criterion, period->until - 1), store_path(turn->store),
                                   value_get_int(figures, "sequence", 0));
    run_job_period(telling->arena, job, turn->periods, period, RUN_PROVISIONAL);
    value_set(job, "forecast", foreseen);
    return job;
}

/* A rule that fails has no estimate. */
static void take(struct arena *arena, const struct value *answer, const char *criterion, const struct text_index *units)
{
    static const char *const keys[] = {"pace", "low", "high", "months"};
    const struct value *cells = value_get(value_get(answer, "ok"), "cells");
    for (size_t i = 0; i < value_len(cells); i++) {
        struct value *kept = value_map(arena);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            value_set(kept, keys[k], value_get(value_at(cells, i), keys[k]));
        const struct value *row = text_index_find(units, value_get_text(value_at(cells, i), "subject", ""));
        if (row)
            value_set((struct value *)value_get(row, "foretold"), criterion, kept); /* of this call's own */
    }
}

/* What a job is about. */
struct asked {
    const struct value *figures;
    const struct text_index *units; /* of their rows */
    const struct criterion_source *criterion;
};

static bool tell(const struct telling *telling, const struct value *write, struct err *err)
{
    const struct package *package = telling->turn->package;
    const struct value *criteria = snapshot_criteria(telling->turn->store, telling->arena, package, err);
    if (!criteria)
        return false;
    size_t most = value_len(write) * value_len(criteria) + 1, count = 0;
    const struct value **jobs = arena_alloc(telling->arena, most * sizeof *jobs), **answers = arena_alloc(telling->arena, most * sizeof *answers);
    struct asked *asked = arena_alloc(telling->arena, most * sizeof *asked);
    struct text_index *units = arena_alloc(telling->arena, (value_len(write) + 1) * sizeof *units);
    for (size_t i = 0; i < value_len(write); i++) {
        units[i] = by_subject(telling->arena, value_get(value_at(write, i), "rows"));
        for (size_t c = 0; c < value_len(criteria); c++) {
            const struct period *period = period_find(telling->turn->periods, value_get_text(value_at(write, i), "period", ""));
            if (!snapshot_criterion_is_of(value_at(criteria, c), period))
                continue;
            asked[count] = (struct asked){value_at(write, i), &units[i], &package->criteria[c]};
            jobs[count] = job_of(telling, asked[count].figures, asked[count].criterion);
            count++;
        }
    }
    worker_run(telling->turn->worker, telling->arena, jobs, count, answers);
    if (!run_job_started(answers, count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        take(telling->arena, answers[i], asked[i].criterion->id, asked[i].units);
    return true;
}

static void make_room(struct arena *arena, const struct value *rows)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (level_of(value_at(rows, i)) == LEVEL_WARD)
            value_set((struct value *)value_at(rows, i), "foretold", value_map(arena)); /* live_measure's, of this turn */
}

bool foretell_add(struct turn *turn, const struct value *figures, struct err *err)
{
    struct telling telling = {.turn = turn, .arena = turn->arena, .today = today_of(turn)};
    const struct value *write = value_get(figures, "write");
    for (size_t i = 0; i < value_len(write); i++)
        make_room(turn->arena, value_get(value_at(write, i), "rows"));
    if (value_len(write) == 0)
        return true;
    if (!month_rows_read(turn, telling.today, &telling.past, err))
        return false;
    telling.units = arena_alloc(turn->arena, (telling.past.len + 1) * sizeof *telling.units);
    for (size_t i = 0; i < telling.past.len; i++)
        telling.units[i] = by_subject(turn->arena, telling.past.rows[i]);
    return tell(&telling, write, err);
}
