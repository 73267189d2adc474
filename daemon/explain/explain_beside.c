#include "explain/explain_beside.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "cause/cause.h"
#include "command/belongs.h"
#include "command/perform.h"
#include "contest/turn.h"
#include "document/document.h"
#include "document/document_setting.h"
#include "document/draft.h"
#include "explain/difference.h"
#include "package/package.h"
#include "person/caller.h"
#include "run/figure.h"
#include "run/result.h"
#include "run/stored_run.h"
#include "workflow/workflow.h"

#include <string.h>

/* ---- figures to hold it against ---- */

/* The one of the same kind before it; NULL: it is the first. */
static const struct period *period_before(const struct period_list *periods, const struct period *period)
{
    const struct period *before = NULL;
    for (size_t i = 0; i < periods->len; i++)
        if (periods->items[i].kind == period->kind && periods->items[i].until <= period->from && (!before || periods->items[i].until > before->until))
            before = &periods->items[i];
    return before;
}

static void ask_for(struct arena *arena, struct value *list, const struct period *period, const char *subject, const char *criterion)
{
    struct value *entry = value_map(arena);
    value_set_text(entry, "period", period ? period->id : NULL);
    value_set_text(entry, "subject", subject);
    value_set_text(entry, "criterion", criterion);
    value_append(list, entry);
}

static struct value *figure_beside(struct arena *arena, const struct value *entry, const struct period *period)
{
    const struct value *figure = value_get(entry, "figure");
    if (value_is_null(figure))
        return value_null(arena);
    struct value *beside = value_copy(arena, figure);
    value_set_text(beside, "period", period->id);
    value_set_text(beside, "title", period_title(period, arena));
    return beside;
}

static bool add_figures(struct command_call *call, const struct explain_then *explained, struct value *result, struct err *err)
{
    struct arena *arena = call->arena;
    const struct result_id *id = explained->id;
    const struct period *before = id->run ? NULL : period_before(explained->periods, explained->period);
    const char *district = explained->package->district;
    struct value *list = value_list(arena);
    ask_for(arena, list, before, id->subject, id->criterion);
    ask_for(arena, list, explained->period, level_of(result) == LEVEL_WARD && !id->run ? district : NULL, id->criterion);
    const struct value *with = result_with_figures(call->store, arena, explained->periods, list, err);
    if (!with)
        return false;
    value_set(result, "before", figure_beside(arena, value_at(with, 0), before));
    value_set(result, "district", figure_beside(arena, value_at(with, 1), explained->period));
    return true;
}

/* ---- why it is another one than was sealed ---- */

static bool add_difference(struct command_call *call, const struct explain_then *explained, struct value *result, struct err *err)
{
    const struct result_id *id = explained->id;
    int64_t sealed = 0;
    struct difference *difference;
    value_set(result, "difference", value_null(call->arena));
    if (!value_get_bool(result, "differs", false))
        return true;
    if (!figure_sealed_run(call->store, call->arena, explained->period, &sealed, err))
        return false;
    const struct value *from = stored_run_get(call->store, call->arena, sealed, err);
    const struct value *to = from ? stored_run_get(call->store, call->arena, value_get_int(result, "run", 0), err) : NULL;
    if (!to || value_is_null(from) || value_is_null(to))
        return to;
    struct value *why = difference_open(call, from, to, id->criterion, id->subject, &difference, err)
                            ? difference_of(difference, id->subject, value_get(result, "sealed"), result, err)
                            : NULL;
    if (why)
        value_set(result, "difference", why);
    return why;
}

/* ---- why, as people wrote it ---- */

static bool add_months(struct command_call *call, const struct explain_then *explained, struct value *result, struct err *err)
{
    struct period_list months = period_months(explained->periods, explained->period, call->arena);
    struct value *list = value_list(call->arena);
    for (size_t i = 0; period_is_of_months(explained->period) && i < months.len; i++) {
        const struct value *texts = cause_of(call->store, call->arena, explained->id->subject, explained->id->criterion, months.items[i].id, err);
        if (!texts)
            return false;
        if (!value_len(texts))
            continue;
        struct value *newest = value_copy(call->arena, value_at(texts, 0));
        value_set_text(newest, "title", period_title(&months.items[i], call->arena));
        value_append(list, newest);
    }
    value_set(result, "causes_of_months", call_actors(call, list, err));
    return value_get(result, "causes_of_months");
}

/* A target that is met or did not arise is nothing to explain; a team's is its ward's. */
static bool asks_cause(const struct explain_then *explained, const struct value *result)
{
    const char *verdict = value_get_text(result, "verdict", "");
    const struct units *units = &explained->package->units;
    return strcmp(verdict, "met") != 0 && strcmp(verdict, "not_applicable") != 0 && unit_place(units, explained->id->subject) < units->fact_count;
}

static bool add_causes(struct command_call *call, const struct explain_then *explained, struct value *result, struct err *err)
{
    const struct result_id *id = explained->id;
    const struct value *texts = cause_of(call->store, call->arena, id->subject, id->criterion, id->period, err);
    const struct value *named = texts ? call_actors(call, texts, err) : NULL;
    bool asked = asks_cause(explained, result), taken;
    struct turn turn;
    if (!named || !call_turn(call, &turn, err) || !cause_is_taken(&turn, id->subject, explained->period, &taken, err))
        return false;
    value_set(result, "causes", named);
    value_set_bool(result, "asks_cause", asked);
    value_set_bool(result, "may_explain", asked && taken && caller_reaches(call->caller, command_find("causes set")->roles, id->subject));
    value_set_bool(result, "cause_locked", asked && !taken);
    return add_months(call, explained, result, err);
}

/* ---- the papers that came of it ---- */

/* What is drafted at a phase's seal, or of a month, lists results: the district's all of them, a ward's report its own, a notice those that the ward missed. */
static bool names_it(const struct explain_then *explained, const struct value *result, const struct value *draft)
{
    const char *subject = value_get_text(draft, "subject", "");
    const struct document_kind *kind = document_kind_of(explained->package, value_get_text(draft, "kind", ""), NULL);
    bool listed = kind && (document_prints_all(kind) || strcmp(value_get_text(result, "verdict", ""), "missed") == 0);
    return kind && (document_is_at(kind, DOCUMENT_AT_SEAL) || document_is_of_period(kind)) && workflow_is("draft", value_get_text(draft, "state", ""), WORKFLOW_STANDS) &&
           (strcmp(subject, explained->package->district) == 0 || (listed && strcmp(subject, explained->id->subject) == 0));
}

static bool add_papers(struct command_call *call, const struct explain_then *explained, struct value *result, struct err *err)
{
    struct value *papers = value_list(call->arena);
    const struct value *drafts = (period_is_closed(explained->period) || explained->period->kind != PERIOD_CONTEST) && level_of(result) <= LEVEL_WARD
                                     ? draft_list(call->store, call->arena, explained->package, explained->period->id, err)
                                     : value_list(call->arena);
    for (size_t i = 0; i < value_len(drafts); i++)
        if (names_it(explained, result, value_at(drafts, i)))
            value_append(papers, value_at(drafts, i));
    const struct value *visible = drafts ? belongs_visible(call, papers, "subject", err) : NULL;
    if (visible)
        value_set(result, "papers", visible);
    return visible;
}

bool explain_add_beside(struct command_call *call, const struct explain_then *explained, struct value *result, struct err *err)
{
    return add_figures(call, explained, result, err) && add_difference(call, explained, result, err) && add_causes(call, explained, result, err) && add_papers(call, explained, result, err);
}
