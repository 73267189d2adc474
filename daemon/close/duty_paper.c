#include "close/duty_paper.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/duty_paper_plan.h"
#include "close/redraft.h"
#include "contest/turn.h"
#include "document/document.h"
#include "document/document_setting.h"
#include "document/draft.h"
#include "duty/duty_output.h"
#include "duty/duty_plan.h"
#include "duty/duty_task.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- which ---- */

static bool is_open(const struct value *task)
{
    const char *opened = workflow_to("duty", "open");
    return strcmp(value_get_text(task, "state", ""), opened) == 0;
}

/* The units that standing papers of a kind of the task are about. */
static const char **held_subjects(struct turn *turn, const struct document_kind *kind, const char *of, struct err *err)
{
    const struct value *rows = draft_held(turn->store, turn->arena, kind->kind, of, err);
    const char **subjects = arena_alloc(turn->arena, (value_len(rows) + 1) * sizeof *subjects);
    size_t count = 0;
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *subject = value_get_text(value_at(rows, i), "subject", "");
        if (!count || strcmp(subjects[count - 1], subject) != 0) /* they are by subject */
            subjects[count++] = subject;
    }
    subjects[count] = NULL;
    return rows ? subjects : NULL;
}

/* What the task left behind stays, whatever its state. */
static const char **spared_of(struct turn *turn, int64_t task, struct err *err)
{
    const struct value *outputs = duty_output_list(turn->store, turn->arena, task, err);
    const char **ids = arena_alloc(turn->arena, (value_len(outputs) + 1) * sizeof *ids);
    size_t count = 0;
    for (size_t i = 0; i < value_len(outputs); i++)
        if (value_get_text(value_at(outputs, i), "paper", NULL))
            ids[count++] = value_get_text(value_at(outputs, i), "paper", NULL);
    ids[count] = NULL;
    return outputs ? ids : NULL;
}

/* Papers of a task that were made and not issued keep it among those that are looked at. */
static bool has_papers(struct turn *turn, const struct value *unissued, int64_t task)
{
    const char *of = duty_paper_of(turn->arena, task);
    for (size_t i = 0; i < value_len(unissued); i++)
        if (strcmp(value_get_text(value_at(unissued, i), "phase", ""), of) == 0)
            return true;
    return false;
}

/* Whether its being open asks for a paper; those on demand are looked at once there is one. */
static bool asks_by_itself(struct turn *turn, const struct value *task)
{
    const struct package *package = turn->package;
    bool asks = false;
    for (size_t i = 0; i < package->document_count && is_open(task) && !duty_paper_is_late(task) && !asks; i++)
        asks = document_is_at(&package->documents[i], DOCUMENT_AT_DUTY) && duty_paper_is_of(turn->arena, &package->documents[i], task);
    return asks;
}

/* ---- planned ---- */

struct duty_papers {
    struct period period; /* stands for the task */
    struct redraft redraft;
};

/* What its kinds ask for: a paper while it is open; those on demand as long as somebody's stand, of a task that nobody handed over. */
static bool asks_of(struct turn *turn, const struct value *task, const struct document_inputs *inputs, struct redraft_ask *asks, size_t *ret_count, struct err *err)
{
    static const char *const none[] = {NULL};
    const struct package *package = turn->package;
    const char *const *spared = spared_of(turn, value_get_int(task, "id", 0), err);
    bool over = !workflow_is("duty", value_get_text(task, "state", ""), WORKFLOW_STANDS);
    for (size_t i = 0; spared && i < package->document_count; i++) {
        const struct document_kind *kind = &package->documents[i];
        if (!duty_paper_is_of(turn->arena, kind, task))
            continue;
        struct redraft_ask ask = {.kind = kind, .subjects = none, .spared = spared};
        if (!duty_paper_on_demand(kind, task) && is_open(task))
            ask.subjects = document_subjects(turn->arena, package, kind, inputs);
        else if (duty_paper_on_demand(kind, task) && !over && !(ask.subjects = held_subjects(turn, kind, inputs->phase, err)))
            return false;
        asks[(*ret_count)++] = ask;
    }
    return spared != NULL;
}

static bool plan_task(struct turn *turn, const struct value *task, const struct duty_paper_facts *facts, struct duty_papers *ret_papers, struct err *err)
{
    struct document_inputs inputs;
    struct redraft_ask *asks = arena_alloc(turn->arena, (turn->package->document_count + 1) * sizeof *asks);
    size_t count = 0;
    struct duty_papers papers = {.period = duty_paper_period(turn, task)};
    if (!duty_paper_inputs_of(turn, &papers.period, facts, &inputs, err) || !asks_of(turn, task, &inputs, asks, &count, err) ||
        !redraft_plan_asked(turn, &papers.period, duty_paper_inputs, asks, count, &inputs, &papers.redraft, err))
        return false;
    *ret_papers = papers;
    return true;
}

static bool is_any(const struct duty_papers *papers)
{
    return papers->redraft.len + papers->redraft.stale_len > 0;
}

/* What a task's papers are held against is kept only when there is something to do: each unissued one is looked at as of its own day, which
 * takes megabytes, and a contest of some years has hundreds. */
static bool plan_apart(struct turn *turn, const struct value *task, const struct duty_paper_facts *facts, struct duty_papers *ret_papers, struct err *err)
{
    struct turn own = *turn;
    own.arena = arena_create();
    bool good = plan_task(&own, task, facts, ret_papers, err);
    if (good && is_any(ret_papers))
        arena_keep(turn->arena, own.arena);
    else
        arena_destroy(own.arena);
    return good;
}

static bool is_any_kind(const struct package *package)
{
    bool any = false;
    for (size_t i = 0; i < package->document_count && !any; i++)
        any = document_is_of_duties(&package->documents[i]);
    return any;
}

