#include "evaluate/judge_again.h"

#include "base/arena.h"
#include "base/param.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "evaluate/attribution.h"
#include "evaluate/measure.h"
#include "evaluate/outcome.h"
#include "evaluate/return_status.h"
#include "evaluate/standard.h"
#include "evaluate/work.h"

#include <string.h>

/* The figures of one period, judged once and again. */
struct again {
    struct work work;            /* the job's, with the value that is tried */
    struct returns returns;
    struct figure *figures;      /* of each ward, as they were counted */
    bool *counted;               /* whether it has any: the rule of the run may have failed */
    struct below_figures *measured; /* the teams or members of each stretch (outcome_spans); NULL: shares of wards do not follow from them */
};

/* ---- what the parameter decides ---- */

static bool is_of_params(const struct criterion *criterion, const char *name)
{
    bool found = false;
    for (size_t i = 0; i < criterion->param_count; i++)
        found = found || strcmp(name, criterion->params[i]) == 0;
    return found;
}

static bool is_asked_for(const struct criterion *criterion, const char *name)
{
    return criterion->judge == JUDGE_FUNCTION && is_of_params(criterion, name);
}

/* Whether teams or members are judged by it, and their wards' shares follow. */
static bool is_of_below(const struct criterion *criterion, const char *name)
{
    return criterion->below && (strcmp(name, criterion->target) == 0 || is_asked_for(criterion, name));
}

/* What wards are held against. */
static bool is_of_wards(const struct criterion *criterion, const char *name)
{
    return strcmp(name, criterion->below ? criterion->share_target : criterion->target) == 0 || (!criterion->below && is_asked_for(criterion, name));
}

/* Whether the figures themselves are others with another value. */
static bool is_counted(const struct criterion *criterion, const char *name)
{
    const struct measure *measure = &criterion->measure;
    if (criterion->use_count && (criterion->below || strcmp(name, criterion->target) != 0 || is_of_params(criterion, name) || param_is_named(criterion->own, name)))
        return true; /* the function that makes its figures may read it; of members it needs what others say of each */
    return !(is_of_wards(criterion, name) || is_of_below(criterion, name)) || param_is_named(measure->where, name) || param_is_named(measure->num, name) ||
           param_is_named(measure->den, name) || param_is_named(measure->sql, name);
}

/* ---- the figures ---- */

static void read_figures(struct again *again)
{
    const struct attribution *territory = again->work.territory;
    again->figures = arena_alloc(again->work.arena, (territory->ward_count + 1) * sizeof *again->figures);
    again->counted = arena_alloc(again->work.arena, (territory->ward_count + 1) * sizeof *again->counted);
    bool judged = !outcome_left_out(&again->work);
    for (size_t i = 0; i < territory->ward_count; i++) {
        const struct value *figure = value_get(value_get(again->work.job->swept, "figures"), territory->wards[i]);
        const struct value *num = value_get(figure, "num"), *den = value_get(figure, "den");
        again->counted[i] = judged && !value_is_null(num);
        again->figures[i] = (struct figure){again->counted[i] ? value_as_int(num) : 0, value_is_null(den) ? 0 : value_as_int(den), !value_is_null(den)};
    }
}

static bool read_below(struct again *again, struct err *err)
{
    size_t count;
    const struct span *spans = outcome_spans(&again->work, &count);
    again->measured = arena_alloc(again->work.arena, (count + 1) * sizeof *again->measured);
    for (size_t i = 0; i < count; i++)
        if (!measure_below(&again->work, &spans[i], &again->measured[i], err))
            return false;
    return true;
}

/* The wards' shares of those that meet the target, as a run makes them (outcome.c). */
static bool shares_of_below(const struct again *again, struct figure *figures, struct err *err)
{
    const struct work *work = &again->work;
    size_t count;
    const struct span *spans = outcome_spans(work, &count);
    for (size_t i = 0; i < work->territory->ward_count; i++)
        figures[i].share = true;
    for (size_t i = 0; i < count; i++) {
        const struct span *span = &spans[i];
        struct standards standards;
        if (!standards_read(work, work->criterion->judge, work->criterion->target, span_last(span), span->until >= work->job->contest.until, &standards, err))
            return false;
        for (size_t t = 0; t < again->measured[i].len; t++) {
            enum verdict verdict;
            if (!outcome_count_below(&standards, &again->measured[i].items[t], figures, &verdict, err))
                return false;
        }
    }
    return true;
}

