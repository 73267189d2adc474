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

/* Of one criterion: what a worker counts once for so many units. A failure takes all of them along, so each is asked by itself then. Of what is lacking an answer is a
 * few rows a unit, of all that was counted it may be all that there is. */
enum { TOGETHER_MOST = 128, LACKING_TOGETHER_MOST = 4096 };

struct asking {
    struct turn *turn;
    const struct period *period;
    const struct package *package; /* of the period */
    const struct value *contest;
    int64_t sequence, next, rows;
    bool lacking;
};

/* About those of the questions, all of one criterion. */
static struct value *job_of(const struct asking *asking, const struct run_question *questions, const size_t *which, size_t count)
{
    struct arena *arena = asking->turn->arena;
    struct value *job = run_job_in(arena, "explanations", asking->contest, package_criterion(asking->package, questions[which[0]].criterion), store_path(asking->turn->store), asking->sequence);
    struct value *subjects = value_list(arena);
    for (size_t i = 0; i < count; i++)
        value_append(subjects, value_text(arena, questions[which[i]].subject));
    run_job_period(arena, job, asking->turn->periods, asking->period, RUN_PROVISIONAL);
    value_set(job, "subjects", subjects);
    value_set(job, "private", record_private_value(&asking->turn->package->types, arena));
    value_set_int(job, "limit", asking->rows);
    value_set_int(job, "next", asking->next);
    if (asking->lacking)
        value_set_bool(job, "lacking", true);
    return job;
}

/* From `first` on those of its criterion that are not taken, up to `most`; which: where each stands. How many. */
static size_t choose(const struct run_question *questions, size_t count, size_t first, size_t most, bool *taken, size_t *ret_which)
{
    size_t len = 0;
    for (size_t i = first; i < count && len < most; i++) {
        if (taken[i] || strcmp(questions[i].criterion, questions[first].criterion) != 0)
            continue;
        taken[i] = true;
        ret_which[len++] = i;
    }
    return len;
}

/* Those that nobody has answered, up to `most` at a time. */
static void ask(const struct asking *asking, struct run_question *questions, size_t count, size_t most)
{
    struct arena *arena = asking->turn->arena;
    const struct value **jobs = arena_alloc(arena, (count + 1) * sizeof *jobs), **answers = arena_alloc(arena, (count + 1) * sizeof *answers);
    size_t *which = arena_alloc(arena, (count + 1) * sizeof *which), *lens = arena_alloc(arena, (count + 1) * sizeof *lens), job_count = 0, at = 0;
    bool *taken = arena_alloc(arena, count + 1);
    for (size_t i = 0; i < count; i++)
        taken[i] = questions[i].answer != NULL;
    for (size_t i = 0; i < count; i++) {
        if (taken[i])
            continue;
        lens[job_count] = choose(questions, count, i, most, taken, which + at);
        jobs[job_count] = job_of(asking, questions, which + at, lens[job_count]);
        at += lens[job_count++];
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

static bool explain(struct asking *asking, struct run_question *questions, size_t count, struct err *err)
{
    const struct turn *turn = asking->turn;
    if (!change_version(turn->store, &asking->sequence, err))
        return false;
    asking->package = run_package(turn->package, asking->period, turn->arena);
    asking->contest = run_job_contest(turn->arena, asking->package);
    ask(asking, questions, count, asking->lacking ? LACKING_TOGETHER_MOST : TOGETHER_MOST);
    ask(asking, questions, count, 1);
    for (size_t i = 0; i < count; i++)
        if (questions[i].answer && value_is_null(questions[i].answer))
            questions[i].answer = NULL;
    return true;
}

bool run_explain(struct turn *turn, const struct period *period, struct run_question *questions, size_t count, int64_t next, int64_t rows, struct err *err)
{
    struct asking asking = {.turn = turn, .period = period, .next = next, .rows = rows};
    return explain(&asking, questions, count, err);
}

bool run_explain_lacking(struct turn *turn, const struct period *period, struct run_question *questions, size_t count, int64_t rows, struct err *err)
{
    struct asking asking = {.turn = turn, .period = period, .next = 1, .rows = rows, .lacking = true};
    return explain(&asking, questions, count, err);
}
