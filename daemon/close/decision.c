#include "close/decision.h"

#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "close/redraft.h"
#include "contest/seal.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "document/document.h"
#include "document/nomination.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

/* What is known when the decision of a phase is looked at, and what follows from it. */
struct decision {
    const struct period *phase;
    const struct value *seal; /* null value before it */
    struct document_inputs inputs;
    const char **missing; /* of the wards, those that have neither nominated nor declined */
    size_t missing_count;
    const struct due *due; /* what is performed now; NULL: only looked at */
    bool late;             /* its due instant has come */
    const char *failed; /* the criteria that failed in the seal, NULL: none; then no paper rests on it */

    struct alert_plan nags; /* the missing wards' alerts */
    struct redraft redraft;
    char *alert; /* of the administrator; NULL resolves it */
};

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package,
                    const struct period_list *periods)
{
    const struct schedule_rule *rule = &package->schedule;
    for (size_t i = 0; i < periods->len && due_has_type(package, "nomination"); i++)
        if (periods->items[i].kind == PERIOD_PHASE)
            due_append(list, kind, &periods->items[i],
                       due_after_working_days(package, periods->items[i].until - 1, rule->nomination_days,
                                              rule->nomination_minute));
}

const struct due_kind decision_due = {"decision", DUE_ORDER_DRAFT, add_due};

static bool is_performed(struct turn *turn, const struct period *phase, bool *ret_performed, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_PERFORMED_GET, "tt",
                                        decision_due.name, phase->id);
    *ret_performed = row && !value_is_null(row);
    return row != NULL;
}

static bool say(struct turn *turn, struct decision *d, const char *wording, struct err *err)
{
    struct value *data = value_map(turn->arena);
    value_set_text(data, "period", period_title(d->phase, turn->arena));
    value_set_text(data, "criteria", d->failed);
    d->alert = wording_fill(turn->arena, turn->package, wording, data, err);
    return d->alert != NULL;
}

/* Whether the contest drafts anything when it is decided; else there is nothing to miss. */
static bool is_any_kind(const struct package *package)
{
    bool any = false;
    for (size_t i = 0; i < package->document_count; i++)
        any |= document_is_at(&package->documents[i], DOCUMENT_AT_DECISION);
    return any;
}

static bool plan_drafts(struct turn *turn, struct decision *d, struct err *err)
{
    if (!redraft_plan(turn, d->phase, DOCUMENT_AT_DECISION, d->seal, &d->inputs, &d->redraft, err))
        return false;
    if (d->failed)
        return say(turn, d, "alert.seal_error", err);
    if (d->phase->kind == PERIOD_CONTEST) /* nobody owes a nomination of the whole */
        return true;
    return d->redraft.is_any || !is_any_kind(turn->package) || say(turn, d, "alert.no_nominee", err);
}

static bool plan(struct turn *turn, struct decision *d, struct err *err)
{
    if (!alert_plan_nominations(turn->arena, turn->package, d->phase, d->missing,
                                d->late ? d->missing_count : 0, &d->nags, err))
        return false;
    return value_is_null(d->seal) ? say(turn, d, "alert.no_seal", err) : plan_drafts(turn, d, err);
}

/* False in *ret_any when the records ask for nothing: then no change is made, no audit row written. */
static bool is_needed(struct turn *turn, const struct decision *d, bool *ret_any, struct err *err)
{
    bool nags_same, alert_same_text;
    if (!alert_same(turn->store, turn->arena, "nomination", d->phase->id, d->nags.wishes, d->nags.count,
                    &nags_same, err) ||
        !alert_is(turn->store, turn->arena, "draft", NULL, turn->package->district, d->phase->id, d->alert,
                  &alert_same_text, err))
        return false;
    *ret_any = d->due || !nags_same || !alert_same_text || d->redraft.len > 0 || d->redraft.stale_len > 0;
    return true;
}

static bool write_decision(struct turn *turn, struct change *change, const struct decision *d, struct err *err)
{
    const char *phase = d->phase->id;
    if (d->due && !store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", decision_due.name, phase, d->due->at,
                            change->at))
        return false;
    return redraft_store(turn, change, d->phase, &d->redraft, err) &&
           alert_apply(change, turn->arena, "nomination", phase, d->nags.wishes, d->nags.count, NULL, err) &&
           alert_set(change, turn->arena, "draft", NULL, turn->package->district, phase, d->alert, err);
}

static bool apply(struct turn *turn, const struct decision *d, struct err *err)
{
    struct change change;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "phase", d->phase->id);
    value_set_int(detail, "drafts", (int64_t)d->redraft.len);
    value_set_int(detail, "missing", (int64_t)d->missing_count);
    if (!turn_begin(turn, &change, "decision", err))
        return false;
    bool good = write_decision(turn, &change, d, err);
    if (!turn_end(turn, &change, good, detail, err))
        return false;
    turn_progress(turn,
                  "%1$s  quyết định khen thưởng %2$s: %4$zu dự thảo, %5$zu đơn vị chưa gửi đề nghị%3$.0s",
                  "%1$s  decision of %3$s: %4$zu drafted, %5$zu units have not nominated%2$.0s",
                  instant_text(turn->arena, change.at), period_title(d->phase, turn->arena), d->phase->id,
                  d->redraft.len, d->missing_count);
    return true;
}

/* *ret_ripe: before its due instant it waits for the seal and for every ward; afterwards for the seal alone. That the seal
 * has failures is said at once. */
static bool gather(struct turn *turn, const struct period *phase, const struct due *due, struct decision *ret_decision,
                   bool *ret_ripe, struct err *err)
{
    bool performed;
    int32_t day = instant_day(clock_now(turn->clock));
    struct decision d = {.phase = phase, .due = due};
    d.seal = seal_latest(turn->store, turn->arena, phase->id, err);
    if (!d.seal || !redraft_inputs(turn, phase, d.seal, day, day, &d.inputs, err) ||
        !is_performed(turn, phase, &performed, err))
        return false;
    d.late = due || performed;
    d.missing = nomination_missing(turn->arena, d.inputs.nominations, d.inputs.wards, &d.missing_count);
    d.failed = seal_failed(turn->arena, d.inputs.seal);
    *ret_ripe = d.late || d.failed || (!value_is_null(d.seal) && d.missing_count == 0);
    *ret_decision = d;
    return true;
}

static bool settle(struct turn *turn, const struct period *phase, const struct due *due, struct err *err)
{
    bool ripe, needed;
    struct decision d;
    if (!gather(turn, phase, due, &d, &ripe, err))
        return false;
    if (!ripe)
        return true;
    return plan(turn, &d, err) && is_needed(turn, &d, &needed, err) && (!needed || apply(turn, &d, err));
}

bool decision_settle(struct turn *turn, const struct period *phase, struct err *err)
{
    return settle(turn, phase, NULL, err);
}

bool decision_perform(struct turn *turn, const struct due *due, struct err *err)
{
    return settle(turn, due->period, due, err);
}

bool decision_foresee(struct turn *turn, const struct period *phase, struct value *list, struct err *err)
{
    bool ripe;
    struct decision d;
    if (!gather(turn, phase, NULL, &d, &ripe, err))
        return false;
    if (!ripe || value_is_null(d.seal))
        return true;
    return plan(turn, &d, err) && redraft_foresee(turn, phase, &d.redraft, d.alert ? d.alert : "", list, err);
}
