#include "evaluate/judge_again.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/param.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "evaluate/attribution.h"
#include "evaluate/return_status.h"
#include "evaluate/standard.h"
#include "evaluate/work.h"

#include <string.h>

static const char *param_of(const struct work *work)
{
    return value_get_text(work->job->swept, "param", "");
}

/* What wards are held against; the target of teams decides what their wards' shares are. */
static const char *target_of(const struct criterion *criterion)
{
    return criterion->of_teams ? criterion->share_target : criterion->target;
}

/* Of one unit's value: the one for all, beside which it stands. */
static const char *base_of(const struct work *work)
{
    return arena_strndup(work->arena, param_of(work), strcspn(param_of(work), " "));
}

static bool is_of_judge(const struct criterion *criterion, const char *name)
{
    bool found = strcmp(name, target_of(criterion)) == 0;
    for (size_t i = 0; i < criterion->param_count && !criterion->of_teams; i++)
        found = found || (criterion->judge == JUDGE_FUNCTION && strcmp(name, criterion->params[i]) == 0);
    return found && !(criterion->of_teams && strcmp(name, criterion->target) == 0);
}

/* Whether the figures themselves are others with another value. */
static bool is_counted(const struct criterion *criterion, const char *name)
{
    const struct measure *measure = &criterion->measure;
    if (criterion->use_count && strcmp(name, target_of(criterion)) != 0)
        return true; /* the function that makes its figures may read it */
    return !is_of_judge(criterion, name) || param_is_named(measure->where, name) || param_is_named(measure->num, name) || param_is_named(measure->den, name) ||
           param_is_named(measure->sql, name);
}

/* What figures are held against if the parameter has this value; `target`: whose value, of all or of one unit. */
static bool standard_with(const struct work *work, const char *target, const char *value, struct standard *ret_standard, struct err *err)
{
    const struct criterion *criterion = work->criterion;
    struct standard standard = {.judge = criterion->of_teams ? criterion->share_judge : criterion->judge,
                                .at_end = work->job->period.until >= work->job->contest.until};
    struct value *params = value_map(work->arena);
    value_set_text(params, base_of(work), value);
    if (strcmp(param_of(work), target) != 0) {
        const struct param_entry *entry = rule_reader_param(work->reader, target, work->territory->last, err);
        if (!entry)
            return false;
        value = entry->value;
    }
    if (!decimal_parse(value, &standard.target, err) || (standard.judge == JUDGE_FUNCTION && !standard_prepare_function(work, &standard, params, err)))
        return false;
    *ret_standard = standard;
    return true;
}

/* Whose value a ward is held against: its own where it has one, be it only tried; that of all does not move it then. */
static const char *target_of_ward(const struct work *work, const char *ward)
{
    const char *target = target_of(work->criterion), *tried = param_unit(param_of(work));
    const struct param *own = param_own(&work->job->contest.targets, target, ward, work->territory->last);
    return tried && strcmp(tried, ward) == 0 ? param_of(work) : own ? own->name : target;
}

/* VERDICT_NONE: the run has no figure of the ward, for its rule failed. */
static bool verdict_of(const struct work *work, const struct standard *standard, const struct returns *returns, size_t ward,
                       enum verdict *ret_verdict, struct err *err)
{
    const struct value *figure = value_get(value_get(work->job->swept, "figures"), work->territory->wards[ward]);
    const struct value *num = value_get(figure, "num"), *den = value_get(figure, "den");
    *ret_verdict = VERDICT_NONE;
    if (value_is_null(num))
        return true;
    const struct figure counted = {value_as_int(num), value_is_null(den) ? 0 : value_as_int(den), !value_is_null(den)};
    if (!judge_figure(standard, &counted, ret_verdict, err))
        return false;
    *ret_verdict = judge_settle(*ret_verdict, !returns->missing[ward], work->criterion->early);
    return true;
}

static struct value *judge_with(const struct work *work, const struct returns *returns, const char *value, struct err *err)
{
    struct standard standard;
    const char *before = "";
    int64_t met = 0, missed = 0, all = (int64_t)work->territory->ward_count;
    for (size_t i = 0; i < work->territory->ward_count; i++) {
        const char *target = target_of_ward(work, work->territory->wards[i]);
        enum verdict verdict;
        if (strcmp(target, before) != 0 && !standard_with(work, target, value, &standard, err))
            return NULL;
        before = target;
        if (!verdict_of(work, &standard, returns, i, &verdict, err))
            return NULL;
        met += verdict == VERDICT_MET;
        missed += verdict == VERDICT_MISSED;
    }
    struct value *map = value_map(work->arena);
    value_set_int(map, "met", met);
    value_set_int(map, "missed", missed);
    value_set_int(map, "other", all - met - missed);
    return map;
}

struct value *judge_again(const struct work *work, struct err *err)
{
    const struct value *values = value_get(work->job->swept, "values");
    struct value *answer = value_map(work->arena), *list = value_list(work->arena);
    struct returns returns;
    bool counted = is_counted(work->criterion, base_of(work));
    if (!return_status_look(work, &returns, err))
        return NULL;
    for (size_t i = 0; i < value_len(values) && !counted; i++) {
        struct value *one = judge_with(work, &returns, value_as_text(value_at(values, i)), err);
        if (!one)
            return NULL;
        value_append(list, one);
    }
    value_set_bool(answer, "counted", counted);
    value_set(answer, "values", list);
    return answer;
}
