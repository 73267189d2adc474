#include "standing/standing.h"

#include "base/array.h"
#include "evaluate/confinement.h"
#include "evaluate/evaluate.h"
#include "plugin/program.h"
#include "standing/conclude.h"
#include "standing/rank.h"
#include "standing/suggest.h"
#include "worker/worker.h"

struct value *standing_perform_within(struct arena *arena, const struct value *job, const struct confinement *guard, struct err *err)
{
    static const struct evaluate_other others[] = {{JOB_CONCLUDE, false, conclude_units}, {JOB_RANK, false, rank_units}, {JOB_SUGGEST, true, suggest}};
    return evaluate_guarded(arena, job, guard, &(struct evaluate_others){others, LEN(others)}, err);
}

struct value *standing_perform(struct arena *arena, const struct value *job, struct err *err)
{
    static const struct program_walls program = {worker_fork_confined, worker_confine_program};
    static const struct confinement guard = {worker_confine_to, worker_lock_down_to_load, worker_lock_down, &program, worker_send_part};
    return standing_perform_within(arena, job, &guard, err);
}
