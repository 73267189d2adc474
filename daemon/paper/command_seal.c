/* The seals of closed phases: listed, one with what it holds, and one (or a result) computed again from history; then what a person decides about them. */
#include "command/perform.h"

#include "agenda/agenda.h"
#include "agenda/clock_watch.h"
#include "agenda/due_task.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/reopening.h"
#include "close/seal_phase.h"
#include "close/seal_wait.h"
#include "contest/schedule.h"
#include "contest/seal.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "run/replay.h"
#include "run/conclusion.h"
#include "workflow/workflow.h"

#include <string.h>

struct value *command_seals(struct command_call *call, struct err *err)
{
    const struct value *seals = seal_list(call->store, call->arena, err);
    return seals ? call_actors(call, seals, err) : NULL;
}

/* Which version of each criterion, and which target values with their dates. */
static struct value *targets_of(struct arena *arena, const struct value *receipt)
{
    struct value *targets = value_list(arena);
    for (size_t i = 0; i < value_len(receipt); i++) {
        const struct value *params = value_get(value_item(receipt, i), "params");
        for (size_t j = 0; j < value_len(params); j++) {
            struct value *target = value_copy(arena, value_at(params, j));
            value_set_text(target, "criterion", value_key(receipt, i));
            value_append(targets, target);
        }
    }
    return targets;
}

static struct value *criteria_of(struct arena *arena, const struct value *criteria)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        struct value *head = snapshot_criterion_head(arena, value_at(criteria, i));
        value_set(head, "rule", value_get(value_at(criteria, i), "rule"));
        value_append(list, head);
    }
    return list;
}

/* The sealed rows, wards with their conclusion: as it was sealed, or by the house's rule and the sealed package. */
static struct value *rows_of(struct arena *arena, const struct value *results, int conclusion_percent)
{
    struct value *rows = value_list(arena);
    for (size_t i = 0; i < value_len(results); i++) {
        struct value *row = value_copy(arena, value_at(results, i));
        value_set(row, "conclusion", conclusion_value(arena, row, conclusion_percent));
        value_append(rows, row);
    }
    return rows;
}

static struct value *months_of(struct arena *arena, const struct value *content, const struct period_list *periods,
                               int conclusion_percent)
{
    const struct value *months = value_get(content, "months");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(months); i++) {
        const char *id = value_key(months, i);
        const struct period *period = period_find(periods, id);
        const struct value *run = value_get(value_get(content, "month_runs"), id);
        struct value *month = value_map(arena);
        value_set_text(month, "period", id);
        value_set_text(month, "title", period ? period_title(period, arena) : id);
        value_set(month, "run", value_get(run, "run") ? value_get(run, "run") : value_null(arena));
        value_set(month, "sequence", value_get(run, "sequence") ? value_get(run, "sequence") : value_null(arena));
        value_set(month, "rows", rows_of(arena, value_item(months, i), conclusion_percent));
        value_append(list, month);
    }
    return list;
}

static bool add_content(struct command_call *call, const struct value *content, struct value *answer, struct err *err)
{
    static const char *const kept[] = {"engine", "libraries", "package", "run", "ordered"}; /* ordered: seal.h; else null */
    const struct period_list *periods;
    const struct package *package = snapshot_past(call->snapshot, call->store, value_get_text(content, "package", ""), &periods, err);
    if (!package)
        return false;
    const char *phase = value_get_text(content, "phase", "");
    const struct period *period = period_find(periods, phase);
    value_set_text(answer, "title", period ? period_title(period, call->arena) : phase);
    value_take(answer, content, kept, LEN(kept));
    value_set(answer, "criteria", criteria_of(call->arena, value_get(content, "criteria")));
    value_set(answer, "rows", rows_of(call->arena, value_get(content, "results"), package->conclusion_percent));
    value_set(answer, "targets", targets_of(call->arena, value_get(content, "receipt")));
    value_set(answer, "months", months_of(call->arena, content, periods, package->conclusion_percent));
    return true;
}

struct value *command_seals_show(struct command_call *call, struct err *err)
{
    static const char *const kept[] = {"id", "phase", "sequence", "hash"};
    const char *id = call_text(call, "id");
    const struct value *seal = seal_get(call->store, call->arena, id, err), *content = value_get(seal, "content");
    if (!seal)
        return NULL;
    if (value_is_null(seal)) {
        err_set(err, "không có bản chốt “%s”; xem danh sách bằng seals", "there is no seal “%s”; see the list with seals", id);
        return NULL;
    }
    if (value_is_null(content)) {
        err_set(err, "nội dung bản chốt “%s” trong kho đã hỏng, không đọc được nữa; lấy lại từ bản sao lưu",
                "what the seal “%s” holds is damaged in the store and cannot be read; restore a backup", id);
        return NULL;
    }
    struct value *answer = value_map(call->arena);
    for (size_t i = 0; i < LEN(kept); i++)
        value_set(answer, kept[i], value_get(seal, kept[i]));
    value_set_text(answer, "sealed_at", instant_text(call->arena, value_get_int(seal, "sealed_at", 0)));
    value_set_bool(answer, "intact", value_equal(value_get(seal, "hash"), value_get(seal, "found")));
    return add_content(call, content, answer, err) ? answer : NULL;
}

struct value *command_replay(struct command_call *call, struct err *err)
{
    struct turn turn;
    if (!call_turn(call, &turn, err) || !call_contest(call, &turn.package, &turn.periods, err))
        return NULL;
    return replay(&turn, call_text(call, "id"), err);
}

/* ---- a person decides about a seal ---- */

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
    return call_actors(call, answer, err);
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
