/* Alerts: listed, shown, acknowledged, gathered into one text a ward; the returns that some of them are about. */
#include "command/perform.h"

#include "alert/alert.h"
#include "alert/alert_hold.h"
#include "alert/alert_holder.h"
#include "alert/alert_kind.h"
#include "alert/return_list.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "command/belongs.h"
#include "document/paper_outlook.h"
#include "package/package.h"
#include "run/result.h"
#include "store/change.h"
#include "workflow/workflow.h"

#include <string.h>

static int32_t today(const struct command_call *call)
{
    return instant_day(clock_now(call->clock));
}

/* Until when the ward answers the notice of what it missed in the phase; NULL: there is none, or that day is over. */
static const char *reply_day(const struct value *replies, const struct value *alert, const char *phase, const char *today)
{
    const char *day = NULL;
    for (size_t i = 0; i < value_len(replies) && strcmp(value_get_text(alert, "kind", ""), "target") == 0; i++) {
        const struct value *reply = value_at(replies, i);
        if (value_equal(value_get(reply, "subject"), value_get(alert, "subject")) && strcmp(value_get_text(reply, "phase", ""), phase) == 0)
            day = value_get_text(reply, "reply_by", NULL);
    }
    return day && strcmp(day, today) >= 0 ? day : NULL;
}

/* phase: of which it is a part, or its own period; due_on: by when it is to be mended, null when that is over: the end of an acknowledgement, or
 * of the phase, which may still be met; then the day by which the ward answers the notice. */
static void set_place(struct arena *arena, const struct period_list *periods, const struct value *replies, int32_t today, struct value *alert)
{
    const struct period *period = periods ? period_find(periods, value_get_text(alert, "period", "")) : NULL;
    const char *taken = value_get_text(alert, "acknowledged_until", NULL);
    const struct alert_kind *kind = alert_kind_find(value_get_text(alert, "kind", ""));
    bool runs = (!kind || kind->end != ALERT_ENDS_BY_PERSON) && period && period->phase && period->phase->until > today;
    value_set_text(alert, "phase", period && period->phase ? period->phase->id : value_get_text(alert, "period", NULL));
    const char *reply = reply_day(replies, alert, value_get_text(alert, "phase", ""), day_text(arena, today));
    value_set_text(alert, "due_on", taken ? taken : runs ? day_text(arena, period->phase->until - 1) : reply);
}

/* Why nobody is told of it while it stands: `withheld`, a sentence, and `hold` (alert_hold.h); null when everybody is. */
static void set_hold(const struct alert_holds *holds, struct value *alert)
{
    struct arena *arena = holds->arena;
    bool stands = workflow_is("alert", value_get_text(alert, "state", ""), WORKFLOW_STANDS);
    const struct value *hold = stands ? alert_hold_of(holds, alert) : NULL;
    value_set(alert, "hold", hold ? hold : value_null(arena));
    value_set_text(alert, "withheld", hold ? alert_hold_note(arena, hold) : NULL);
}

static struct value *in_english(struct arena *arena, const struct package *package, const struct period_list *periods,
                                const struct value *alerts, const struct value *replies, const struct alert_holds *holds, int32_t now)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(alerts); i++) {
        struct value *alert = value_copy(arena, value_at(alerts, i));
        alert_set_english(arena, package, periods, alert);
        set_place(arena, periods, replies, now, alert);
        if (holds)
            set_hold(holds, alert);
        value_append(list, alert);
    }
    return list;
}

/* Each in English too, with the names of who took it, and with its figure as it stands now: its words are of the day when it
 * opened. */
static struct value *whole(struct command_call *call, const struct value *alerts, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_package(call, &package, &periods, err))
        return NULL;
    const struct value *with =
        package ? result_with_figures(call->store, call->arena, periods, alerts, err) : alerts;
    const struct value *replies = with ? paper_replies(call->store, call->arena, err) : NULL;
    struct alert_holds holds;
    if (!replies || (package && !alert_holds_load(call->store, call->arena, package, periods, today(call), &holds, err)))
        return NULL;
    const struct value *list = in_english(call->arena, package, periods, with, replies, package ? &holds : NULL, today(call));
    return call_actors(call, package ? alert_join(call->arena, package, periods, list, today(call)) : list, err);
}

