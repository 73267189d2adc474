#include "alert/run_alert.h"

#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "run/run.h"
#include "store/change.h"

/* Alerts follow a final run of a month or a phase from its due instant on; a manual run before it opens none
 * (contest.md §1), and the whole contest repeats what its phases said. */
bool run_alert_plan(struct turn *turn, const struct value *criteria, const struct run_note *note,
                     const struct merged *merged, int64_t at, bool *ret_any, struct alert_plan *ret_plan,
                     struct err *err)
{
    *ret_any = note->stage == RUN_FINAL && note->period->kind != PERIOD_CONTEST && at >= note->final_at;
    return !*ret_any ||
           alert_plan_targets(turn->arena, turn->package, criteria, note->period, merged, ret_plan, err);
}

bool run_alert_follow(struct turn *turn, struct change *change, const struct value *criteria,
                      const struct run_note *note, const struct merged *merged, struct err *err)
{
    bool any;
    struct alert_plan plan;
    if (!run_alert_plan(turn, criteria, note, merged, change->at, &any, &plan, err))
        return false;
    return !any || alert_apply(change, turn->arena, "target", note->period->id, plan.wishes, plan.count, plan.keep, err);
}
