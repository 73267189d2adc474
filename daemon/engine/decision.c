#include "engine/decision.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "engine/alert.h"
#include "engine/alert_plan.h"
#include "engine/document.h"
#include "engine/draft.h"
#include "engine/nomination.h"
#include "engine/schedule.h"
#include "engine/seal.h"
#include "engine/turn.h"
#include "engine/wording.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

/* What is known when the decision of a phase is looked at, and what follows from it. */
struct decision {
    const struct period *phase;
    const struct value *seal; /* null value before it */
    int32_t day;
    const struct value *nominations; /* with their open flags */
    const char **wards;              /* those standing on the phase's last day */
    const char **missing;            /* of them, those that have neither nominated nor declined */
    size_t missing_count;
    bool late; /* its due instant has come */

    struct alert_plan nags; /* the missing wards' alerts */
    struct draft *drafts;   /* to be stored */
    size_t draft_count;
    bool retire;      /* nobody is left to commend: what was drafted is stale */
    char *alert;      /* of the administrator; NULL resolves it */
    bool alert_known; /* false: leave that alert as it is */
};

static bool is_performed(struct turn *turn, const struct period *phase, bool *ret_performed, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_PERFORMED_GET, "tt",
                                        due_kind_name(DUE_DECISION), phase->id);
    *ret_performed = row && !value_is_null(row);
    return row != NULL;
}

static bool say(struct turn *turn, struct decision *d, const char *wording, struct err *err)
{
    struct value *data = value_map(turn->arena);
    value_set_text(data, "period", period_title(d->phase, turn->arena));
    d->alert = wording_fill(turn->arena, turn->package, wording, data, err);
    d->alert_known = true;
    return d->alert != NULL;
}

static bool same_cause(struct arena *arena, const struct value *held, const struct value *dossier)
{
    return dossier &&
           value_equal(document_dossier_cause(arena, held), document_dossier_cause(arena, dossier));
}

/*
 * Whether the records ask for nothing but what the held draft says already. Asked as of the held draft's own
 * day: that time goes by, a body ends, a team is renamed or a flag runs out is no new cause; a nomination, a
 * correction or a flag that came since is. `dossier` is today's, NULL when it cannot be put together.
 */
static bool find_same(struct turn *turn, const struct decision *d, const struct value *current,
                      const struct value *dossier, bool *ret_same, struct err *err)
{
    int32_t day = d->day;
    *ret_same = false;
    if (value_is_null(current) ||
        strcmp(value_get_text(current, "seal", ""), value_get_text(d->seal, "id", "")) != 0)
        return true;
    const struct value *held = value_get(current, "dossier_content");
    day_parse(value_get_text(held, "day", ""), &day);
    const struct value *known =
        nomination_list(turn->store, turn->arena, &turn->package->types, d->phase->id, day, d->day, err);
    if (!known)
        return false;
    if (value_get(held, "refusal")) { /* there was no dossier: what it would have been made from */
        *ret_same = !dossier && value_equal(known, value_get(held, "nominations"));
        return true;
    }
    struct document_inputs inputs = {.nominations = known, .wards = d->wards, .day = day};
    const struct value *then =
        document_decision_dossier(turn->arena, turn->package, d->phase->id, &inputs, NULL);
    /* Of one day the package says one thing, unless it was changed since (activation.h). */
    bool given = !then || value_equal(document_dossier_given(turn->arena, held),
                                      document_dossier_given(turn->arena, then));
    *ret_same = given && (same_cause(turn->arena, held, then) || same_cause(turn->arena, held, dossier));
    return true;
}

static bool plan_draft(struct turn *turn, struct decision *d, const struct document_kind *kind,
                       const struct value *dossier, const struct err *why, struct err *err)
{
    const char *district = turn->package->district;
    const struct value *current =
        draft_current(turn->store, turn->arena, kind->kind, district, d->phase->id, err);
    bool same;
    if (!current || !find_same(turn, d, current, dossier, &same, err))
        return false;
    if (same)
        return true;
    struct draft draft = {
        .kind = kind, .subject = district, .phase = d->phase->id, .seal = d->seal, .dossier = dossier};
    if (dossier)
        draft_fill(&draft, turn->arena, turn->package);
    else
        draft_refuse(&draft, turn->arena, why, d->day, d->nominations);
    char *text;
    if (!draft_refusal_text(turn->arena, turn->package, d->phase, &draft, &text, err))
        return false;
    d->alert = d->alert ? d->alert : text;
    d->alert_known = true;
    d->drafts[d->draft_count++] = draft;
    return true;
}

