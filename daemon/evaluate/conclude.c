#include "evaluate/conclude.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "criterion/job.h"
#include "evaluate/conclusion_rule.h"
#include "evaluate/criterion_check.h"
#include "evaluate/standard.h"
#include "script/script.h"
#include "store/rule_reader.h"

#include <string.h>

static const struct script_words words = {"conclusion", NULL, 0};

static bool conclude_unit(const struct work *work, const struct conclusion_rule *rule, const struct value *params, const struct value *asked,
                          struct value *list, struct err *err)
{
    const struct value *unit = conclusion_rule_unit(work->arena, work->job->period.kind, value_get(asked, "cells"), NULL, params);
    struct value *answer = conclusion_rule_ask(work, rule, unit, err);
    if (!answer)
        return err_prefix(err, "đơn vị %1$s", "unit %1$s", value_get_text(asked, "subject", "?"));
    value_set(answer, "subject", value_get(asked, "subject"));
    value_append(list, answer);
    return true;
}

/* Every unit or none: a rule that fails for one says of no other how it stands beside it. */
static struct value *conclude_all(const struct work *work, const struct conclusion_rule *rule, struct err *err)
{
    struct value *list = value_list(work->arena);
    const struct value *params = standard_params(work, rule->params, rule->param_count, NULL, span_last(&work->job->period), err);
    for (size_t i = 0; params && i < value_len(work->job->units); i++)
        if (!conclude_unit(work, rule, params, value_at(work->job->units, i), list, err))
            return NULL;
    return params ? list : NULL;
}

bool conclude_say_first(const struct work *work, struct problems *problems, struct err *err)
{
    problems_sort(problems);
    const struct problem *problem = &problems->items[0];
    err_set(err, "%1$s%2$.0s", "%1$.0s%2$s", problem->vi, problem->en);
    return err_prefix(err, "quy tắc %1$s, dòng %2$d (%3$s)", "rule %1$s, line %2$d (%3$s)", work->job->criterion.file, problem->line,
                      problem->column ? problem->column : "–");
}

struct value *conclude_units(struct work *work, struct err *err)
{
    struct script_limits limits = script_limits_default();
    struct conclusion_rule rule = {0};
    struct problems problems;
    struct value *table, *units = value_null(work->arena), *answer = value_map(work->arena);
    const struct job *job = work->job;
    limits.deadline_ms = job->deadline_ms;
    problems_init(&problems, work->arena);
    work->script = script_create(&limits, job->criterion.file, &words, err);
    bool ran = work->script && script_run(work->script, work->arena, job->criterion.source, strlen(job->criterion.source), &table, err);
    if (ran)
        conclusion_rule_read(work, table, &rule, &problems);
    if (job->units) {
        if (!ran || (problems.errors && !conclude_say_first(work, &problems, err)) || !(units = conclude_all(work, &rule, err)))
            return NULL;
    } else if (!ran) {
        criterion_check_add_err(job, &problems, NULL, 0, err);
    } else if (!problems.errors) {
        conclusion_rule_check(work, &rule, &problems);
    }
    problems_sort(&problems);
    value_set_text(answer, "title", rule.title);
    value_set(answer, "units", units);
    value_set(answer, "params", rule_reader_reads(work->reader, work->arena));
    value_set(answer, "problems", problems_to_value(&problems, work->arena));
    return answer;
}
