#include "agenda/due_task.h"

#include "agenda/period_run.h"
#include "alert/early_warning.h"
#include "alert/ending_alert.h"
#include "alert/missing_return.h"
#include "alert/outstanding.h"
#include "alert/succession.h"
#include "base/array.h"
#include "close/decision.h"
#include "close/period_paper.h"
#include "close/seal_due.h"
#include "close/seal_phase.h"
#include "duty/duty_alarm.h"
#include "duty/duty_turn.h"
#include "message/nomination_reminder.h"
#include "message/return_reminder.h"
#include "message/weekly_digest.h"
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
    /* NULL: it never waits */
    bool (*wait)(struct turn *turn, const struct due *due, int64_t *ret_until, struct err *err);
} tasks[] = {
    {&run_provisional_due, perform_provisional, NULL},
    {&run_final_due, perform_final, NULL},
    {&seal_phase_due, seal_due_perform, seal_due_wait},
    {&decision_due, decision_perform, NULL},
    {&period_paper_week_due, period_paper_perform, NULL},
    {&period_paper_month_due, period_paper_perform, NULL},
    {&period_paper_quarter_due, period_paper_perform, NULL},
    {&missing_return_due, missing_return_perform, NULL},
    {&early_warning_due, early_warning_perform, NULL},
    {&outstanding_idle_due, outstanding_perform, NULL},
    {&outstanding_pending_due, outstanding_perform, NULL},
    {&duty_due, duty_turn_perform, NULL},
    {&duty_alarm_due, duty_turn_alarm, NULL},
    {&return_reminder_due, return_reminder_perform, NULL},
    {&weekly_digest_due, weekly_digest_perform, NULL},
    {&nomination_reminder_due, nomination_reminder_perform, nomination_reminder_wait},
    {&succession_due, succession_perform, NULL},
    {&ending_alert_due, ending_alert_perform, NULL},
};

static const struct due_task *task_of(const struct due *due)
{
    size_t i = 0;
    while (i < LEN(tasks) && tasks[i].kind != due->kind)
        i++;
    assert(i < LEN(tasks)); /* the list was made of this table */
    return &tasks[i];
}

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
    return task_of(due)->perform(turn, due, err);
}

bool due_task_wait(struct turn *turn, struct due *due, struct err *err)
{
    const struct due_task *task = task_of(due);
    int64_t until;
    if (!task->wait)
        return true;
    if (!task->wait(turn, due, &until, err))
        return false;
    due->waits_until = until > due->at ? until : due->at;
    return true;
}