static bool plan_all(struct turn *turn, struct duty_papers **ret_papers, size_t *ret_count, struct err *err)
{
    const struct value *states = workflow_states(turn->arena, "draft", WORKFLOW_STANDS);
    struct duty_paper_facts facts = {0};
    int32_t day = instant_day(clock_now(turn->clock));
    *ret_count = 0;
    *ret_papers = NULL;
    if (!is_any_kind(turn->package))
        return true;
    const struct value *tasks = duty_task_rows(turn->store, turn->arena, err);
    const struct value *unissued = tasks ? store_rows(turn->store, turn->arena, err, QUERY_DRAFT_UNSEALED, "v", states) : NULL;
    struct duty_papers *papers = arena_alloc(turn->arena, (value_len(tasks) + 1) * sizeof *papers);
    for (size_t i = 0; unissued && i < value_len(tasks); i++) {
        const struct value *task = value_at(tasks, i);
        if (!asks_by_itself(turn, task) && !has_papers(turn, unissued, value_get_int(task, "id", 0)))
            continue;
        if ((!facts.plan && !duty_paper_facts_read(turn, day, NULL, &facts, err)) || !plan_apart(turn, task, &facts, &papers[*ret_count], err))
            return false;
        *ret_count += is_any(&papers[*ret_count]);
    }
    *ret_papers = papers;
    return unissued != NULL;
}

/* ---- done ---- */

static bool store_all(struct turn *turn, struct change *change, const struct duty_papers *papers, size_t count, struct err *err)
{
    for (size_t i = 0; i < count; i++)
        if (!redraft_store(turn, change, &papers[i].period, &papers[i].redraft, err))
            return false;
    return true;
}

static struct value *detail_of(struct arena *arena, const struct duty_papers *papers, size_t count)
{
    struct value *detail = value_map(arena);
    int64_t drafts = 0, stale = 0;
    for (size_t i = 0; i < count; i++) {
        drafts += (int64_t)papers[i].redraft.len;
        stale += (int64_t)papers[i].redraft.stale_len;
    }
    value_set_int(detail, "drafts", drafts);
    value_set_int(detail, "stale", stale);
    return detail;
}

bool duty_paper_settle(struct turn *turn, struct err *err)
{
    struct change change;
    struct duty_papers *papers;
    size_t count;
    if (!plan_all(turn, &papers, &count, err))
        return false;
    if (!count)
        return true;
    if (!turn_begin(turn, &change, "duty drafts", err) || !turn_end(turn, &change, store_all(turn, &change, papers, count, err), detail_of(turn->arena, papers, count), err))
        return false;
    turn_progress(turn, "%1$s  văn bản của nhiệm vụ: %2$zu nhiệm vụ có dự thảo mới", "%1$s  papers of duties: new drafts of %2$zu duties", instant_text(turn->arena, change.at), count);
    return true;
}

bool duty_paper_foresee(struct turn *turn, struct value *list, struct err *err)
{
    struct duty_papers *papers;
    size_t count;
    if (!plan_all(turn, &papers, &count, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!redraft_foresee(turn, &papers[i].period, &papers[i].redraft, "", list, err))
            return false;
    return true;
}

/* ---- issued ---- */

/* A phase's own paper, issued, completes the duty of that phase that asks for its kind before others: of the unit that the paper is about, or of the whole. */
static bool completes(const struct package *package, const struct value *task, const struct duty *duty, const struct value *draft)
{
    const char *kind = value_get_text(draft, "kind", ""), *subject = value_get_text(draft, "subject", ""), *phase = value_get_text(draft, "phase", "");
    const char *unit = value_get_text(task, "unit", NULL), *occurrence = value_get_text(task, "occurrence", "");
    return is_open(task) && duty && duty->output == DUTY_OUTPUT_PAPER && duty->paper_count && strcmp(duty->papers[0], kind) == 0 && strcmp(occurrence, phase) == 0 &&
           duty_output_fits(package, duty, occurrence, unit, kind, subject, phase) &&
           (unit ? unit_place(&package->units, subject) != package->units.fact_count : strcmp(subject, package->district) == 0);
}

static bool complete_all(struct turn *turn, struct change *change, const struct value *draft, bool *ret_done, struct err *err)
{
    const struct value *tasks = duty_task_rows(turn->store, turn->arena, err);
    for (size_t i = 0; i < value_len(tasks); i++) {
        const struct value *task = value_at(tasks, i);
        if (!completes(turn->package, task, duty_find(turn->package, value_get_text(task, "duty", "")), draft))
            continue;
        if (!duty_task_fulfil(change, turn->arena, task, value_get_text(draft, "id", ""), err))
            return false;
        *ret_done = true;
    }
    return tasks != NULL;
}

bool duty_paper_issued(struct turn *turn, struct change *change, const struct value *draft, bool *ret_done, struct err *err)
{
    int64_t id = duty_paper_task(value_get_text(draft, "phase", ""));
    *ret_done = false;
    if (!id)
        return complete_all(turn, change, draft, ret_done, err);
    const struct value *task = store_row(turn->store, turn->arena, err, QUERY_DUTY_TASK_LIST, "i", id);
    const struct duty *duty = task ? duty_find(turn->package, value_get_text(task, "duty", "")) : NULL;
    if (!task || !duty || duty->output != DUTY_OUTPUT_PAPER || !duty->paper_count || strcmp(duty->papers[0], value_get_text(draft, "kind", "")) != 0 || !is_open(task))
        return task != NULL;
    *ret_done = true;
    return duty_task_fulfil(change, turn->arena, task, value_get_text(draft, "id", ""), err);
}
