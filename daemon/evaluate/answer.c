#include "evaluate/answer.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/param.h"
#include "base/text_index.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "evaluate/addend.h"
#include "evaluate/attribution.h"
#include "evaluate/explain.h"
#include "evaluate/outcome.h"
#include "evaluate/work.h"
#include "plugin/evaluator.h"

#include <string.h>

/* How the figures came about and what the rule's statements read: for the receipt, and for the next run. */
static void note_way(const struct work *work, struct value *answer)
{
    value_set(answer, "reads", rule_reader_types(work->reader, work->arena));
    if (work->evaluator)
        value_set(answer, "outside", evaluator_facts(work->evaluator, work->arena));
    value_set_text(answer, "how", work->measuring->by_difference ? "difference" : "full");
    if (work->measuring->by_difference)
        value_set_int(answer, "rows", work->measuring->rows);
    if (work->measuring->by_difference && work->criterion->below)
        value_set(answer, "touched", work->measuring->touched);
}

static struct value *results_between(const struct work *work, const struct outcomes *outcomes, size_t first, size_t end, struct err *err)
{
    struct value *results = value_list(work->arena), *data = value_map(work->arena);
    for (size_t i = first; i < end; i++) {
        struct value *result = outcome_value(work, &outcomes->items[i], data, err);
        if (!result)
            return NULL;
        value_append(results, result);
    }
    return results;
}

enum { PART = 512 }; /* results */

/* In memory of its own, which goes when it was sent. */
static bool send_part(const struct work *work, const struct outcomes *outcomes, size_t first, struct err *err)
{
    struct work own = *work;
    own.arena = arena_create();
    struct value *part = value_map(own.arena), *results = results_between(&own, outcomes, first, first + PART, err);
    value_set_int(part, "of", (int64_t)work->place);
    value_set(part, "results", results);
    bool sent = results && work->send(part, err);
    arena_destroy(own.arena);
    return sent;
}

/* The last of them; those before it are sent, where somebody takes parts. */
static struct value *results_of(const struct work *work, const struct outcomes *outcomes, struct err *err)
{
    size_t first = 0;
    for (; work->send && outcomes->len - first > PART; first += PART)
        if (!send_part(work, outcomes, first, err))
            return NULL;
    return results_between(work, outcomes, first, outcomes->len, err);
}

/* They are counted as ever; only no sentence is made of teams and members. */
static void leave_wards(struct outcomes *outcomes)
{
    size_t len = 0;
    for (size_t i = 0; i < outcomes->len; i++)
        if (outcomes->items[i].level <= LEVEL_WARD)
            outcomes->items[len++] = outcomes->items[i];
    outcomes->len = len;
}

struct value *answer_figures(const struct work *work, struct err *err)
{
    struct outcomes outcomes;
    struct value *answer = value_map(work->arena);
    if (!outcome_all(work, &outcomes, err))
        return NULL;
    if (work->job->wards)
        leave_wards(&outcomes);
    const struct value *results = results_of(work, &outcomes, err);
    if (!results)
        return NULL;
    value_set(answer, "results", results);
    value_set(answer, "params", rule_reader_reads(work->reader, work->arena));
    note_way(work, answer);
    return answer;
}

struct value *answer_addends(struct work *work, struct err *err)
{
    struct outcomes outcomes;
    struct value *answer = value_map(work->arena);
    work->team_months = value_map(work->arena);
    const struct value *results = outcome_all(work, &outcomes, err) ? results_between(work, &outcomes, 0, outcomes.len, err) : NULL;
    const struct value *rows = results ? addend_all(work, &outcomes, err) : NULL;
    if (!rows)
        return NULL;
    value_set(answer, "results", results);
    value_set(answer, "params", rule_reader_reads(work->reader, work->arena));
    value_set(answer, "reads", rule_reader_types(work->reader, work->arena));
    value_set_text(answer, "of", measure_is_scan(&work->criterion->measure) ? work->criterion->measure.of->name : NULL);
    value_set(answer, "addends", rows);
    return answer;
}

/* "needs 4 of the next 5" (contest.md §6), of a share that moves by both; null when not even all of them would do. */
static struct value *of_next(const struct work *work, const struct outcome *outcome)
{
    bool moves = outcome->outlook.reach != REACH_UNKNOWN && judge_is_share(outcome->standard->judge) &&
                 work->criterion->growth == GROWS_BOTH && outcome->figure.share;
    int64_t good = moves ? shortfall_of_next(outcome->standard, &outcome->figure, work->job->next) : -1;
    if (good < 0)
        return value_null(work->arena);
    struct value *map = value_map(work->arena);
    value_set_int(map, "least", good);
    value_set_int(map, "of", work->job->next);
    return map;
}

