/* Results read back: as a list, as the board; what open periods say so far. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/dispatch.h"
#include "run/live.h"
#include "run/result.h"
#include "run/roster.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>

struct value *command_results(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const char *stage = call_text(call, "stage");
    struct result_filter filter = {
        .period = call_text(call, "period"),
        .level = call_text(call, "level"),
        .stage = stage ? stage : "final",
        .criterion = call_text(call, "criterion"),
        .subject = call_text(call, "subject"),
        .today = instant_day(clock_now(call->clock)),
    };
    if (!call_package(call, &package, &periods, err))
        return NULL;
    if (!package && !filter.period && !filter.criterion && !filter.subject)
        return value_list(call->arena);
    if (!call_contest(call, &package, &periods, err)) /* without a contest nothing can be named */
        return NULL;
    return result_list(call->store, call->arena, package, periods, &filter, err);
}

/* Which board: the period and stage asked for, what is not said by the run made last. */
static bool choose_board(struct command_call *call, const char **ret_period, const char **ret_stage,
                         struct err *err)
{
    const char *period = call_text(call, "period"), *stage = call_text(call, "stage");
    const struct value *newest =
        store_row(call->store, call->arena, err, QUERY_RUN_NEWEST, "tt", period, stage);
    if (!newest)
        return false;
    if (value_is_null(newest))
        return err_set(err, "chưa có lần tính nào như thế; hãy tính bằng “thiduactl evaluate KỲ”",
                       "there is no such run yet; make one with “thiduactl evaluate PERIOD”");
    *ret_period = value_get_text(newest, "period", "");
    *ret_stage = value_get_text(newest, "stage", "");
    return true;
}

struct value *command_board(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const char *period = NULL, *stage = NULL;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    if (call_text(call, "period") && !call_period(call, periods, "period", err))
        return NULL;
    if (!choose_board(call, &period, &stage, err))
        return NULL;
    return result_board(call->store, call->arena, package, periods, period, stage, err);
}

struct value *command_trend(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    return result_trend(call->store, call->arena, package, periods, call_text(call, "subject"), err);
}

struct value *command_unit(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    int32_t day = instant_day(clock_now(call->clock));
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    if (call_text(call, "period")) {
        const struct period *period = call_period(call, periods, "period", err);
        if (!period)
            return NULL;
        day = period->until - 1;
    }
    return roster_of(call->store, call->arena, package, periods, call_text(call, "subject"), day, err);
}

/* ---- open periods: read for people, made anew for the daemon's timer ---- */

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

enum { CLOCK_SECONDS = 600 }; /* what waits and is overdue is said anew so often, though no change was made */

const char *command_version(struct command_call *call, struct err *err)
{
    int64_t sequence, now = clock_now(call->clock);
    if (!change_version(call->store, &sequence, err))
        return NULL;
    const char *live = live_version(call->store, call->arena, err);
    return live ? arena_printf(call->arena, "%" PRId64 ", %s, %" PRId32 ", %" PRId64, sequence, live, instant_day(now), now / CLOCK_SECONDS) : NULL;
}
