#include "standing/units_rule.h"

#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "criterion/job.h"
#include "evaluate/criterion_check.h"
#include "evaluate/work.h"
#include "script/script.h"
#include "store/rule_reader.h"

#include <string.h>

struct value *units_rule_run(struct work *work, const struct units_rule *kind, void *rule, struct err *err)
{
    struct script_limits limits = script_limits_default();
    struct problems problems;
    struct value *table, *units = value_null(work->arena), *answer = value_map(work->arena);
    const struct job *job = work->job;
    const char *title = NULL;
    limits.deadline_ms = job->deadline_ms;
    problems_init(&problems, work->arena);
    work->script = script_create(&limits, job->criterion.file, kind->words, err);
    bool ran = work->script && script_run(work->script, work->arena, job->criterion.source, strlen(job->criterion.source), &table, err);
    if (ran)
        title = kind->read(work, table, rule, &problems);
    if (job->units) {
        if (!ran || (problems.errors && !criterion_check_say_first(job, &problems, err)) || !(units = kind->ask_all(work, rule, err)))
            return NULL;
    } else if (!ran) {
        criterion_check_add_err(job, &problems, NULL, 0, err);
    } else if (!problems.errors) {
        kind->check_examples(work, rule, &problems);
    }
    problems_sort(&problems);
    value_set_text(answer, "title", title);
    value_set(answer, "units", units);
    value_set(answer, "params", rule_reader_reads(work->reader, work->arena));
    value_set(answer, "problems", problems_to_value(&problems, work->arena));
    return answer;
}
