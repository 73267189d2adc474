#include "close/seal_phase.h"

#include "alert/alert.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "close/redraft.h"
#include "close/seal_content.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/run.h"
#include "store/change.h"
#include "store/store.h"

/* A person sealed over what was missing: the seal says so for ever. */
static void note_person(struct turn *turn, struct value *content, const struct seal_order *order)
{
    struct value *map = value_map(turn->arena);
    value_set_text(map, "actor", turn->actor);
    value_set_text(map, "reason", order->reason);
    value_set(map, "missing", order->missing);
    value_set(map, "errors", order->errors);
    value_set(content, "ordered", map);
}

/* As seal_latest will give it: what drafts are made from before the change begins. */
static struct value *seal_of(struct turn *turn, const struct period *phase, const struct seal_order *order, struct err *err)
{
    struct value *content = seal_content(turn, phase, err);
    if (content && order)
        note_person(turn, content, order);
    return content ? seal_with(turn, phase, content, err) : NULL;
}

/* The notices and the report, of the seal's day. */
static bool plan_drafts(struct turn *turn, const struct period *phase, const struct value *seal,
                        struct redraft *ret_redraft, struct err *err)
{
    int32_t day = instant_day(value_get_int(seal, "sealed_at", 0));
    struct document_inputs inputs;
    return redraft_inputs(turn, phase, seal, day, day, &inputs, err) &&
           redraft_plan(turn, phase, DOCUMENT_AT_SEAL, seal, &inputs, ret_redraft, err);
}

/* Nothing but an adjusted run changes these figures any more. The seal of the whole repeats what the phases' said. */
static bool conclude_alerts(struct turn *turn, struct change *change, const struct period *phase, struct err *err)
{
    struct period_list inner = period_inner(turn->periods, phase, turn->arena);
    for (size_t i = 0; i < inner.len; i++)
        if (!alert_conclude(change, turn->arena, inner.items[i].id, err))
            return false;
    return alert_conclude(change, turn->arena, phase->id, err);
}

static bool write_seal(struct turn *turn, struct change *change, const struct period *phase,
                       const struct value *seal, const struct redraft *redraft, int64_t due_at,
                       struct err *err)
{
    return store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", seal_phase_due.name, phase->id,
                    due_at, change->at) &&
           seal_put(turn, seal, err) && redraft_store(turn, change, phase, redraft, err) &&
           alert_apply(change, turn->arena, SEAL_ALERT, phase->id, NULL, 0, NULL, err) && conclude_alerts(turn, change, phase, err) &&
           /* What was nominated before the seal waited for it; its provisional runs are packed (agenda/run_packing.h). */
           store_do(turn->store, err, QUERY_META_SET, "ti", "settle", change->sequence) && store_do(turn->store, err, QUERY_META_SET, "ti", "pack", change->sequence);
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package,
                    const struct period_list *periods)
{
    for (size_t i = 0; i < periods->len; i++) /* right after the phase's final run */
        if (period_is_closed(&periods->items[i]))
            due_append(list, kind, &periods->items[i], run_due_at(package, &periods->items[i], RUN_FINAL));
}

const struct due_kind seal_phase_due = {"seal", DUE_ORDER_SEAL, add_due};

bool seal_phase(struct turn *turn, const struct due *due, const struct seal_order *order, struct err *err)
{
    const struct period *phase = due->period;
    const struct value *seal = seal_of(turn, phase, order, err);
    if (!seal)
        return false;
    struct redraft redraft;
    struct change change;
    if (!plan_drafts(turn, phase, seal, &redraft, err) || !change_begin(&change, turn->store, clock_now(turn->clock), turn->actor, turn->via, "seal",
                      order ? order->reason : NULL, err))
        return false;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "seal", value_get_text(seal, "id", ""));
    value_set_text(detail, "hash", value_get_text(seal, "hash", ""));
    value_set_int(detail, "drafts", (int64_t)redraft.len);
    bool good = write_seal(turn, &change, phase, seal, &redraft, due->at, err);
    if (!turn_end(turn, &change, good, detail, err))
        return false;
    turn_progress(turn, "%1$s  đã chốt %2$s (%4$s), %5$zu dự thảo%3$.0s",
                  "%1$s  sealed %3$s (%4$s), %5$zu drafted%2$.0s", instant_text(turn->arena, change.at),
                  period_title(phase, turn->arena), phase->id, value_get_text(seal, "hash", ""), redraft.len);
    return true;
}
