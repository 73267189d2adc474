/* Leave to change the records of locked months: asked for, granted, refused, taken back, listed. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/belongs.h"
#include "lock/lock_exception.h"
#include "lock/month_lock.h"
#include "package/package.h"

/* With the names that its unit and month have, and the day of the lock. */
static struct value *named(struct command_call *call, const struct package *package, const struct period_list *periods, const struct value *exception)
{
    struct value *map = belongs_named(call, package, periods, exception);
    const struct period *period = period_find(periods, value_get_text(exception, "period", ""));
    value_set(map, "lock_on", period ? value_text(call->arena, day_text(call->arena, month_lock_day(package, period))) : value_null(call->arena));
    return map;
}

static int32_t today_of(const struct command_call *call)
{
    return instant_day(clock_now(call->clock));
}

struct value *command_exceptions_list(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *all = lock_exception_list(call->store, call->arena, today_of(call), err);
    const struct value *visible = all ? belongs_visible(call, all, "unit", err) : NULL;
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(visible); i++)
        value_append(list, named(call, package, periods, value_at(visible, i)));
    return visible ? call_actors(call, list, err) : NULL;
}

static struct value *answer_of(struct command_call *call, const struct turn *turn, int64_t id, struct err *err)
{
    const struct value *exception = lock_exception_get(call->store, call->arena, id, today_of(call), err);
    return exception ? call_actors(call, named(call, turn->package, turn->periods, exception), err) : NULL;
}

static bool open_turn(struct command_call *call, struct turn *turn, struct err *err)
{
    return call_turn(call, turn, err) && call_contest(call, &turn->package, &turn->periods, err);
}

struct value *command_exceptions_ask(struct command_call *call, struct err *err)
{
    struct turn turn;
    int64_t id;
    if (!open_turn(call, &turn, err))
        return NULL;
    const struct lock_exception_asked asked = {.unit = call_text(call, "unit"),
                                               .period = call_period(call, turn.periods, "period", err),
                                               .until = call_day(call, "until"),
                                               .roles = call_roles(call),
                                               .reason = call_text(call, "reason")};
    if (!asked.period)
        return NULL;
    if (unit_place(&turn.package->units, asked.unit) == turn.package->units.fact_count) {
        err_set(err, "“%s” không phải là đơn vị của gói phong trào; ghi mã đơn vị, như cat-bi", "“%s” is no unit of the package; name one, as cat-bi",
                asked.unit);
        return NULL;
    }
    return lock_exception_ask(&turn, &asked, &id, err) ? answer_of(call, &turn, id, err) : NULL;
}

static struct value *decide(struct command_call *call, const char *act, struct err *err)
{
    struct turn turn;
    int64_t id = call_number(call, "number", 0);
    if (!open_turn(call, &turn, err) || !lock_exception_decide(&turn, id, act, call_roles(call), call_text(call, "reason"), err))
        return NULL;
    return answer_of(call, &turn, id, err);
}

struct value *command_exceptions_grant(struct command_call *call, struct err *err)
{
    return decide(call, "grant", err);
}

struct value *command_exceptions_refuse(struct command_call *call, struct err *err)
{
    return decide(call, "refuse", err);
}

struct value *command_exceptions_revoke(struct command_call *call, struct err *err)
{
    return decide(call, "revoke", err);
}
