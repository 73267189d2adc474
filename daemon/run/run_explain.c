#include "run/run_explain.h"

#include "base/arena.h"
#include "base/value.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/run_job.h"
#include "store/change.h"
#include "store/store.h"
#include "worker/worker.h"

#include <string.h>

/* Of one criterion: what a worker counts once for so many units. A failure takes all of them along, so those are asked alone then. */
enum { TOGETHER_MOST = 128 };

struct asking {
    struct turn *turn;
    const struct period *period;
    const struct package *package; /* of the period */
    const struct value *contest;
    int64_t sequence, next, rows;
};

static struct value *job_of(const struct asking *asking, const char *kind, const char *criterion)
{
    struct arena *arena = asking->turn->arena;
    struct value *job = run_job_in(arena, kind, asking->contest, package_criterion(asking->package, criterion), store_path(asking->turn->store), asking->sequence);
    run_job_period(arena, job, asking->turn->periods, asking->period, RUN_PROVISIONAL);
    value_set(job, "private", record_private_value(&asking->turn->package->types, arena));
    value_set_int(job, "limit", asking->rows);
    value_set_int(job, "next", asking->next);
    return job;
}

/* Up to so many from `first` on of the same criterion that nobody has answered; which: where each stands. How many. */
static size_t choose(const struct run_question *questions, size_t count, size_t first, bool *taken, size_t *ret_which)
{
    size_t len = 0;
    for (size_t i = first; i < count && len < TOGETHER_MOST; i++) {
        if (taken[i] || strcmp(questions[i].criterion, questions[first].criterion) != 0)
            continue;
        taken[i] = true;
        ret_which[len++] = i;
    }
    return len;
}

static void ask_together(const struct asking *asking, struct run_question *questions, size_t count)
{
    struct arena *arena = asking->turn->arena;
    const struct value **jobs = arena_alloc(arena, (count + 1) * sizeof *jobs), **answers = arena_alloc(arena, (count + 1) * sizeof *answers);
    size_t *which = arena_alloc(arena, (count + 1) * sizeof *which), *lens = arena_alloc(arena, (count + 1) * sizeof *lens), job_count = 0, at = 0;
    bool *taken = arena_alloc(arena, count + 1);
    memset(taken, 0, count);
    for (size_t i = 0; i < count; i++) {
        if (taken[i])
            continue;
        size_t *mine = which + at, len = choose(questions, count, i, taken, mine);
        struct value *job = job_of(asking, "explanations", questions[i].criterion), *subjects = value_list(arena);
        for (size_t k = 0; k < len; k++)
            value_append(subjects, value_text(arena, questions[mine[k]].subject));
        value_set(job, "subjects", subjects);
        lens[job_count] = len;
        jobs[job_count++] = job;
        at += len;
    }
    if (job_count)
        worker_run(asking->turn->worker, arena, jobs, job_count, answers);
    at = 0;
    for (size_t j = 0; j < job_count; at += lens[j++]) {
        const struct value *list = value_get(value_get(answers[j], "ok"), "explanations");
        for (size_t k = 0; k < lens[j] && value_len(list) == lens[j]; k++)
            questions[which[at + k]].answer = value_at(list, k);
    }
}

static void ask_alone(const struct asking *asking, struct run_question *questions, size_t count)
{
    struct arena *arena = asking->turn->arena;
    const struct value **jobs = arena_alloc(arena, (count + 1) * sizeof *jobs), **answers = arena_alloc(arena, (count + 1) * sizeof *answers);
    size_t *which = arena_alloc(arena, (count + 1) * sizeof *which), len = 0;
    for (size_t i = 0; i < count; i++) {
        if (questions[i].answer)
            continue;
        struct value *job = job_of(asking, "explain", questions[i].criterion);
        value_set_text(job, "subject", questions[i].subject);
        which[len] = i;
        jobs[len++] = job;
    }
    if (len)
        worker_run(asking->turn->worker, arena, jobs, len, answers);
    for (size_t i = 0; i < len; i++)
        questions[which[i]].answer = value_get(answers[i], "ok");
}

bool run_explain(struct turn *turn, const struct period *period, struct run_question *questions, size_t count, int64_t next, int64_t rows, struct err *err)
{
    struct asking asking = {.turn = turn, .period = period, .package = run_package(turn->package, period, turn->arena), .next = next, .rows = rows};
    if (!change_version(turn->store, &asking.sequence, err))
        return false;
    asking.contest = run_job_contest(turn->arena, asking.package);
    ask_together(&asking, questions, count);
    ask_alone(&asking, questions, count);
    for (size_t i = 0; i < count; i++)
        if (questions[i].answer && value_is_null(questions[i].answer))
            questions[i].answer = NULL;
    return true;
}
