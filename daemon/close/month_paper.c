#include "close/month_paper.h"

#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "close/redraft.h"
#include "close/seal_content.h"
#include "contest/seal.h"
#include "contest/turn.h"
#include "document/document.h"
#include "document/draft.h"
#include "package/package.h"
#include "run/run.h"
#include "run/run_stage.h"
#include "run/stored_run.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What is known of a month's report, and what follows. */
struct month_paper {
    const struct period *month;
    const struct value *seal; /* the frozen month; a null value: not frozen yet, or nothing to report */
    bool fresh;               /* it is to be stored with the drafts */
    struct redraft redraft;
};

static bool is_any_kind(const struct package *package)
{
    bool any = false;
    for (size_t i = 0; i < package->document_count; i++)
        any |= document_is_at(&package->documents[i], DOCUMENT_AT_MONTH);
    return any;
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    for (size_t i = 0; i < periods->len && is_any_kind(package); i++)
        if (periods->items[i].kind == PERIOD_MONTH)
            due_append(list, kind, &periods->items[i], run_due_at(package, &periods->items[i], RUN_FINAL));
}

const struct due_kind month_paper_due = {"month_report", DUE_ORDER_DRAFT, add_due};

static bool is_performed(struct turn *turn, const struct period *month, bool *ret_performed, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_PERFORMED_GET, "tt", month_paper_due.name, month->id);
    *ret_performed = row && !value_is_null(row);
    return row != NULL;
}

/* Whether a paper of the month stands that was not issued; *ret_any: whether one stands. */
static bool find_open(struct turn *turn, const struct period *month, bool *ret_any, bool *ret_open, struct err *err)
{
    *ret_any = *ret_open = false;
    for (size_t i = 0; i < turn->package->document_count; i++) {
        const struct document_kind *kind = &turn->package->documents[i];
        const struct value *rows = document_is_at(kind, DOCUMENT_AT_MONTH) ? draft_held(turn->store, turn->arena, kind->kind, month->id, err) : value_list(turn->arena);
        if (!rows)
            return false;
        for (size_t r = 0; r < value_len(rows); r++) {
            *ret_any = true;
            *ret_open |= !workflow_is("draft", value_get_text(value_at(rows, r), "state", ""), WORKFLOW_ISSUED);
        }
    }
    return true;
}

/* The same figures and verdicts, whatever run said them. */
static bool says_the_same(const struct value *seal, const struct value *other)
{
    return value_equal(value_get(value_get(seal, "content"), "results"), value_get(value_get(other, "content"), "results"));
}

/* The frozen month that the report rests on: the one that is kept, or another when a newer final run says otherwise and the phase is open. */
static bool find_frozen(struct turn *turn, struct month_paper *paper, struct err *err)
{
    const struct period *month = paper->month;
    const struct value *run = stored_run_head_latest(turn->store, turn->arena, month->id, run_stage_name(RUN_FINAL), err);
    const struct value *sealed = run ? seal_latest_head(turn->store, turn->arena, month->phase->id, err) : NULL;
    const struct value *kept = sealed ? seal_latest(turn->store, turn->arena, month->id, err) : NULL;
    paper->seal = kept;
    if (!kept || value_is_null(run))
        return kept != NULL;
    bool first = value_is_null(kept);
    if (!first && (!value_is_null(sealed) || value_equal(value_get(value_get(kept, "content"), "run"), value_get(run, "id"))))
        return true;
    const struct value *made = seal_make(turn, month, err);
    if (!made)
        return false;
    paper->fresh = first || !says_the_same(kept, made);
    paper->seal = paper->fresh ? made : kept;
    return true;
}

/* Nothing is planned before the month's instant, nor when all of its papers are issued. */
static bool plan(struct turn *turn, const struct period *month, bool begun, struct month_paper *ret_paper, struct err *err)
{
    struct month_paper paper = {.month = month, .seal = value_null(turn->arena)};
    struct document_inputs inputs;
    int32_t day = instant_day(clock_now(turn->clock));
    bool any, open;
    *ret_paper = paper;
    if (!is_any_kind(turn->package) || month->kind != PERIOD_MONTH)
        return true;
    if (!begun && !is_performed(turn, month, &begun, err))
        return false;
    if (!begun)
        return true;
    if (!find_open(turn, month, &any, &open, err) || ((!any || open) && !find_frozen(turn, &paper, err)))
        return false;
    if (value_is_null(paper.seal))
        return true;
    if (!redraft_inputs(turn, month, paper.seal, day, day, &inputs, err) ||
        !redraft_plan(turn, month, DOCUMENT_AT_MONTH, paper.seal, &inputs, &paper.redraft, err))
        return false;
    *ret_paper = paper;
    return true;
}

static bool has_news(const struct month_paper *paper)
{
    return paper->redraft.len || paper->redraft.stale_len;
}

static bool store_all(struct turn *turn, struct change *change, const struct month_paper *paper, struct err *err)
{
    return (!paper->fresh || !has_news(paper) || seal_put(turn, paper->seal, err)) && redraft_store(turn, change, paper->month, &paper->redraft, err);
}

static struct value *detail_of(struct turn *turn, const struct month_paper *paper)
{
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "month", paper->month->id);
    value_set_text(detail, "frozen", value_get_text(paper->seal, "id", NULL));
    value_set_text(detail, "hash", value_get_text(paper->seal, "hash", NULL));
    value_set_int(detail, "drafts", (int64_t)paper->redraft.len);
    return detail;
}

static void tell(struct turn *turn, const struct change *change, const struct month_paper *paper)
{
    turn_progress(turn, "%1$s  báo cáo %2$s: %4$zu dự thảo%3$.0s", "%1$s  report of %3$s: %4$zu drafted%2$.0s", instant_text(turn->arena, change->at),
                  period_title(paper->month, turn->arena), paper->month->id, paper->redraft.len);
}

bool month_paper_settle(struct turn *turn, const struct period *month, struct err *err)
{
    struct month_paper paper;
    struct change change;
    if (!plan(turn, month, false, &paper, err))
        return false;
    if (!has_news(&paper))
        return true;
    if (!turn_begin(turn, &change, "month drafts", err) || !turn_end(turn, &change, store_all(turn, &change, &paper, err), detail_of(turn, &paper), err))
        return false;
    tell(turn, &change, &paper);
    return true;
}

bool month_paper_perform(struct turn *turn, const struct due *due, struct err *err)
{
    struct month_paper paper;
    struct change change;
    if (!plan(turn, due->period, true, &paper, err) || !turn_begin(turn, &change, "month drafts", err))
        return false;
    bool good = store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", month_paper_due.name, due->period->id, due->at, change.at) &&
                store_all(turn, &change, &paper, err);
    if (!turn_end(turn, &change, good, detail_of(turn, &paper), err))
        return false;
    tell(turn, &change, &paper);
    return true;
}

bool month_paper_foresee(struct turn *turn, const struct period *month, struct value *list, struct err *err)
{
    struct month_paper paper;
    return plan(turn, month, false, &paper, err) && redraft_foresee(turn, month, &paper.redraft, "", list, err);
}
