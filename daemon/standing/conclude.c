#include "standing/conclude.h"

#include "base/err.h"
#include "base/value.h"
#include "criterion/job.h"
#include "standing/conclusion_rule.h"
#include "evaluate/standard.h"
#include "standing/units_rule.h"
#include "script/script.h"

static const struct script_words words = {"conclusion", NULL, 0};

static bool conclude_unit(const struct work *work, const struct conclusion_rule *rule, const struct value *params, const struct value *asked,
                          struct value *list, struct err *err)
{
    const struct value *unit = conclusion_rule_unit(work->arena, period_kind_names[work->job->period.kind], value_get(asked, "cells"), NULL, params);
    struct value *answer = conclusion_rule_ask(work, rule, unit, err);
    if (!answer)
        return err_prefix(err, "đơn vị %1$s", "unit %1$s", value_get_text(asked, "subject", "?"));
    value_set(answer, "subject", value_get(asked, "subject"));
    value_append(list, answer);
    return true;
}

static const char *read_rule(const struct work *work, const struct value *table, void *rule, struct problems *problems)
{
    struct conclusion_rule *conclusion = rule;
    conclusion_rule_read(work, table, conclusion, problems);
    return conclusion->title;
}

/* Every unit or none: a rule that fails for one says of no other how it stands beside it. */
static struct value *conclude_all(const struct work *work, const void *rule, struct err *err)
{
    const struct conclusion_rule *conclusion = rule;
    struct value *list = value_list(work->arena);
    const struct value *params = standard_params(work, conclusion->params, conclusion->param_count, NULL, span_last(&work->job->period), err);
    for (size_t i = 0; params && i < value_len(work->job->units); i++)
        if (!conclude_unit(work, conclusion, params, value_at(work->job->units, i), list, err))
            return NULL;
    return params ? list : NULL;
}

static void check_examples(const struct work *work, const void *rule, struct problems *problems)
{
    conclusion_rule_check(work, rule, problems);
}

struct value *conclude_units(struct work *work, struct err *err)
{
    static const struct units_rule kind = {&words, read_rule, conclude_all, check_examples};
    struct conclusion_rule rule = {0};
    return units_rule_run(work, &kind, &rule, err);
}
