/* Silences: made, tried, ended, listed (alert/silence.h). */
#include "command/perform.h"

#include "alert/alert.h"
#include "alert/alert_hold.h"
#include "alert/silence.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/belongs.h"
#include "command/permission.h"
#include "contest/turn.h"
#include "message/message_hold.h"
#include "package/package.h"
#include "store/change.h"

#include <string.h>

static int32_t today_of(const struct command_call *call)
{
    return instant_day(clock_now(call->clock));
}

static bool open_turn(struct command_call *call, struct turn *turn, struct err *err)
{
    return call_turn(call, turn, err) && call_contest(call, &turn->package, &turn->periods, err);
}

/* With the names that its unit and period have. */
static struct value *named(struct command_call *call, const struct turn *turn, const struct value *silence)
{
    return belongs_named(call, turn->package, turn->periods, silence);
}

/* The open alerts that it covers. */
static struct value *covered(struct command_call *call, const struct turn *turn, const struct value *silence, struct err *err)
{
    const struct value *alerts = alert_list(call->store, call->arena, true, today_of(call), err);
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(alerts); i++)
        if (silence_covers(turn->package, turn->periods, today_of(call), silence, value_at(alerts, i)))
            value_append(list, value_at(alerts, i));
    return alerts ? list : NULL;
}

static struct value *with_covered(struct command_call *call, const struct turn *turn, const struct value *silence, struct err *err)
{
    struct value *answer = named(call, turn, silence), *alerts = covered(call, turn, silence, err);
    if (!alerts)
        return NULL;
    value_set_int(answer, "count", (int64_t)value_len(alerts));
    value_set(answer, "alerts", alerts);
    return call_actors(call, answer, err);
}

/* ---- made ---- */

/* What waits in the outbox about what it covers is taken back in the same change: nothing slips out between the two. */
static bool take_back(const struct turn *turn, struct change *change, struct err *err)
{
    struct alert_holds holds;
    const struct value *queued = alert_holds_load(turn->store, turn->arena, turn->package, turn->periods, instant_day(change->at), &holds, err)
                                     ? message_hold_queued(turn, &holds, err)
                                     : NULL;
    return queued && message_hold_take_back(turn, change, queued, err);
}

static struct value *impose(struct command_call *call, const struct turn *turn, const struct silence_asked *asked, struct err *err)
{
    struct change change;
    int64_t id;
    if (!change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, call->command->words, asked->reason, err))
        return NULL;
    struct value *detail = silence_value(call->arena, asked);
    value_set_text(detail, "until", day_text(call->arena, asked->until));
    bool good = silence_impose(&change, call->arena, asked, &id, err) && take_back(turn, &change, err);
    if (good)
        value_set_int(detail, "silence", id);
    const struct value *silence = turn_end(turn, &change, good, detail, err) ? silence_get(call->store, call->arena, id, today_of(call), err) : NULL;
    return silence ? with_covered(call, turn, silence, err) : NULL;
}

/* As it would be: nothing is kept. */
static struct value *foresee(struct command_call *call, const struct turn *turn, const struct silence_asked *asked, struct err *err)
{
    struct value *silence = silence_value(call->arena, asked);
    value_set(silence, "id", value_null(call->arena));
    value_set_text(silence, "state", NULL);
    value_set_text(silence, "until", day_text(call->arena, asked->until));
    value_set_text(silence, "reason", asked->reason);
    value_set_text(silence, "made_by", call->actor);
    return with_covered(call, turn, silence, err);
}

/* A period or unit that there is not would silence nothing, and nobody would notice; one of no unit is about all of them. */
static bool check(struct command_call *call, const struct turn *turn, const struct silence_asked *asked, struct err *err)
{
    if (!asked->unit && !permission_whole(call->command, call->caller, err))
        return false;
    if (asked->unit && unit_place(&turn->package->units, asked->unit) == turn->package->units.fact_count)
        return err_set(err, "“%s” không phải là đơn vị của gói phong trào; ghi mã đơn vị, như cat-bi", "“%s” is no unit of the package; name one, as cat-bi", asked->unit);
    if (asked->period && !call_period(call, turn->periods, "period", err))
        return false;
    return silence_check(turn->package, call->arena, asked, today_of(call), err);
}

struct value *command_alerts_silence(struct command_call *call, struct err *err)
{
    struct turn turn;
    if (!open_turn(call, &turn, err))
        return NULL;
    const struct silence_asked asked = {.kind = call_text(call, "kind"), .criterion = call_text(call, "criterion"), .unit = call_text(call, "unit"),
                                        .period = call_text(call, "period"), .until = call_day(call, "until"), .reason = call_text(call, "reason"),
                                        .roles = call_roles(call)};
    if (!check(call, &turn, &asked, err))
        return NULL;
    return call_flag(call, "try") ? foresee(call, &turn, &asked, err) : impose(call, &turn, &asked, err);
}

/* ---- ended ---- */

struct value *command_alerts_unsilence(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct change change;
    int64_t id = call_number(call, "number", 0);
    const struct value *silence = silence_get(call->store, call->arena, id, today_of(call), err);
    if (!silence || !open_turn(call, &turn, err) || (!value_get_text(silence, "unit", NULL) && !permission_whole(call->command, call->caller, err)) ||
        !change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, call->command->words, call_text(call, "reason"), err))
        return NULL;
    struct value *detail = value_map(call->arena);
    value_set_int(detail, "silence", id);
    if (!turn_end(&turn, &change, silence_lift(&change, call->arena, id, call_roles(call), today_of(call), call_text(call, "reason"), err), detail, err))
        return NULL;
    silence = silence_get(call->store, call->arena, id, today_of(call), err);
    return silence ? call_actors(call, named(call, &turn, silence), err) : NULL;
}

/* ---- listed ---- */

/* Those of a unit to whoever sees that unit; those of all to whoever sees all. */
struct value *command_alerts_silences(struct command_call *call, struct err *err)
{
    struct turn turn;
    if (!open_turn(call, &turn, err))
        return NULL;
    const struct value *all = silence_list(call->store, call->arena, today_of(call), err);
    const struct value *visible = all ? belongs_visible(call, all, "unit", err) : NULL;
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(visible); i++)
        value_append(list, named(call, &turn, value_at(visible, i)));
    return visible ? call_actors(call, list, err) : NULL;
}
