/* Messages: the outbox looked at and decided on, routes tried, addresses; and the rounds of sending, for the daemon's timer. */
#include "command/perform.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "contest/message_kind.h"
#include "message/message_address.h"
#include "message/message_body.h"
#include "message/channel.h"
#include "message/message_plan.h"
#include "message/message_send.h"
#include "message/message_settings.h"
#include "message/outbox.h"
#include "package/message_route.h"
#include "package/package.h"
#include "person/caller.h"
#include "person/person.h"
#include "store/change.h"
#include "workflow/workflow.h"

#include <string.h>

struct value *command_outbox_list(struct command_call *call, struct err *err)
{
    const struct workflow_state *state = NULL;
    const char *asked = call_text(call, "status");
    if (asked && !(state = workflow_state(workflow_find("message"), asked))) {
        err_set(err, "không có trạng thái “%s”; xem thiduactl workflow show message", "there is no state “%s”; see thiduactl workflow show message", asked);
        return NULL;
    }
    return outbox_list(call->store, call->arena, state ? state->name : NULL, err);
}

struct value *command_outbox_show(struct command_call *call, struct err *err)
{
    struct value *message = outbox_show(call->store, call->arena, call_number(call, "number", 0), err);
    return message ? call_actors(call, message, err) : NULL;
}

static bool open_turn(struct command_call *call, struct turn *turn, struct err *err)
{
    return call_turn(call, turn, err) && call_contest(call, &turn->package, &turn->periods, err);
}

static struct value *decide(struct command_call *call, const char *act, struct err *err)
{
    struct turn turn;
    int64_t id = call_number(call, "number", 0);
    if (!open_turn(call, &turn, err) || !outbox_decide(&turn, id, act, call_roles(call), call_text(call, "reason"), err))
        return NULL;
    return outbox_show(call->store, call->arena, id, err);
}

struct value *command_outbox_retry(struct command_call *call, struct err *err)
{
    return decide(call, "retry", err);
}

struct value *command_outbox_drop(struct command_call *call, struct err *err)
{
    return decide(call, "drop", err);
}

/* ---- routes tried ---- */

/* A trial message has a key of its own: it is none of those that it looks like. */
static void send_trials(struct command_call *call, const struct value *messages)
{
    struct value *list = value_list(call->arena);
    for (size_t i = 0; i < value_len(messages); i++) {
        struct value *trial = value_copy(call->arena, value_at(messages, i));
        value_set(trial, "subject", value_printf(call->arena, "[thử] %s", value_get_text(trial, "subject", "")));
        value_set_int(trial, "made_at", clock_now(call->clock));
        value_set_text(trial, "key",
                       outbox_key(call->arena, "trial", arena_printf(call->arena, "%lld %s %zu", (long long)clock_steady(), value_get_text(trial, "addressee", ""), i)));
        if (!value_is_null(value_get(trial, "address")))
            value_append(list, trial);
    }
    const struct value *results = message_send(call->store, call->worker, call->arena, list);
    for (size_t i = 0, sent = 0; i < value_len(messages); i++) {
        struct value *message = (struct value *)value_at(messages, i); /* of this call's own */
        if (value_is_null(value_get(message, "address")))
            continue;
        const struct value *result = value_at(results, sent++);
        value_set(message, "outcome", value_get(result, "outcome"));
        value_set(message, "why", value_get(result, "vi"));
        value_set(message, "why_en", value_get(result, "en"));
    }
}

static bool find_kind(struct command_call *call, const struct message_kind **ret_kind, struct err *err)
{
    const char *name = call_text(call, "kind");
    *ret_kind = message_kind_find(name);
    if (*ret_kind)
        return true;
    const char *known = "";
    for (size_t i = 0; i < message_kind_count; i++)
        known = arena_printf(call->arena, "%s%s%s", known, i ? ", " : "", message_kinds[i].name);
    return err_set(err, "không có loại tin “%s”; các loại là: %s", "there is no kind of message “%s”; the kinds are: %s", name, known);
}

struct value *command_messages_try(struct command_call *call, struct err *err)
{
    struct turn turn;
    const struct message_kind *kind;
    if (!open_turn(call, &turn, err) || !find_kind(call, &kind, err))
        return NULL;
    struct value *messages = message_plan_try(&turn, kind, call_text(call, "unit"), call_text(call, "about"), call_text(call, "period"), err);
    if (!messages)
        return NULL;
    for (size_t i = 0; i < value_len(messages); i++) {
        struct value *message = (struct value *)value_at(messages, i);
        value_set_text(message, "at", instant_text(call->arena, value_get_int(message, "due_at", 0)));
        value_set_text(message, "outcome", NULL);
        value_set_text(message, "why", NULL);
        value_set_text(message, "why_en", NULL);
    }
    if (call_flag(call, "send"))
        send_trials(call, messages);
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "kind", kind->name);
    value_set_text(answer, "link", call->messages && *call->messages->link ? call->messages->link : NULL);
    value_set_bool(answer, "channels", channel_any(call->store, call->arena));
    value_set(answer, "messages", messages);
    return answer;
}

