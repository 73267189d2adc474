#include "run/merge.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"
#include "record/field.h"
#include "run/result.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *const verdicts[] = {"met",         "missed", "not_applicable", "not_reported",
                                       "in_progress", "judged", "error"};

/* What a run may speak of: the wards standing on the period's last day, the district, teams of a month, members. */
struct scope {
    struct arena *arena;
    const struct package *package;
    const struct period *period;
    const char **wards; /* by id */
    size_t ward_count;
};

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The ward's place among those asked for; ward_count when it is none of them. */
static size_t ward_index(const struct scope *scope, const char *subject)
{
    const char **found = scope->ward_count
                             ? bsearch(&subject, scope->wards, scope->ward_count, sizeof *scope->wards, by_text)
                             : NULL;
    return found ? (size_t)(found - scope->wards) : scope->ward_count;
}

/* Whether rows of the level are kept beside the wards': a team has one of its months only. */
static bool is_kept(const struct scope *scope, enum level level)
{
    return level == LEVEL_MEMBER || (level == LEVEL_TEAM && period_has_teams(scope->period->kind));
}

static bool in_scope(const struct scope *scope, const struct value *result)
{
    const char *subject = value_get_text(result, "subject", "");
    switch (level_of(result)) {
    case LEVEL_WARD:
        return ward_index(scope, subject) < scope->ward_count;
    case LEVEL_DISTRICT:
        return strcmp(subject, scope->package->district) == 0;
    case LEVEL_TEAM:
        return *subject != '\0';
    case LEVEL_MEMBER: /* of some ward, and no unit itself: its row would be theirs */
        return *subject && ward_index(scope, value_get_text(result, "home", "")) < scope->ward_count &&
               unit_place(&scope->package->units, subject) == scope->package->units.fact_count;
    case LEVEL_CITY:
    case LEVEL_BETWEEN:
    case LEVEL_BELOW:
    case LEVEL_NONE:
        break;
    }
    return false;
}

static bool is_int_or_null(const struct value *value)
{
    return value_is_null(value) || value_type(value) == VALUE_INT;
}

static bool is_text_or_null(const struct value *value)
{
    return value_is_null(value) || value_type(value) == VALUE_TEXT;
}

/* A scale that a decimal may have; absent: none. */
static bool is_scale(const struct value *item)
{
    return value_is_null(item) || (value_type(item) == VALUE_INT && value_as_int(item) > 0 && value_as_int(item) <= FIELD_DECIMALS_MOST);
}

static bool is_sound(const struct scope *scope, const struct value *result)
{
    const char *verdict = value_get_text(result, "verdict", "");
    bool known = false;
    for (size_t i = 0; i < LEN(verdicts); i++)
        known |= strcmp(verdicts[i], verdict) == 0;
    return known && in_scope(scope, result) && is_int_or_null(value_get(result, "num")) &&
           is_int_or_null(value_get(result, "den")) && is_int_or_null(value_get(result, "short")) &&
           is_int_or_null(value_get(result, "needed")) && is_text_or_null(value_get(result, "reachable")) &&
           is_text_or_null(value_get(result, "value")) && is_text_or_null(value_get(result, "target")) &&
           is_text_or_null(value_get(result, "says")) && is_text_or_null(value_get(result, "grade")) &&
           is_text_or_null(value_get(result, "grade_title")) && is_scale(value_get(result, "decimals"));
}

struct value *merge_problem(struct arena *arena, const char *kind, const char *vi, const char *en)
{
    struct value *map = value_map(arena);
    value_set_text(map, "kind", kind);
    value_set_text(map, "vi", vi);
    value_set_text(map, "en", en);
    return map;
}

