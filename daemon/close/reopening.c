#include "close/reopening.h"

#include "alert/alert.h"
#include "base/account.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "close/seal_phase.h"
#include "contest/seal.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "document/decided.h"
#include "document/draft.h"
#include "document/nomination.h"
#include "package/package.h"
#include "run/run.h"
#include "run/stored_run.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

#define KIND "reopening" /* workflow_table.c */

struct value *reopening_latest(struct store *store, struct arena *arena, const char *phase, struct err *err)
{
    return store_row(store, arena, err, QUERY_REOPENING_LATEST, "t", phase);
}

static struct value *detail_of(struct turn *turn, const struct period *phase, const char *seal)
{
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "phase", phase->id);
    value_set_text(detail, "seal", seal);
    return detail;
}

/* The seal in force, for which nothing is proposed yet. */
static const struct value *open_seal(struct turn *turn, const struct period *phase, struct err *err)
{
    const struct value *seal = seal_latest_head(turn->store, turn->arena, phase->id, err);
    const struct value *latest = seal ? reopening_latest(turn->store, turn->arena, phase->id, err) : NULL;
    if (!latest)
        return NULL;
    if (value_is_null(seal)) {
        err_set(err, "%s chưa chốt, không có gì để mở lại", "%s is not sealed; there is nothing to re-open", phase->id);
        return NULL;
    }
    if (!value_is_null(latest) && value_is_null(value_get(latest, "decided_at"))) {
        err_set(err, "%1$s đang có đề nghị mở lại của %2$s; người khác đồng ý bằng seal approve %1$s, hoặc rút bằng seal withdraw %1$s",
                "%2$s has proposed to re-open %1$s already; another person approves it with seal approve %1$s, or withdraws it "
                "with seal withdraw %1$s",
                phase->id, account_name(turn->arena, value_get_text(latest, "proposed_by", "?")));
        return NULL;
    }
    return seal;
}

bool reopening_propose(struct turn *turn, const struct period *phase, unsigned roles, const char *reason, struct err *err)
{
    struct change change;
    const struct value *seal = open_seal(turn, phase, err);
    const char *id = value_get_text(seal, "id", "");
    if (!seal || !change_begin(&change, turn->store, clock_now(turn->clock), turn->actor, turn->via, "seal reopen", reason, err))
        return false;
    bool good = store_do(turn->store, err, QUERY_REOPENING_INSERT, "tttit", id, workflow_to(KIND, "propose"), turn->actor, change.at,
                         reason);
    struct transition made = {.kind = KIND, .state = WORKFLOW_NEW, .act = "propose", .roles = roles, .note = reason};
    made.object = good ? arena_printf(turn->arena, "%" PRId64, store_last_id(turn->store)) : "";
    return turn_end(turn, &change, good && transition_make(&change, &made, NULL, err), detail_of(turn, phase, id), err);
}

/* What is decided now. */
struct decided {
    struct turn *turn;
    struct change *change;
    const struct period *phase;
    const struct value *reopening;
};

/* A paper that becomes stale. */
struct retired {
    const struct decided *decided;
    const struct value *draft;
};

static bool resolve_alert(void *room, struct err *err)
{
    const struct retired *retired = room;
    const struct decided *d = retired->decided;
    return alert_set(d->change, d->turn->arena, "draft", value_get_text(retired->draft, "kind", ""),
                     value_get_text(retired->draft, "subject", ""), d->phase->id, NULL, err);
}

static const struct transition_effect paper_effects[] = {{"resolve_alert", resolve_alert}};

static bool retire(const struct decided *d, const struct value *draft, struct err *err)
{
    const struct workflow_row *row;
    struct retired retired = {d, draft};
    return draft_retire(d->change, d->turn->arena, value_get_text(draft, "id", ""), &row, err) &&
           transition_follow(row, paper_effects, LEN(paper_effects), &retired, err);
}

/* Whether it was issued (document/decided.h). */
static bool find_issued(const struct decided *d, const struct value *draft, const struct value *awards, bool *ret_issued,
                        struct err *err)
{
    struct turn *turn = d->turn;
    const struct value *shown =
        draft_show(turn->store, turn->arena, turn->package, value_get_text(draft, "id", ""), err);
    *ret_issued = decided_is_issued(value_get_text(draft, "state", ""), value_get(shown, "content"), awards);
    return shown != NULL;
}