/* What wards' figures are with the value that is tried. */
static bool figures_with(const struct again *again, const struct figure **ret_figures, struct err *err)
{
    *ret_figures = again->figures;
    if (!again->measured)
        return true;
    struct figure *figures = arena_alloc(again->work.arena, (again->work.territory->ward_count + 1) * sizeof *figures);
    *ret_figures = figures;
    return shares_of_below(again, figures, err);
}

/* Whether the teams or members, counted anew and judged by what is in force, give the figures of the run: else it was made by another rule. */
static bool is_same(const struct again *again, bool *ret_same, struct err *err)
{
    const struct figure *figures;
    *ret_same = true;
    if (!figures_with(again, &figures, err))
        return false;
    for (size_t i = 0; i < again->work.territory->ward_count; i++)
        if (again->counted[i] && (figures[i].num != again->figures[i].num || figures[i].den != again->figures[i].den))
            *ret_same = false;
    return true;
}

/* ---- the verdicts ---- */

/* VERDICT_NONE: the run has no figure of the ward. */
static bool verdict_of(const struct again *again, struct standards *standards, const struct figure *figures, size_t ward, enum verdict *ret_verdict,
                       struct err *err)
{
    *ret_verdict = VERDICT_NONE;
    if (!again->counted[ward])
        return true;
    if (!standards_judge(standards, standards->of_ward[ward], &figures[ward], ret_verdict, err))
        return false;
    *ret_verdict = judge_settle(*ret_verdict, !again->returns.missing[ward], again->work.criterion->early);
    return true;
}

struct counts {
    int64_t met, missed;
};

static bool count(const struct again *again, struct counts *counts, struct err *err)
{
    const struct figure *figures;
    struct standards standards;
    if (!figures_with(again, &figures, err) || !standards_of_wards(&again->work, &standards, err))
        return false;
    for (size_t i = 0; i < again->work.territory->ward_count; i++) {
        enum verdict verdict;
        if (!verdict_of(again, &standards, figures, i, &verdict, err))
            return false;
        counts->met += verdict == VERDICT_MET;
        counts->missed += verdict == VERDICT_MISSED;
    }
    return true;
}

/* In an arena of its own: there are many values, and of a country many wards. */
static struct value *judge_with(const struct again *again, const struct instead *instead, struct err *err)
{
    struct arena *arena = again->work.arena;
    struct again tried = *again;
    struct counts counts = {0};
    tried.work.instead = instead;
    tried.work.arena = arena_create();
    bool good = count(&tried, &counts, err);
    arena_destroy(tried.work.arena);
    if (!good)
        return NULL;
    struct value *map = value_map(arena);
    value_set_int(map, "met", counts.met);
    value_set_int(map, "missed", counts.missed);
    value_set_int(map, "other", (int64_t)again->work.territory->ward_count - counts.met - counts.missed);
    return map;
}

struct value *judge_again(const struct work *work, struct err *err)
{
    const struct value *values = value_get(work->job->swept, "values");
    struct value *answer = value_map(work->arena), *list = value_list(work->arena);
    struct again again = {.work = *work};
    const char *base = param_general(work->arena, value_get_text(work->job->swept, "param", ""));
    bool counted = is_counted(work->criterion, base), same = true;
    if (!return_status_look(work, &again.returns, err))
        return NULL;
    read_figures(&again);
    if (!counted && is_of_below(work->criterion, base) && !(read_below(&again, err) && is_same(&again, &same, err)))
        return NULL;
    for (size_t i = 0; i < value_len(values) && !counted && same; i++) {
        const struct instead instead = {value_get_text(work->job->swept, "param", ""), value_as_text(value_at(values, i))};
        struct value *one = judge_with(&again, &instead, err);
        if (!one)
            return NULL;
        value_append(list, one);
    }
    value_set_bool(answer, "counted", counted);
    value_set_bool(answer, "same", same);
    value_set(answer, "values", list);
    return answer;
}
