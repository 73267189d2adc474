/* Figures of the periods that are open: read for people, made anew for the daemon's timer. */
#include "command/perform.h"

#include "base/clock.h"
#include "base/day.h"
#include "command/dispatch.h"
#include "run/live.h"

struct value *command_live(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const struct live_filter filter = {.period = call_text(call, "period"), .unit = call_text(call, "unit"), .today = instant_day(clock_now(call->clock))};
    if (!call_contest(call, &package, &periods, err) || (filter.period && !call_period(call, periods, "period", err)))
        return NULL;
    return live_list(call->store, call->arena, package, periods, &filter, err);
}

bool command_live_measure(struct command_call *call, const struct value **ret_figures, struct err *err)
{
    struct turn turn;
    return call_turn(call, &turn, err) && live_measure(&turn, ret_figures, err);
}

bool command_live_write(struct store *store, const struct value *figures, struct err *err)
{
    return live_write(store, figures, err);
}