/* ---- addresses ---- */

/* *ret_until: the day on which a body ends or is called otherwise; whatever else is told of has none. */
static bool check_addressee(struct command_call *call, const struct package *package, const char *who, int32_t from, int32_t *ret_until, struct err *err)
{
    static const char unit[] = "unit:";
    size_t person = strlen(ROUTE_TO_PERSON);
    *ret_until = DAY_NEVER;
    if (strncmp(who, ROUTE_TO_BODY, strlen(ROUTE_TO_BODY)) == 0) {
        *ret_until = message_body_until(call->arena, package, who, from);
        return message_body_name(call->arena, package, who, from, err) != NULL;
    }
    if (strncmp(who, ROUTE_TO_PERSON, person) == 0)
        return person_get(call->store, call->arena, who + person, err) != NULL;
    if (strncmp(who, unit, strlen(unit)) == 0 && unit_place(&package->units, who + strlen(unit)) != package->units.fact_count)
        return true;
    return err_set(err, "“%s” không phải là người, đơn vị hay cơ quan; ghi person:TÊN-ĐĂNG-NHẬP, unit:MÃ-ĐƠN-VỊ hoặc body:TÊN-MỤC của bodies.ini",
                   "“%s” is no person, unit or body; write person:LOG-IN-NAME, unit:ID or body:SECTION of bodies.ini", who);
}

struct value *command_addresses_list(struct command_call *call, struct err *err)
{
    return message_address_list(call->store, call->arena, call_text(call, "who"), err);
}

/* The log keeps what it has for good: where a person is reached is erased one day (contest/erasure.h), so it is not in there. */
static const struct value *noted(struct arena *arena, const struct value *answer)
{
    struct value *detail = value_copy(arena, answer);
    if (strncmp(value_get_text(answer, "addressee", ""), ROUTE_TO_PERSON, strlen(ROUTE_TO_PERSON)) != 0)
        return detail;
    value_set_text(detail, "address", value_is_null(value_get(answer, "address")) ? NULL : "…");
    return detail;
}

struct value *command_addresses_set(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct change change;
    const char *who = call_text(call, "who"), *channel = call_text(call, "channel"), *address = call_text(call, "address");
    int32_t from = call_text(call, "from") ? call_day(call, "from") : instant_day(clock_now(call->clock)), ends;
    int32_t until = call_text(call, "until") ? call_day(call, "until") + 1 : DAY_NEVER;
    if (!open_turn(call, &turn, err) || !check_addressee(call, turn.package, who, from, &ends, err))
        return NULL;
    until = ends < until ? ends : until;
    bool none = strcmp(address, "-") == 0;
    if (until <= from) {
        err_set(err, "ngày cuối trước ngày đầu; sửa một trong hai ngày", "the last day is before the first; correct one of them");
        return NULL;
    }
    if (!turn_begin(&turn, &change, call->command->words, err))
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "addressee", who);
    value_set_text(answer, "channel", channel);
    value_set_text(answer, "address", none ? NULL : address);
    value_set_text(answer, "from", day_text(call->arena, from));
    value_set_text(answer, "until", until == DAY_NEVER ? NULL : day_text(call->arena, until - 1));
    return turn_end(&turn, &change, message_address_set(&change, who, channel, none ? NULL : address, from, until, err), noted(call->arena, answer), err) ? answer : NULL;
}

/* ---- the rounds of sending ---- */

bool command_message_next(struct command_call *call, int64_t *ret_at, struct err *err)
{
    struct turn turn;
    return call_turn(call, &turn, err) && outbox_next(&turn, ret_at, err);
}

bool command_message_late(struct command_call *call, int64_t *ret_at, struct err *err)
{
    struct turn turn;
    return call_turn(call, &turn, err) && outbox_late(&turn, ret_at, err);
}

const struct value *command_message_take(struct command_call *call, struct err *err)
{
    struct turn turn;
    return call_turn(call, &turn, err) ? outbox_take(&turn, err) : NULL;
}

const struct value *command_message_send(struct command_call *call, const struct value *messages)
{
    return message_send(call->store, call->worker, call->arena, messages);
}

bool command_message_told(struct command_call *call, const struct value *results, struct err *err)
{
    struct turn turn;
    return call_turn(call, &turn, err) && outbox_told(&turn, results, err);
}
