/* A phase's seal, when a person decides about it. */
#include "command/perform.h"

#include "agenda/agenda.h"
#include "agenda/clock_watch.h"
#include "agenda/due_task.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/reopening.h"
#include "close/seal_phase.h"
#include "close/seal_wait.h"
#include "display/actor.h"
#include "contest/schedule.h"
#include "contest/seal.h"
#include "package/package.h"
#include "workflow/workflow.h"

/* The seal of the phase that has come and was not made; refused with what is so instead. */
static const struct due *open_seal(struct command_call *call, struct turn *turn, struct err *err)
{
    struct due_list list = due_task_list(turn->package, turn->periods, call->arena);
    const char *phase = call_text(call, "phase");
    const struct due *due = due_find(&list, &seal_phase_due, phase);
    const struct value *performed = schedule_performed(call->store, call->arena, err);
    if (!due || !performed)
        return NULL;
    if (schedule_row(performed, due)) {
        err_set(err, "%1$s đã chốt rồi; muốn chốt lại thì mở lại trước: seal reopen %1$s --reason",
                "%1$s is sealed already; to seal it anew, re-open it first: seal reopen %1$s --reason", phase);
        return NULL;
    }
    bool believed;
    if (!clock_watch_believes(turn, &believed, err))
        return NULL;
    if (!believed) {
        err_set(err, "đồng hồ máy chưa được tin; xem status, chỉnh đồng hồ hoặc xác nhận bằng clock confirm",
                "the machine's clock is not believed; see status, set it or confirm it with clock confirm");
        return NULL;
    }
    if (clock_now(call->clock) < due->at) {
        err_set(err, "chưa đến lúc chốt %s: đến hạn %s", "%s cannot be sealed yet: that falls due at %s", phase,
                instant_text(call->arena, due->at));
        return NULL;
    }
    return due;
}

struct value *command_seal(struct command_call *call, struct err *err)
{
    struct turn turn;
    struct seal_look look;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err) ||
        !agenda_settle(&turn, err)) /* the seal takes the latest run */
        return NULL;
    const struct due *due = open_seal(call, &turn, err);
    if (!due || !seal_wait_look(&turn, due, &look, err))
        return NULL;
    struct seal_order order = {call_text(call, "reason"), look.missing, look.errors};
    if (!seal_phase(&turn, due, &order, err) || !agenda_settle(&turn, err))
        return NULL;
    const struct value *seal = seal_latest(call->store, call->arena, due->period->id, err);
    if (!seal)
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set(answer, "id", value_get(seal, "id"));
    value_set(answer, "phase", value_get(seal, "phase"));
    value_set(answer, "sealed_at", call_instant(call, value_get_int(seal, "sealed_at", 0)));
    value_set(answer, "hash", value_get(seal, "hash"));
    value_set(answer, "missing", look.missing);
    value_set(answer, "errors", look.errors);
    return answer;
}

/* The act of a person about the phase's seal; the answer: how the seal and what is proposed about it stand. */
static struct value *about_reopening(struct command_call *call, const char *act, struct err *err)
{
    struct turn turn;
    const char *reason = call_text(call, "reason");
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    const struct period *phase = period_find(turn.periods, call_text(call, "phase"));
    bool good = act ? reopening_decide(&turn, phase, act, call_roles(call), reason, err)
                    : reopening_propose(&turn, phase, call_roles(call), reason, err);
    const struct value *latest = good ? reopening_latest(call->store, call->arena, phase->id, err) : NULL;
    if (!latest)
        return NULL;
    struct value *answer = value_map(call->arena);
    value_set_text(answer, "phase", phase->id);
    value_set(answer, "seal", value_get(latest, "seal"));
    value_set(answer, "state", value_get(latest, "state"));
    value_set(answer, "proposed_by", value_get(latest, "proposed_by"));
    value_set(answer, "reason", value_get(latest, "reason"));
    return actor_named(call->arena, answer);
}

struct value *command_seal_reopen(struct command_call *call, struct err *err)
{
    return about_reopening(call, NULL, err);
}

struct value *command_seal_approve(struct command_call *call, struct err *err)
{
    return about_reopening(call, "approve", err);
}

struct value *command_seal_withdraw(struct command_call *call, struct err *err)
{
    return about_reopening(call, "withdraw", err);
}
