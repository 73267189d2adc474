#include "alert/foreseen.h"

#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "alert/early_warning.h"
#include "alert/outstanding.h"
#include "alert/zero_tolerance.h"
#include "base/array.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "run/merge.h"
#include "run/run.h"
#include "store/change.h"

#include <string.h>

/* Of those that the run judged: what it found good is told to be over; everything else its own alerts, or a missing return's, say from now on. */
static bool leave_to_run(struct turn *turn, struct change *change, const char *kind, const struct run_note *note, const struct merged *merged, struct err *err)
{
    struct alert_plan rest = alert_plan_empty(turn->arena, 0);
    struct value *taken = value_list(turn->arena);
    for (size_t r = 0; r < merged->len; r++)
        for (size_t i = 0; i < value_len(merged->rows[r].cells) && merged->rows[r].level == LEVEL_WARD; i++) {
            const char *criterion = value_key(merged->rows[r].cells, i), *verdict = value_get_text(value_item(merged->rows[r].cells, i), "verdict", "error");
            bool error = strcmp(verdict, "error") == 0, good = strcmp(verdict, "met") == 0 || strcmp(verdict, "not_applicable") == 0;
            if (error)
                alert_plan_keep(turn->arena, &rest, merged->rows[r].subject, criterion);
            else if (!good)
                alert_plan_note(turn->arena, taken, merged->rows[r].subject, criterion);
        }
    return alert_take_over(change, turn->arena, kind, note->period->id, taken, err) &&
           alert_apply(change, turn->arena, kind, note->period->id, NULL, 0, rest.keep, err);
}

/* A final run says what became of what was feared; who had nothing yet when the period was about to end is named no longer once it is over. */
bool foreseen_follow(struct turn *turn, struct change *change, const struct run_note *note, const struct merged *merged, struct err *err)
{
    static const char *const feared[] = {EARLY_WARNING_ALERT, ZERO_TOLERANCE_ALERT}, *const lists[] = {IDLE_ALERT, PENDING_ALERT};
    if (change->at < note->due_at || note->period->kind == PERIOD_CONTEST)
        return true;
    for (size_t i = 0; i < LEN(feared) && note->stage == RUN_FINAL; i++)
        if (!leave_to_run(turn, change, feared[i], note, merged, err))
            return false;
    for (size_t i = 0; i < LEN(lists); i++)
        if (!alert_take_over(change, turn->arena, lists[i], note->period->id, NULL, err))
            return false;
    return true;
}
