#include "run/run_explain.h"

#include "base/arena.h"
#include "base/value.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/run_job.h"
#include "store/change.h"
#include "store/store.h"
#include "worker/worker.h"

bool run_explain(struct turn *turn, const struct period *period, struct run_question *questions, size_t count, int64_t next, int64_t rows, struct err *err)
{
    const struct value **jobs = arena_alloc(turn->arena, (count + 1) * sizeof *jobs);
    const struct value **answers = arena_alloc(turn->arena, (count + 1) * sizeof *answers);
    int64_t sequence;
    if (!change_version(turn->store, &sequence, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct value *job = run_job(turn->arena, "explain", run_package(turn->package, period, turn->arena), questions[i].criterion, store_path(turn->store), sequence);
        run_job_period(turn->arena, job, turn->periods, period, RUN_PROVISIONAL);
        value_set_text(job, "subject", questions[i].subject);
        value_set(job, "private", record_private_value(&turn->package->types, turn->arena));
        value_set_int(job, "limit", rows);
        value_set_int(job, "next", next);
        jobs[i] = job;
    }
    if (count)
        worker_run(turn->worker, turn->arena, jobs, count, answers);
    for (size_t i = 0; i < count; i++)
        questions[i].answer = value_get(answers[i], "ok");
    return true;
}