/* What was read of other units is nothing of this one; a team follows its ward. */
static struct value *params_of(const struct work *work, const char *subject)
{
    const struct value *all = rule_reader_reads(work->reader, work->arena);
    const struct home *home = attribution_ward(work->territory, subject) < 0 ? attribution_team(work->territory, subject) : NULL;
    const char *ward = home && home->ward >= 0 ? work->territory->wards[home->ward] : "";
    struct value *list = value_list(work->arena);
    for (size_t i = 0; i < value_len(all); i++) {
        const char *unit = param_unit(value_get_text(value_at(all, i), "name", ""));
        if (!unit || strcmp(unit, subject) == 0 || strcmp(unit, ward) == 0)
            value_append(list, value_at(all, i));
    }
    return list;
}

/* By their subjects: a ward asks about thousands of them. */
static struct text_index index_of(const struct work *work, const struct outcomes *outcomes)
{
    struct text_index index = {0};
    for (size_t i = 0; i < outcomes->len; i++) {
        void **place = text_index_place(&index, work->arena, outcomes->items[i].subject);
        if (!*place)
            *place = &outcomes->items[i];
    }
    return index;
}

/* {result, params, of_next}: of the true figures, so before anything is masked. */
static struct value *explain_figure(const struct work *work, const struct outcome *outcome, struct err *err)
{
    struct value *answer = value_map(work->arena), *result = outcome_value(work, outcome, value_map(work->arena), err);
    if (!result)
        return NULL;
    value_set(answer, "result", result);
    value_set(answer, "params", params_of(work, outcome->subject));
    value_set(answer, "of_next", of_next(work, outcome));
    return answer;
}

static bool mask(const struct work *work, struct err *err)
{
    return !work->job->masked || rule_reader_mask(work->reader, err);
}

struct value *answer_explain(const struct work *work, struct err *err)
{
    struct outcomes outcomes;
    if (!outcome_all(work, &outcomes, err))
        return NULL;
    const struct text_index by_subject = index_of(work, &outcomes);
    const struct outcome *found = text_index_find(&by_subject, work->job->subject);
    if (!found)
        return err_set(err, "“%s” không có kết quả trong kỳ %s", "“%s” has no result in period %s", work->job->subject, work->job->period.id), NULL;
    struct value *answer = explain_figure(work, found, err), *evidence = answer && mask(work, err) ? explain_evidence(work, found->subject, err) : NULL;
    if (evidence)
        value_set(answer, "evidence", evidence);
    return evidence ? answer : NULL;
}

struct value *answer_explanations(const struct work *work, struct err *err)
{
    struct outcomes outcomes;
    struct value *answer = value_map(work->arena), *list = value_list(work->arena);
    size_t count = value_len(work->job->subjects), known = 0;
    const char **subjects = arena_alloc(work->arena, (count + 1) * sizeof *subjects);
    struct value **explained = arena_alloc(work->arena, (count + 1) * sizeof *explained), **evidence = arena_alloc(work->arena, (count + 1) * sizeof *evidence);
    if (!outcome_all(work, &outcomes, err))
        return NULL;
    const struct text_index by_subject = index_of(work, &outcomes);
    for (size_t i = 0; i < count; i++) {
        const struct outcome *found = text_index_find(&by_subject, value_as_text(value_at(work->job->subjects, i)));
        struct value *one = found ? explain_figure(work, found, err) : value_null(work->arena);
        if (!one)
            return NULL;
        value_append(list, one);
        if (!found)
            continue;
        subjects[known] = found->subject;
        explained[known++] = one;
    }
    if (!mask(work, err) || !explain_evidence_of(work, subjects, known, evidence, err))
        return NULL;
    for (size_t i = 0; i < known; i++)
        value_set(explained[i], "evidence", evidence[i]);
    value_set(answer, "explanations", list);
    return answer;
}

bool answer_lacks_used(const struct work *work)
{
    return work->criterion->use_count && !work->job->used;
}

struct value *answer_ask_for_used(const struct work *work, struct err *err)
{
    struct value *answer = value_map(work->arena), *uses = value_list(work->arena);
    if (work->job->kind != JOB_EVALUATE) {
        err_set(err, "việc giao cho tiến trình đánh giá thiếu số liệu của các chỉ tiêu mà quy tắc dùng", "the job for the worker lacks the figures of the criteria that the rule uses");
        return NULL;
    }
    for (size_t i = 0; i < work->criterion->use_count; i++)
        value_append(uses, value_text(work->arena, work->criterion->uses[i]));
    value_set(answer, "results", value_list(work->arena));
    value_set(answer, "params", value_list(work->arena));
    value_set(answer, "uses", uses);
    if (work->criterion->below)
        value_set_text(answer, "uses_of", level_id(work->criterion->below));
    return answer;
}
