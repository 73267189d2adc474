/* forecast: what can still become of the open month and phase (foretell.h). */
#include "command/perform.h"

#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "outlook/foretell.h"
#include "record/level.h"
#include "run/live.h"

/* Of wards: what is above them follows from theirs. */
static struct value *wards_of(struct arena *arena, const struct value *rows)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        if (level_of(value_at(rows, i)) == LEVEL_WARD)
            value_append(list, value_at(rows, i));
    return list;
}

struct value *command_forecast(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const struct live_filter filter = {.period = call_text(call, "period"), .unit = call_text(call, "unit"), .today = instant_day(clock_now(call->clock))};
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *live = live_list(call->store, call->arena, package, periods, &filter, err);
    struct value *answer = value_map(call->arena);
    if (!live)
        return NULL;
    value_set(answer, "as_of", value_get(live, "as_of"));
    value_set(answer, "rows", wards_of(call->arena, value_get(live, "rows")));
    return answer;
}

/* ---- made anew for the daemon's timer, together with the figures ---- */

bool command_live_measure(struct command_call *call, const struct value **ret_figures, struct err *err)
{
    struct turn turn;
    const char *from = call_turn(call, &turn, err) ? foretell_from(&turn, err) : NULL;
    return from && live_measure(&turn, from, ret_figures, err) && foretell_add(&turn, *ret_figures, err);
}

bool command_live_write(struct store *store, const struct value *figures, struct err *err)
{
    return live_write(store, figures, err);
}
