#include "evaluate/standard.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/param.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "evaluate/attribution.h"
#include "evaluate/work.h"
#include "script/script.h"

#include <string.h>

/* The value of a parameter on a day, or the one that is tried; NULL with err. */
static const char *value_on(const struct work *work, const char *name, int32_t day, struct err *err)
{
    if (work->instead && strcmp(work->instead->param, name) == 0)
        return work->instead->value;
    const struct param_entry *entry = rule_reader_param(work->reader, name, day, err);
    return entry ? entry->value : NULL;
}

struct value *standard_params(const struct work *work, const char *const *names, size_t count, const struct value *given, int32_t day, struct err *err)
{
    struct value *map = value_map(work->arena);
    for (size_t i = 0; i < count; i++) {
        const char *name = names[i];
        const char *text = value_get_text(given, name, NULL);
        if (!text && !(text = value_on(work, name, day, err)))
            return NULL;
        value_set(map, name, judge_param(work->arena, text));
    }
    return map;
}

static struct value *period_value(const struct work *work, const struct standard *standard)
{
    const struct span *period = &work->job->period;
    const char *kind = value_get_text(standard->period, "kind", NULL);
    struct value *map = value_map(work->arena);
    value_set_text(map, "id", kind ? kind : period->id);
    value_set_text(map, "kind", kind ? kind : period_kind_names[period->kind]);
    value_set_int(map, "days", value_get_int(standard->period, "days", period->until - period->from));
    value_set_bool(map, "at_end", standard->at_end);
    return map;
}

bool standard_prepare_function(const struct work *work, struct standard *standard, const struct value *params,
                              struct err *err)
{
    const struct criterion *criterion = work->criterion;
    struct value *values = standard_params(work, criterion->params, criterion->param_count, params, work->territory->last, err);
    if (!values)
        return false;
    const struct script_constant constants[] = {{"target", judge_fraction(work->arena, standard->target)},
                                                {"params", values},
                                                {"period", period_value(work, standard)}};
    standard->script = work->script;
    return script_prepare(work->script, "judge", constants, 3, err);
}

/* A target's value on a day as what a figure is held against; `name`: of all, or of one unit. */
static bool read_standard(const struct work *work, const char *name, int32_t day, const struct standards *standards,
                          const struct standard **ret_standard, struct err *err)
{
    struct standard *standard = arena_alloc(work->arena, sizeof *standard);
    const char *value = value_on(work, name, day, err);
    *standard = (struct standard){.judge = standards->judge, .at_end = standards->at_end};
    if (!value || !decimal_parse(value, &standard->target, err))
        return false;
    if (standard->judge == JUDGE_FUNCTION && !standard_prepare_function(work, standard, NULL, err))
        return false;
    standard->says = standard_target_text(work, standard, err);
    if (!standard->says)
        return false;
    *ret_standard = standard;
    return true;
}

/* By which parameter the unit is held: its own, be it only tried; NULL: it has none. */
static const char *own_name(const struct work *work, const char *target, const char *unit, int32_t day)
{
    const char *tried = work->instead ? work->instead->param : "", *of = param_unit(tried);
    size_t len = strlen(target);
    if (of && strcmp(of, unit) == 0 && strncmp(tried, target, len) == 0 && tried[len] == ' ')
        return tried;
    const struct param *own = param_own(&work->job->contest.targets, target, unit, day);
    return own ? own->name : NULL;
}

/* The unit's own where it has one, else that for all, which is read already. */
static bool read_own(const struct work *work, const char *target, const char *unit, int32_t day, struct standards *standards,
                     const struct standard **ret_standard, struct err *err)
{
    const char *own = own_name(work, target, unit, day);
    *ret_standard = standards->general;
    if (!own)
        return true;
    if (!read_standard(work, own, day, standards, ret_standard, err))
        return false;
    standards->prepared = *ret_standard;
    return true;
}

bool standards_read(const struct work *work, enum judge judge, const char *target, int32_t day, bool at_end,
                    struct standards *ret_standards, struct err *err)
{
    const struct attribution *territory = work->territory;
    struct standards standards = {.work = work, .judge = judge, .at_end = at_end};
    standards.of_ward = arena_alloc(work->arena, (territory->ward_count + 1) * sizeof *standards.of_ward);
    if (!read_standard(work, target, day, &standards, &standards.general, err))
        return false;
    standards.prepared = standards.general;
    for (size_t i = 0; i < territory->ward_count; i++)
        if (!read_own(work, target, territory->wards[i], day, &standards, &standards.of_ward[i], err))
            return false;
    if (!read_own(work, target, work->job->contest.district, day, &standards, &standards.of_district, err))
        return false;
    *ret_standards = standards;
    return true;
}

bool standards_of_wards(const struct work *work, struct standards *ret_standards, struct err *err)
{
    const struct criterion *criterion = work->criterion;
    bool at_end = work->job->ends_contest;
    return standards_read(work, criterion->below ? criterion->share_judge : criterion->judge,
                          criterion->below ? criterion->share_target : criterion->target, work->territory->last, at_end, ret_standards, err);
}

bool standards_judge(struct standards *standards, const struct standard *standard, const struct figure *figure,
                     enum verdict *ret_verdict, struct err *err)
{
    struct standard again = *standard;
    if (standard->judge == JUDGE_FUNCTION && standards->prepared != standard) {
        if (!standard_prepare_function(standards->work, &again, NULL, err))
            return false;
        standards->prepared = standard;
    }
    return judge_figure(standard, figure, ret_verdict, err);
}

bool standard_grades_read(const struct work *work, const struct grades *of, enum judge judge, int32_t day, bool at_end, const struct value *given, struct grade_standards *ret_grades,
                          struct err *err)
{
    struct grade_standards grades = {.grades = of};
    for (size_t i = 0; i < of->len; i++) {
        const char *name = of->items[i].target, *text = value_get_text(given, name, NULL);
        const struct param_entry *entry = param_at(param_find(&work->job->contest.targets, name), day);
        if (!text && (!entry || !*entry->value))
            continue;
        if (!text && !(entry = rule_reader_param(work->reader, name, day, err))) /* noted as read */
            return false;
        grades.items[i] = (struct standard){.judge = judge, .at_end = at_end};
        grades.there[i] = true;
        if (!decimal_parse(text ? text : entry->value, &grades.items[i].target, err))
            return false;
    }
    *ret_grades = grades;
    return true;
}

bool standard_grade_of(const struct grade_standards *grades, const struct figure *figure, const struct grade **ret_grade, struct err *err)
{
    *ret_grade = NULL;
    for (size_t i = 0; i < grades->grades->len; i++) {
        enum verdict verdict = VERDICT_MISSED;
        if (grades->there[i] && !judge_figure(&grades->items[i], figure, &verdict, err))
            return false;
        if (verdict == VERDICT_MET)
            *ret_grade = &grades->grades->items[i];
    }
    return true;
}
