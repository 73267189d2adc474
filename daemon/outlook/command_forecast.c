/* forecast: what can still become of the open month and phase (foretell.h). */
#include "command/perform.h"

#include "base/clock.h"
#include "base/day.h"
#include "outlook/foretell.h"
#include "run/live.h"

struct value *command_forecast(struct command_call *call, struct err *err)
{
    struct turn turn;
    const struct live_filter filter = {.period = call_text(call, "period"), .unit = call_text(call, "unit"), .today = instant_day(clock_now(call->clock))};
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    return foretell_list(&turn, &filter, err);
}