struct value *command_alerts(struct command_call *call, struct err *err)
{
    const struct value *alerts = alert_list(call->store, call->arena, call_flag(call, "open"), today(call), err);
    const struct value *visible = alerts ? belongs_visible(call, alerts, "subject", err) : NULL;
    return visible ? whole(call, visible, err) : NULL;
}

/* Those that are one with it, as the list has them. */
static const struct value *joined(struct command_call *call, int64_t id, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const struct value *open = call_contest(call, &package, &periods, err) ? alert_list(call->store, call->arena, true, today(call), err) : NULL;
    const struct value *list = open ? alert_join(call->arena, package, periods, open, today(call)) : NULL;
    for (size_t i = 0; i < value_len(list); i++)
        if (value_get_int(value_at(list, i), "id", 0) == id)
            return value_at(list, i);
    return list ? value_null(call->arena) : NULL;
}

struct value *command_alerts_show(struct command_call *call, struct err *err)
{
    const struct value *alert = alert_show(call->store, call->arena, call_number(call, "id", 0), today(call), err);
    struct value *one = value_list(call->arena);
    if (!alert)
        return NULL;
    value_append(one, alert);
    const struct value *named = whole(call, one, err), *with = named ? joined(call, value_get_int(alert, "id", 0), err) : NULL;
    if (!with)
        return NULL;
    struct value *shown = value_copy(call->arena, value_at(named, 0));
    if (!value_is_null(with)) {
        value_set(shown, "parts", value_get(with, "parts"));
        value_set(shown, "parts_title", value_get(with, "parts_title"));
    }
    return shown;
}

struct value *command_alerts_short(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    const struct value *texts = alert_short_texts(call->store, call->arena, package, periods, today(call), err);
    return texts ? belongs_visible(call, texts, "subject", err) : NULL;
}

/* With the months that are one with it. */
static bool acknowledge_all(struct command_call *call, struct change *change, const struct package *package, int64_t id, int32_t until, struct err *err)
{
    const struct value *with = joined(call, id, err), *parts = value_get(with, "parts");
    bool good = with && alert_acknowledge(change, call->arena, package, id, call_roles(call), until, today(call), call_text(call, "note"), err);
    for (size_t i = 0; i < value_len(parts) && good; i++)
        good = alert_acknowledge(change, call->arena, package, value_get_int(value_at(parts, i), "id", 0), call_roles(call), until, today(call), call_text(call, "note"), err);
    return good;
}

struct value *command_alerts_ack(struct command_call *call, struct err *err)
{
    int64_t id = call_number(call, "id", 0);
    int32_t until = call_day(call, "until");
    struct change change;
    const struct package *package;
    const struct period_list *periods;
    if (!call_contest(call, &package, &periods, err) ||
        !change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, "alerts ack", call_text(call, "note"), err))
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "id", id);
    value_set_text(answer, "acknowledged_until", day_text(call->arena, until));
    if (acknowledge_all(call, &change, package, id, until, err) && change_commit(&change, answer, err))
        return answer;
    change_cancel(&change);
    return NULL;
}

struct value *command_alerts_close(struct command_call *call, struct err *err)
{
    int64_t id = call_number(call, "id", 0);
    struct change change;
    if (!change_begin(&change, call->store, clock_now(call->clock), call->actor, call->via, call->command->words, call_text(call, "reason"), err))
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_int(answer, "id", id);
    value_set_text(answer, "state", workflow_to("alert", "close"));
    if (alert_close(&change, call->arena, id, call_roles(call), today(call), call_text(call, "reason"), err) &&
        change_commit(&change, answer, err))
        return answer;
    change_cancel(&change);
    return NULL;
}

struct value *command_returns(struct command_call *call, struct err *err)
{
    const struct package *package;
    const struct period_list *periods;
    const char *month = call_text(call, "period");
    struct return_asked asked = {.ward = call_text(call, "unit"), .today = today(call)};
    if (!call_contest(call, &package, &periods, err))
        return NULL;
    if (month && !(asked.month = call_period(call, periods, "period", err)))
        return NULL;
    if (asked.month && asked.month->kind != PERIOD_MONTH) {
        err_set(err, "“%s” không phải là tháng; ghi như 2024-11", "“%s” is no month; write as 2024-11", month);
        return NULL;
    }
    return return_list(call->store, call->arena, package, periods, &asked, err);
}
