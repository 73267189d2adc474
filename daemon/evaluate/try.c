#include "evaluate/try.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "evaluate/criterion_check.h"
#include "evaluate/explain.h"
#include "evaluate/measure.h"
#include "evaluate/measure_scan.h"
#include "evaluate/outcome.h"
#include "script/script.h"
#include "store/rule_reader.h"
#include "template/template.h"

#include <string.h>

/* On one line with the body's first, so that the lines of messages are the person's own. */
static const char body_head[] = "return criterion { judge = function(num, den, target, params, period) ",
                  body_foot[] = "\nend }";

bool try_is_body(const struct job *job)
{
    return value_get_bool(job->tried, "body", false);
}

static struct value *answer_of(const struct work *work, const struct value *result, const struct problems *problems)
{
    struct value *answer = value_map(work->arena);
    value_set(answer, "result", result ? result : value_null(work->arena));
    value_set(answer, "problems", problems_to_value(problems, work->arena));
    return answer;
}

/* The figures on the command line as if they were an example's. */
static struct example given_example(const struct work *work)
{
    const struct value *tried = work->job->tried, *row = value_get(tried, "row"), *den = value_get(row, "den");
    struct example example = {.row = {.num = value_get_int(row, "num", 0), .den = value_get_int(row, "den", 0)},
                              .target = value_get_text(tried, "target", NULL),
                              .params = value_get(tried, "params"),
                              .at_end = value_get_bool(tried, "at_end", false),
                              .reported = true};
    example.row.share = den != NULL && !work->criterion->below;
    example.exempt = work->criterion->below && den && !example.row.den;
    return example;
}

static struct value *judge_row(const struct work *work, struct err *err)
{
    struct example example = given_example(work);
    struct standard standard;
    struct outcome outcome;
    if (!criterion_check_judge(work, &example, &outcome, &standard, err))
        return NULL;
    struct value *result = outcome_value(work, &outcome, value_map(work->arena), err);
    return result;
}

struct value *try_file(const struct work *work, struct problems *problems, struct err *err)
{
    struct value *result = NULL;
    if (!problems->errors)
        criterion_check_rule(work, problems);
    problems_sort(problems);
    if (problems->errors || !value_get(work->job->tried, "row"))
        return answer_of(work, NULL, problems);
    result = judge_row(work, err);
    return result ? answer_of(work, result, problems) : NULL;
}

/* What standard_prepare_function and outcome_value read of a criterion. */
static void fill_criterion(const struct work *work, struct criterion *criterion, struct problems *problems)
{
    static const char says[] = "{{ conclusion }}";
    const struct value *params = value_get(work->job->tried, "params");
    size_t count = value_len(params);
    criterion->title = criterion->counts = "";
    criterion->judge = JUDGE_FUNCTION;
    criterion->params = arena_alloc(work->arena, (count + 1) * sizeof *criterion->params);
    for (criterion->param_count = 0; criterion->param_count < count; criterion->param_count++)
        criterion->params[criterion->param_count] = value_key(params, criterion->param_count);
    criterion->says = template_compile(work->arena, work->job->criterion.path, says, strlen(says), problems);
}

struct value *try_body(struct work *work, struct criterion *criterion, struct err *err)
{
    struct script_limits limits = script_limits_default();
    struct problems problems;
    struct value *table;
    limits.deadline_ms = work->job->deadline_ms;
    problems_init(&problems, work->arena);
    fill_criterion(work, criterion, &problems);
    const char *source = arena_printf(work->arena, "%s%s%s", body_head, work->job->criterion.source, body_foot);
    work->script = script_create(&limits, work->job->criterion.file, &criterion_words, err);
    if (!work->script || !script_run(work->script, work->arena, source, strlen(source), &table, err))
        return NULL;
    struct value *result = judge_row(work, err);
    return result ? answer_of(work, result, &problems) : NULL;
}

static struct value *row_value(const struct work *work, const struct rule_rows *rows)
{
    struct value *row = value_list(work->arena);
    for (int i = 0; i < rule_rows_columns(rows); i++)
        value_append(row, explain_cell(work, rows, i));
    return row;
}

static struct value *rows_value(const struct work *work, struct rule_rows *rows, struct err *err)
{
    struct value *answer = value_map(work->arena), *columns = value_list(work->arena), *list = value_list(work->arena);
    bool row = false, good, full = false;
    for (int i = 0; i < rule_rows_columns(rows); i++)
        value_append(columns, value_text(work->arena, rule_rows_name(rows, i)));
    while ((good = rule_rows_step(rows, &row, err)) && row &&
           !(full = (int64_t)value_len(list) >= work->job->limit))
        value_append(list, row_value(work, rows));
    value_set(answer, "columns", columns);
    value_set(answer, "rows", list);
    value_set_bool(answer, "more", full);
    value_set(answer, "params", rule_reader_reads(work->reader, work->arena));
    return good ? answer : NULL;
}

struct value *try_sql(const struct work *work, struct err *err)
{
    const struct rule_piece piece = {work->job->criterion.file, "sql", 1, true, NULL};
    bool masked = !work->job->masked || rule_reader_mask(work->reader, err);
    struct rule_rows *rows = masked ? rule_reader_prepare(work->reader, &piece, work->job->criterion.source, 0, err) : NULL;
    if (!rows)
        return NULL;
    measure_bind(work, rows, &work->job->period);
    if (work->job->subject)
        rule_rows_bind_text(rows, ":subject", work->job->subject);
    struct value *answer = rows_value(work, rows, err);
    rule_rows_finish(rows);
    return answer;
}
