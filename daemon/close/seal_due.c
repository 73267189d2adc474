#include "close/seal_due.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "close/seal_alert.h"
#include "close/seal_phase.h"
#include "close/seal_wait.h"
#include "contest/turn.h"
#include "store/change.h"

bool seal_due_wait(struct turn *turn, const struct due *due, int64_t *ret_until, struct err *err)
{
    struct seal_look look;
    struct alert_plan plan;
    bool same;
    if (!seal_wait_look(turn, due, &look, err) || !seal_alert_plan(turn, due->period, &look, &plan, err) ||
        !alert_same(turn->store, turn->arena, SEAL_ALERT, due->period->id, plan.wishes, plan.count, &same, err))
        return false;
    if (!look.wait.why || !same)
        *ret_until = INT64_MIN;
    else
        *ret_until = seal_wait_ends(&look.wait) ? look.wait.until : INT64_MAX;
    return true;
}

static bool tell(struct turn *turn, const struct due *due, const struct seal_look *look, struct err *err)
{
    struct change change;
    struct alert_plan plan;
    const struct period *phase = due->period;
    if (!seal_alert_plan(turn, phase, look, &plan, err) || !turn_begin(turn, &change, "seal wait", err))
        return false;
    struct value *detail = value_copy(turn->arena, seal_wait_value(turn->arena, look));
    value_set_text(detail, "phase", phase->id);
    bool good = alert_apply(&change, turn->arena, SEAL_ALERT, phase->id, plan.wishes, plan.count, NULL, err);
    if (!turn_end(turn, &change, good, detail, err))
        return false;
    turn_progress(turn, "%1$s  chưa chốt %2$s, xem status%3$.0s", "%1$s  %3$s is not sealed yet, see status%2$.0s",
                  instant_text(turn->arena, change.at), period_title(phase, turn->arena), phase->id);
    return true;
}

bool seal_due_perform(struct turn *turn, const struct due *due, struct err *err)
{
    struct seal_look look;
    if (!seal_wait_look(turn, due, &look, err))
        return false;
    return look.wait.why ? tell(turn, due, &look, err) : seal_phase(turn, due, NULL, err);
}
