#include "close/period_paper.h"

#include "base/arena.h"
#include "base/array.h"
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

/* What is known of a period's report, and what follows. */
struct period_paper {
    const struct period *period;
    const struct value *rows; /* of a final run that is only foreseen, else NULL */
    const struct value *seal; /* the frozen period; a null value: not frozen yet, or nothing to report */
    bool fresh;               /* it is to be stored with the drafts */
    struct redraft redraft;
};

/* Which periods have reports: when each kind is drafted, and as what it falls due. */
static const struct reported {
    enum period_kind kind;
    enum document_moment moment;
    const struct due_kind *due;
} reported[] = {
    {PERIOD_WEEK, DOCUMENT_AT_WEEK, &period_paper_week_due},
    {PERIOD_MONTH, DOCUMENT_AT_MONTH, &period_paper_month_due},
    {PERIOD_QUARTER, DOCUMENT_AT_QUARTER, &period_paper_quarter_due},
};

/* NULL: such a period has none in this package. */
static const struct reported *reported_of(const struct package *package, enum period_kind kind)
{
    bool any = false;
    const struct reported *found = NULL;
    for (size_t i = 0; i < LEN(reported); i++)
        found = reported[i].kind == kind ? &reported[i] : found;
    for (size_t i = 0; found && i < package->document_count; i++)
        any |= document_is_at(&package->documents[i], found->moment);
    return any ? found : NULL;
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    for (size_t i = 0; i < periods->len; i++) {
        const struct reported *mine = reported_of(package, periods->items[i].kind);
        if (mine && mine->due == kind)
            due_append(list, kind, &periods->items[i], run_due_at(package, &periods->items[i], RUN_FINAL));
    }
}

const struct due_kind period_paper_week_due = {"week_report", DUE_ORDER_DRAFT, add_due};
const struct due_kind period_paper_month_due = {"month_report", DUE_ORDER_DRAFT, add_due};
const struct due_kind period_paper_quarter_due = {"quarter_report", DUE_ORDER_DRAFT, add_due};

static bool is_performed(struct turn *turn, const struct reported *mine, const struct period *period, bool *ret_performed, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_PERFORMED_GET, "tt", mine->due->name, period->id);
    *ret_performed = row && !value_is_null(row);
    return row != NULL;
}

