#include "agenda/due_task.h"

#include "agenda/period_run.h"
#include "alert/missing_return.h"
#include "base/array.h"
#include "close/decision.h"
#include "close/seal_phase.h"
#include "run/run.h"

#include <assert.h>

static bool perform_provisional(struct turn *turn, const struct due *due, struct err *err)
{
    return period_run_perform(turn, due->period, RUN_PROVISIONAL, RUN_SCHEDULE, NULL, err);
}

static bool perform_final(struct turn *turn, const struct due *due, struct err *err)
{
    return period_run_perform(turn, due->period, RUN_FINAL, RUN_SCHEDULE, NULL, err);
}

static const struct due_task {
    const struct due_kind *kind;
    bool (*perform)(struct turn *turn, const struct due *due, struct err *err);
} tasks[] = {
    {&run_provisional_due, perform_provisional},
    {&run_final_due, perform_final},
    {&seal_phase_due, seal_phase},
    {&decision_due, decision_perform},
    {&missing_return_due, missing_return_perform},
};

struct due_list due_task_list(const struct package *package, const struct period_list *periods, struct arena *arena)
{
    const struct due_kind *kinds[LEN(tasks) + 1];
    for (size_t i = 0; i < LEN(tasks); i++)
        kinds[i] = tasks[i].kind;
    kinds[LEN(tasks)] = NULL;
    return due_list(kinds, package, periods, arena);
}

bool due_task_perform(struct turn *turn, const struct due *due, struct err *err)
{
    size_t i = 0;
    while (i < LEN(tasks) && tasks[i].kind != due->kind)
        i++;
    assert(i < LEN(tasks)); /* the list was made of this table */
    return tasks[i].perform(turn, due, err);
}