/* NULL when the answer is whole: one result for each ward and the district, each sound. */
static const struct value *answer_problem(const struct scope *scope, const struct value *answer)
{
    const struct value *error = value_get(answer, "error");
    if (!value_is_null(error))
        return merge_problem(scope->arena, value_get_text(error, "kind", "garbage"),
                             value_get_text(error, "vi", "tiêu chí hỏng, không rõ vì sao"),
                             value_get_text(error, "en", "the criterion failed, it is not known why"));
    const struct value *results = value_get(value_get(answer, "ok"), "results");
    bool *seen = arena_alloc(scope->arena, scope->ward_count + 1);
    size_t wards = 0, districts = 0;
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *result = value_at(results, i);
        const char *subject = value_get_text(result, "subject", "");
        if (!is_sound(scope, result))
            return merge_problem(scope->arena, "garbage",
                                 arena_printf(scope->arena, "tiêu chí trả về một kết quả không đúng dạng hoặc cho đơn vị không được hỏi (“%s”)", subject),
                                 arena_printf(scope->arena, "the criterion returned a result that is malformed or of a subject not asked for (“%s”)", subject));
        size_t ward = level_of(result) == LEVEL_WARD ? ward_index(scope, subject) : scope->ward_count;
        if (ward < scope->ward_count && seen[ward])
            return merge_problem(scope->arena, "garbage", arena_printf(scope->arena, "tiêu chí trả về hai kết quả cho “%s”", subject),
                                 arena_printf(scope->arena, "the criterion returned two results for “%s”", subject));
        wards += ward < scope->ward_count;
        seen[ward] = true;
        districts += level_of(result) == LEVEL_DISTRICT;
    }
    if (wards != scope->ward_count || districts != 1)
        return merge_problem(scope->arena, "garbage",
                             "tiêu chí không trả về đúng một kết quả cho mỗi đơn vị được đánh giá và đơn vị tổng hợp",
                             "the criterion did not return exactly one result for each ward and the district");
    return NULL;
}

static struct value *cell_of(struct arena *arena, const struct value *result)
{
    static const char *const keys[] = {"num", "den", "value", "target",    "verdict",
                                       "short", "needed", "reachable", "says"};
    static const char *const graded[] = {"grade", "grade_title", "decimals"}; /* of one that has them: else the cell has no such key */
    struct value *cell = value_map_sized(arena, LEN(keys) + LEN(graded));
    value_take(cell, result, keys, LEN(keys));
    value_take_some(cell, result, graded, LEN(graded));
    return cell;
}

/* num and den are both null under error (evaluate.h); the sentence says why. */
static struct value *error_cell(struct arena *arena, const struct value *error)
{
    struct value *cell = cell_of(arena, NULL);
    value_set_text(cell, "verdict", "error");
    value_set_text(cell, "says", value_get_text(error, "vi", ""));
    return cell;
}

static int by_subject(const void *a, const void *b)
{
    return strcmp(((const struct merged_row *)a)->subject, ((const struct merged_row *)b)->subject);
}

static int by_rank(const void *a, const void *b)
{
    const struct merged_row *x = a, *y = b;
    return x->rank != y->rank ? (x->rank > y->rank) - (x->rank < y->rank) : strcmp(x->subject, y->subject);
}

static void add_row(struct merged *merged, const struct scope *scope, const char *subject, enum level level, const char *home)
{
    merged->rows[merged->len++] = (struct merged_row){
        .subject = subject, .level = level, .home = home, .rank = result_rank(scope->package, subject, level)};
}

/* All subjects, sorted by id and each once, so that cells find their row by bisection. */
static void collect_rows(struct merged *merged, const struct scope *scope, const struct value *const *answers,
                         const struct value *const *errors)
{
    size_t most = scope->ward_count + 1, criteria = scope->package->criterion_count;
    for (size_t c = 0; c < criteria; c++)
        most += value_len(value_get(value_get(answers[c], "ok"), "results"));
    merged->rows = arena_alloc(scope->arena, most * sizeof *merged->rows);
    for (size_t i = 0; i < scope->ward_count; i++)
        add_row(merged, scope, scope->wards[i], LEVEL_WARD, NULL);
    add_row(merged, scope, scope->package->district, LEVEL_DISTRICT, NULL);
    for (size_t c = 0; c < criteria; c++) {
        const struct value *results = errors[c] ? NULL : value_get(value_get(answers[c], "ok"), "results");
        for (size_t i = 0; i < value_len(results); i++)
            if (is_kept(scope, level_of(value_at(results, i))))
                add_row(merged, scope, value_get_text(value_at(results, i), "subject", ""), level_of(value_at(results, i)), value_get_text(value_at(results, i), "home", NULL));
    }
    qsort(merged->rows, merged->len, sizeof *merged->rows, by_subject);
    size_t kept = 0;
    for (size_t i = 0; i < merged->len; i++) {
        if (kept > 0 && by_subject(&merged->rows[kept - 1], &merged->rows[i]) == 0)
            continue;
        merged->rows[kept] = merged->rows[i];
        merged->rows[kept++].cells = value_map(scope->arena);
    }
    merged->len = kept;
}