/* Whether a paper of the period stands that was not issued; *ret_any: whether one stands. */
static bool find_open(struct turn *turn, const struct reported *mine, const struct period *period, bool *ret_any, bool *ret_open, struct err *err)
{
    *ret_any = *ret_open = false;
    for (size_t i = 0; i < turn->package->document_count; i++) {
        const struct document_kind *kind = &turn->package->documents[i];
        const struct value *rows = document_is_at(kind, mine->moment) ? draft_held(turn->store, turn->arena, kind->kind, period->id, err) : value_list(turn->arena);
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

/* The frozen period that the report rests on: the one that is kept, or another when a newer final run says otherwise and the phase is open. */
static bool find_frozen(struct turn *turn, struct period_paper *paper, struct err *err)
{
    const struct period *period = paper->period;
    const struct value *run = stored_run_head_latest(turn->store, turn->arena, period->id, run_stage_name(RUN_FINAL), err);
    const struct value *sealed = run ? seal_latest_head(turn->store, turn->arena, period->phase->id, err) : NULL;
    const struct value *kept = sealed ? seal_latest(turn->store, turn->arena, period->id, err) : NULL;
    paper->seal = kept;
    if (!kept || value_is_null(run))
        return kept != NULL;
    bool first = value_is_null(kept);
    if (!first && (!value_is_null(sealed) || (!paper->rows && value_equal(value_get(value_get(kept, "content"), "run"), value_get(run, "id")))))
        return true;
    struct value *content = seal_content(turn, period, err);
    if (content && paper->rows)
        seal_content_foresee(turn, period, paper->rows, content);
    const struct value *made = content ? seal_with(turn, period, content, err) : NULL;
    if (!made)
        return false;
    paper->fresh = first || !says_the_same(kept, made);
    paper->seal = paper->fresh ? made : kept;
    return true;
}

/* Nothing is planned before the period's instant, nor when all of its papers are issued. */
static bool plan(struct turn *turn, const struct period *period, const struct value *rows, bool begun, struct period_paper *ret_paper, struct err *err)
{
    struct period_paper paper = {.period = period, .rows = rows, .seal = value_null(turn->arena)};
    struct document_inputs inputs;
    int32_t day = instant_day(clock_now(turn->clock));
    bool any, open;
    const struct reported *mine = reported_of(turn->package, period->kind);
    *ret_paper = paper;
    if (!mine)
        return true;
    if (!begun && !is_performed(turn, mine, period, &begun, err))
        return false;
    if (!begun)
        return true;
    if (!find_open(turn, mine, period, &any, &open, err) || ((!any || open) && !find_frozen(turn, &paper, err)))
        return false;
    if (value_is_null(paper.seal))
        return true;
    if (!redraft_inputs(turn, period, paper.seal, day, day, &inputs, err) ||
        !redraft_plan(turn, period, mine->moment, paper.seal, &inputs, &paper.redraft, err))
        return false;
    *ret_paper = paper;
    return true;
}

static bool has_news(const struct period_paper *paper)
{
    return paper->redraft.len || paper->redraft.stale_len;
}

static bool store_all(struct turn *turn, struct change *change, const struct period_paper *paper, struct err *err)
{
    return (!paper->fresh || !has_news(paper) || seal_put(turn, paper->seal, err)) && redraft_store(turn, change, paper->period, &paper->redraft, err);
}

static struct value *detail_of(struct turn *turn, const struct period_paper *paper)
{
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "period", paper->period->id);
    value_set_text(detail, "frozen", value_get_text(paper->seal, "id", NULL));
    value_set_text(detail, "hash", value_get_text(paper->seal, "hash", NULL));
    value_set_int(detail, "drafts", (int64_t)paper->redraft.len);
    return detail;
}

static void tell(struct turn *turn, const struct change *change, const struct period_paper *paper)
{
    turn_progress(turn, "%1$s  báo cáo %2$s: %4$zu dự thảo%3$.0s", "%1$s  report of %3$s: %4$zu drafted%2$.0s", instant_text(turn->arena, change->at),
                  period_title(paper->period, turn->arena), paper->period->id, paper->redraft.len);
}

bool period_paper_settle(struct turn *turn, const struct period *period, struct err *err)
{
    struct period_paper paper;
    struct change change;
    if (!plan(turn, period, NULL, false, &paper, err))
        return false;
    if (!has_news(&paper))
        return true;
    if (!turn_begin(turn, &change, "period drafts", err) || !turn_end(turn, &change, store_all(turn, &change, &paper, err), detail_of(turn, &paper), err))
        return false;
    tell(turn, &change, &paper);
    return true;
}

bool period_paper_perform(struct turn *turn, const struct due *due, struct err *err)
{
    struct period_paper paper;
    struct change change;
    if (!plan(turn, due->period, NULL, true, &paper, err) || !turn_begin(turn, &change, "period drafts", err))
        return false;
    bool good = store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", due->kind->name, due->period->id, due->at, change.at) &&
                store_all(turn, &change, &paper, err);
    if (!turn_end(turn, &change, good, detail_of(turn, &paper), err))
        return false;
    tell(turn, &change, &paper);
    return true;
}

bool period_paper_foresee(struct turn *turn, const struct period *period, const struct value *rows, struct value *list, struct err *err)
{
    struct period_paper paper;
    struct turn own = *turn; /* what its papers are held against is megabytes a period; what is said of them is little */
    own.arena = arena_create();
    struct value *said = value_list(own.arena);
    bool good = plan(&own, period, rows, false, &paper, err) && redraft_foresee(&own, period, &paper.redraft, "", said, err);
    for (size_t i = 0; good && i < value_len(said); i++)
        value_append(list, value_copy(turn->arena, value_at(said, i)));
    arena_destroy(own.arena);
    return good;
}