/* Whether anything of the decision's kinds still holds, so that it has to be made stale. */
static bool find_held(struct turn *turn, struct decision *d, struct err *err)
{
    for (size_t i = 0; i < turn->package->document_count; i++) {
        const struct document_kind *kind = &turn->package->documents[i];
        if (strcmp(kind->trigger, "decision") != 0)
            continue;
        const struct value *current =
            draft_current(turn->store, turn->arena, kind->kind, turn->package->district, d->phase->id, err);
        if (!current)
            return false;
        d->retire |= !value_is_null(current);
    }
    return true;
}

/* Whether there is anything to decide on, by whomever: a ward that declined has not nominated. */
static bool is_any_nominated(const struct value *nominations)
{
    for (size_t i = 0; i < value_len(nominations); i++)
        if (strcmp(value_get_text(value_at(nominations, i), "kind", ""), "declined") != 0)
            return true;
    return false;
}

static bool plan_drafts(struct turn *turn, struct decision *d, struct err *err)
{
    struct document_inputs inputs = {.nominations = d->nominations, .wards = d->wards, .day = d->day};
    struct err why = {0};
    const struct value *dossier =
        document_decision_dossier(turn->arena, turn->package, d->phase->id, &inputs, &why);
    d->drafts = arena_alloc(turn->arena, (turn->package->document_count + 1) * sizeof *d->drafts);
    bool good = true;
    if (dossier ? value_len(value_get(dossier, "nominees")) == 0 : !is_any_nominated(d->nominations)) {
        good = say(turn, d, "alert.no_nominee", err) && find_held(turn, d, err);
    } else {
        for (size_t i = 0; good && i < turn->package->document_count; i++)
            if (strcmp(turn->package->documents[i].trigger, "decision") == 0)
                good = plan_draft(turn, d, &turn->package->documents[i], dossier, &why, err);
    }
    err_clear(&why);
    return good;
}

static bool plan(struct turn *turn, struct decision *d, struct err *err)
{
    if (!alert_plan_nominations(turn->arena, turn->package, d->phase, d->missing,
                                d->late ? d->missing_count : 0, &d->nags, err))
        return false;
    return value_is_null(d->seal) ? say(turn, d, "alert.no_seal", err) : plan_drafts(turn, d, err);
}

/* False in *ret_any when the records ask for nothing: then no change is made, no audit row written. */
static bool is_needed(struct turn *turn, const struct decision *d, bool due, bool *ret_any, struct err *err)
{
    bool nags_same, alert_same_text = true;
    if (!alert_same(turn->store, turn->arena, "nomination", d->phase->id, d->nags.wishes, d->nags.count,
                    &nags_same, err))
        return false;
    if (d->alert_known && !alert_is(turn->store, turn->arena, "draft", turn->package->district, d->phase->id,
                                    d->alert, &alert_same_text, err))
        return false;
    *ret_any = due || !nags_same || !alert_same_text || d->draft_count > 0 || d->retire;
    return true;
}

static bool retire_all(struct turn *turn, struct change *change, const struct decision *d, struct err *err)
{
    for (size_t i = 0; i < turn->package->document_count; i++)
        if (strcmp(turn->package->documents[i].trigger, "decision") == 0 &&
            !draft_retire(change, turn->package->documents[i].kind, turn->package->district, d->phase->id,
                          err))
            return false;
    return true;
}

static bool write_decision(struct turn *turn, struct change *change, const struct decision *d, bool due,
                           int64_t due_at, struct err *err)
{
    const char *phase = d->phase->id;
    if (due && !store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", due_kind_name(DUE_DECISION), phase,
                         due_at, change->at))
        return false;
    if (d->retire && !retire_all(turn, change, d, err))
        return false;
    for (size_t i = 0; i < d->draft_count; i++)
        if (!draft_store(change, turn->arena, turn->package, &d->drafts[i], err))
            return false;
    return alert_apply(change, turn->arena, "nomination", phase, d->nags.wishes, d->nags.count, NULL, err) &&
           (!d->alert_known ||
            alert_set(change, turn->arena, "draft", turn->package->district, phase, d->alert, err));
}

static int64_t due_instant(struct turn *turn, const struct period *phase)
{
    struct due_list due = due_list(turn->package, turn->periods, turn->arena);
    return schedule_due_at(&due, DUE_DECISION, phase->id);
}