static void fill_cells(struct merged *merged, const struct scope *scope, const char *criterion,
                       const struct value *answer, const struct value *error)
{
    for (size_t i = 0; error && i < merged->len; i++)
        if (merged->rows[i].level != LEVEL_TEAM)
            value_set(merged->rows[i].cells, criterion, error_cell(scope->arena, error));
    const struct value *results = error ? NULL : value_get(value_get(answer, "ok"), "results");
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *result = value_at(results, i);
        struct merged_row key = {.subject = value_get_text(result, "subject", "")};
        struct merged_row *row = bsearch(&key, merged->rows, merged->len, sizeof key, by_subject);
        if (row)
            value_set(row->cells, criterion, cell_of(scope->arena, result));
    }
}

/* What the rule read and how its figures came about (evaluate.h, run_measure.h): for the next run, and for people. */
static const char *const ways[] = {"reads", "how", "rows", "outside"};

static void note_receipt(struct merged *merged, const struct scope *scope,
                         const struct criterion_source *criterion, const struct value *answer,
                         const struct value *error)
{
    struct value *entry = value_map(scope->arena);
    const struct value *params = value_get(value_get(answer, "ok"), "params");
    value_set_text(entry, "rule", criterion->rule);
    value_set(entry, "params", !error && params ? params : value_list(scope->arena));
    for (size_t i = 0; !error && i < LEN(ways); i++)
        if (value_get(value_get(answer, "ok"), ways[i]))
            value_set(entry, ways[i], value_get(value_get(answer, "ok"), ways[i]));
    if (value_get(answer, "uses"))
        value_set(entry, "uses", value_get(answer, "uses"));
    if (value_get(answer, "uses_of"))
        value_set(entry, "uses_of", value_get(answer, "uses_of"));
    if (error)
        value_set(entry, "error", error);
    value_set(merged->receipt, criterion->id, entry);
    merged->failed += error != NULL;
}

static struct scope scope_of(struct arena *arena, const struct package *package, const struct period *period)
{
    struct scope scope = {.arena = arena, .package = package, .period = period};
    scope.wards = unit_standing(&package->units, LEVEL_WARD, period->until - 1, arena, &scope.ward_count);
    if (scope.ward_count)
        qsort(scope.wards, scope.ward_count, sizeof *scope.wards, by_text);
    return scope;
}

const struct value *merge_answer_problem(struct arena *arena, const struct package *package, const struct period *period, const struct value *answer)
{
    const struct scope scope = scope_of(arena, package, period);
    return answer_problem(&scope, answer);
}

struct merged merge_answers(struct arena *arena, const struct package *package, const struct period *period,
                            const struct value *const *answers)
{
    const struct scope scope = scope_of(arena, package, period);
    struct merged merged = {.receipt = value_map(arena)};
    const struct value **errors = arena_alloc(arena, (package->criterion_count + 1) * sizeof *errors);
    for (size_t c = 0; c < package->criterion_count; c++)
        errors[c] = answer_problem(&scope, answers[c]);
    collect_rows(&merged, &scope, answers, errors);
    for (size_t c = 0; c < package->criterion_count; c++) {
        fill_cells(&merged, &scope, package->criteria[c].id, answers[c], errors[c]);
        note_receipt(&merged, &scope, &package->criteria[c], answers[c], errors[c]);
    }
    qsort(merged.rows, merged.len, sizeof *merged.rows, by_rank);
    return merged;
}

struct value *merge_rows(struct arena *arena, const struct merged *merged, enum level lowest)
{
    struct value *rows = value_list(arena);
    for (size_t i = 0; i < merged->len; i++) {
        if (merged->rows[i].level > lowest)
            continue;
        struct value *row = value_map(arena);
        value_set_text(row, "subject", merged->rows[i].subject);
        value_set_text(row, "level", level_id(merged->rows[i].level));
        value_set(row, "cells", merged->rows[i].cells);
        value_set(row, "conclusion", merged->rows[i].conclusion);
        value_set(row, "place", merged->rows[i].place);
        value_append(rows, row);
    }
    return rows;
}