static bool retire_papers(const struct decided *d, struct err *err)
{
    struct turn *turn = d->turn;
    const struct value *drafts = draft_list(turn->store, turn->arena, turn->package, d->phase->id, err);
    const struct value *awards =
        drafts ? nomination_awards(turn->store, turn->arena, turn->package, d->phase->id,
                                   instant_day(clock_now(turn->clock)), err)
               : NULL;
    const char *seal = value_get_text(d->reopening, "seal", "");
    for (size_t i = 0; awards && i < value_len(drafts); i++) {
        const struct value *draft = value_at(drafts, i);
        if (strcmp(value_get_text(draft, "seal", ""), seal) != 0 ||
            !workflow_between(workflow_find("draft"), value_get_text(draft, "state", ""), workflow_to("draft", "retire")))
            continue; /* stale already */
        bool issued;
        if (!find_issued(d, draft, awards, &issued, err) || (!issued && !retire(d, draft, err)))
            return false;
    }
    return awards != NULL;
}

/* Weeks, months and quarters are run anew, no longer beside a seal; the phase when something brings its next run about. */
static bool owe_inner(const struct decided *d, struct err *err)
{
    struct period_list inner = period_inner(d->turn->periods, d->phase, d->turn->arena);
    for (size_t i = 0; i < inner.len; i++)
        if (!store_do(d->turn->store, err, QUERY_RERUN_OWE, "tti", inner.items[i].id, run_stage_name(RUN_FINAL),
                      d->change->sequence))
            return false;
    return true;
}

/* The seal is in force no more, and falls due again. */
static bool unseal(void *room, struct err *err)
{
    const struct decided *d = room;
    return store_do(d->turn->store, err, QUERY_PERFORMED_DELETE, "tt", seal_phase_due.name, d->phase->id) &&
           owe_inner(d, err) && retire_papers(d, err) && store_do(d->turn->store, err, QUERY_META_SET, "ti", "settle", d->change->sequence);
}

static const struct transition_effect effects[] = {{"unseal", unseal}};

static bool write_decision(struct decided *d, const struct transition *step, const struct value *run, struct err *err)
{
    const struct workflow_row *row;
    return transition_make(d->change, step, &row, err) &&
           store_do(d->turn->store, err, QUERY_REOPENING_DECIDE, "ittiv", value_get_int(d->reopening, "id", 0), row->to,
                    d->change->actor, d->change->at, row->follows ? run : NULL) &&
           transition_follow(row, effects, LEN(effects), d, err);
}

bool reopening_decide(struct turn *turn, const struct period *phase, const char *act, unsigned roles, const char *reason,
                      struct err *err)
{
    struct change change;
    const struct value *reopening = reopening_latest(turn->store, turn->arena, phase->id, err);
    const struct value *run =
        reopening ? stored_run_latest(turn->store, turn->arena, phase->id, run_stage_name(RUN_FINAL), err) : NULL;
    if (!run)
        return false;
    if (value_is_null(reopening))
        return err_set(err, "chưa ai đề nghị mở lại %1$s; đề nghị bằng seal reopen %1$s --reason",
                       "nobody has proposed to re-open %1$s; propose it with seal reopen %1$s --reason", phase->id);
    const struct workflow_row *row;
    const char *seal = value_get_text(reopening, "seal", "");
    struct transition step = {
        .kind = KIND,
        .object = arena_printf(turn->arena, "%" PRId64, value_get_int(reopening, "id", 0)),
        .state = value_get_text(reopening, "state", ""),
        .act = act,
        .roles = roles,
        .earlier = value_get_text(reopening, "proposed_by", NULL),
        .note = reason,
    };
    if (!transition_check(turn->store, &step, turn->actor, &row, err) ||
        !change_begin(&change, turn->store, clock_now(turn->clock), turn->actor, turn->via, arena_printf(turn->arena, "seal %s", act),
                      reason ? reason : value_get_text(reopening, "reason", NULL), err))
        return false;
    struct decided d = {turn, &change, phase, reopening};
    return turn_end(turn, &change, write_decision(&d, &step, value_get(run, "id"), err), detail_of(turn, phase, seal), err);
}