static bool apply(struct turn *turn, const struct decision *d, bool due, struct err *err)
{
    struct change change;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "phase", d->phase->id);
    value_set_int(detail, "drafts", (int64_t)d->draft_count);
    value_set_int(detail, "missing", (int64_t)d->missing_count);
    if (!turn_begin(turn, &change, "decision", err))
        return false;
    bool good = write_decision(turn, &change, d, due, due_instant(turn, d->phase), err);
    if (!turn_end(turn, &change, good, detail, err))
        return false;
    turn_progress(turn,
                  "%1$s  quyết định khen thưởng %2$s: %4$zu dự thảo, %5$zu đơn vị chưa gửi đề nghị%3$.0s",
                  "%1$s  decision of %3$s: %4$zu drafted, %5$zu units have not nominated%2$.0s",
                  instant_text(turn->arena, change.at), period_title(d->phase, turn->arena), d->phase->id,
                  d->draft_count, d->missing_count);
    return true;
}

/* *ret_ripe: before its due instant it waits for the seal and for every ward; afterwards for the seal alone. */
static bool gather(struct turn *turn, const struct period *phase, bool due, struct decision *ret_decision,
                   bool *ret_ripe, struct err *err)
{
    bool performed;
    struct decision d = {.phase = phase, .day = instant_day(clock_now(turn->clock))};
    d.seal = seal_latest(turn->store, turn->arena, phase->id, err);
    d.nominations =
        nomination_list(turn->store, turn->arena, &turn->package->types, phase->id, d.day, d.day, err);
    if (!d.seal || !d.nominations || !is_performed(turn, phase, &performed, err))
        return false;
    d.late = due || performed;
    d.wards = unit_standing(&turn->package->units, "ward", phase->until - 1, turn->arena, NULL);
    d.missing = nomination_missing(turn->arena, d.nominations, d.wards, &d.missing_count);
    *ret_ripe = d.late || (!value_is_null(d.seal) && d.missing_count == 0);
    *ret_decision = d;
    return true;
}

bool decision_settle(struct turn *turn, const struct period *phase, bool due, struct err *err)
{
    bool ripe, needed;
    struct decision d;
    if (!gather(turn, phase, due, &d, &ripe, err))
        return false;
    if (!ripe)
        return true;
    return plan(turn, &d, err) && is_needed(turn, &d, due, &needed, err) &&
           (!needed || apply(turn, &d, due, err));
}

/* "mức tiền thưởng, người ký": what a new dossier says otherwise than the one that is held. */
static const char *difference(struct arena *arena, const struct value *held, const struct value *dossier)
{
    static const struct {
        const char *key, *vi;
    } parts[] = {{"rates", "mức tiền thưởng"},      {"legal", "căn cứ pháp lý"},
                 {"issuer", "cơ quan ban hành"},    {"signatory", "người ký"},
                 {"nominees", "danh sách đề nghị khen thưởng"}, {"left_out", "danh sách chưa đủ điều kiện"}};
    struct buffer text = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!value_equal(value_get(held, parts[i].key), value_get(dossier, parts[i].key)))
            buffer_printf(&text, "%s%s", text.len ? ", " : "đổi ", parts[i].vi);
    return buffer_take(&text, arena);
}

static bool foresee(struct turn *turn, const struct decision *d, const struct document_kind *kind,
                    const struct draft *draft, struct value *list, struct err *err)
{
    const struct value *current =
        draft_current(turn->store, turn->arena, kind->kind, turn->package->district, d->phase->id, err);
    if (!current || (!draft && value_is_null(current)))
        return current != NULL;
    struct value *map = value_map(turn->arena);
    value_set_text(map, "id", value_get_text(current, "id", NULL));
    value_set_text(map, "kind", kind->kind);
    value_set_text(map, "phase", d->phase->id);
    value_set_text(map, "what", !draft ? "stale" : draft->bytes ? "drafted" : "refused");
    if (draft && draft->bytes)
        value_set_text(map, "why",
                       difference(turn->arena, value_get(current, "dossier_content"), draft->dossier));
    else
        value_set_text(map, "why", draft ? draft->refusal_vi : d->alert);
    value_append(list, map);
    return true;
}

bool decision_foresee(struct turn *turn, const struct period *phase, struct value *list, struct err *err)
{
    bool ripe, good = true;
    struct decision d;
    if (!gather(turn, phase, false, &d, &ripe, err))
        return false;
    if (!ripe || value_is_null(d.seal))
        return true;
    if (!plan(turn, &d, err))
        return false;
    for (size_t i = 0; good && i < d.draft_count; i++)
        good = foresee(turn, &d, d.drafts[i].kind, &d.drafts[i], list, err);
    for (size_t i = 0; good && d.retire && i < turn->package->document_count; i++)
        if (strcmp(turn->package->documents[i].trigger, "decision") == 0)
            good = foresee(turn, &d, &turn->package->documents[i], NULL, list, err);
    return good;
}
