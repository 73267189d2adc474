#include "evaluate/criterion_check.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/param.h"
#include "base/problem.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "evaluate/beyond.h"
#include "criterion/measure_sql.h"
#include "criterion/rule_field.h"
#include "criterion/rule_line.h"
#include "evaluate/attribution.h"
#include "evaluate/explain.h"
#include "evaluate/measure.h"
#include "evaluate/measure_scan.h"
#include "evaluate/measure_used.h"
#include "evaluate/outcome.h"
#include "evaluate/standard.h"

#include <stdlib.h>
#include <string.h>

struct checking {
    const struct work *work;
    struct problems *problems;
};

/* An err of a rule begins "rule 1.1.lua, line 7 (where): "; a problem has file and line of its own. */
void criterion_check_add_err(const struct job *job, struct problems *problems, const char *column, int line,
                             struct err *err)
{
    const char *vi = strstr(err->vi, ": "), *en = strstr(err->en, ": "), *at = strstr(err->en, ", line ");
    bool placed = strncmp(err->en, "rule ", 5) == 0 && vi && en;
    if (placed && at && at < en)
        line = atoi(at + strlen(", line "));
    struct err fact = {0};
    const char *path = placed ? rule_line_path(problems->arena, job, err->en + strlen("rule ")) : job->criterion.path;
    err_set(&fact, "%s%.0s", "%.0s%s", placed ? vi + 2 : err->vi, placed ? en + 2 : err->en);
    err_mark(&fact, err->kind);
    problem_add_failure(problems, path, line, column, &fact);
    err_clear(err);
}

bool criterion_check_say_first(const struct job *job, struct problems *problems, struct err *err)
{
    problems_sort(problems);
    const struct problem *problem = &problems->items[0];
    err_set(err, "%s%.0s", "%.0s%s", problem->vi, problem->en);
    return err_prefix(err, "quy tắc %s, dòng %d (%s)", "rule %s, line %d (%s)", job->criterion.file, problem->line,
                      problem->column ? problem->column : "–");
}

static void add_err(const struct checking *checking, const char *column, int line, struct err *err)
{
    criterion_check_add_err(checking->work->job, checking->problems, column, line, err);
}

/* A piece that SQLite takes is read once more for its constants. */
static void check_piece(const struct checking *checking, const char *name, const char *text)
{
    const struct work *work = checking->work;
    struct err err = {0};
    size_t start;
    if (!text)
        return;
    char *sql = measure_sql_piece(work->arena, &work->criterion->measure, text, &start);
    struct rule_piece piece = measure_piece(work, name, text);
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, start, &err);
    if (rows)
        criterion_check_sql(work, checking->problems, name, text);
    else
        add_err(checking, arena_printf(work->arena, "measure.%s", name), piece.line, &err);
    rule_rows_finish(rows);
}

/* A sum or a window inside the sum of the measure would fold its records into one without a word: SQLite says so of an aggregate. */
static void check_single(const struct checking *checking)
{
    const struct work *work = checking->work;
    const char *field = work->criterion->measure.otherwise ? "otherwise" : work->criterion->measure.num_field;
    struct rule_piece piece = measure_piece(work, field, work->criterion->measure.num);
    struct err err = {0};
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, measure_sql_sums(work->arena, &work->criterion->measure), 0, &err);
    rule_rows_finish(rows);
    if (!rows)
        problem_add(checking->problems, work->job->criterion.path, piece.line, arena_printf(work->arena, "measure.%s", field),
                    "num và den nói về từng bản ghi, chương trình tự cộng; bỏ sum(…), count(…), max(…), OVER (…)",
                    "num and den speak of one record, the sum is the program's; leave out sum(…), count(…), max(…), OVER (…)");
    err_clear(&err);
}

static void check_pieces(const struct checking *checking)
{
    const struct measure *measure = &checking->work->criterion->measure;
    size_t before = checking->problems->errors;
    if (!measure->of)
        return;
    check_piece(checking, "where", measure->where);
    check_piece(checking, "otherwise", measure->otherwise);
    if (checking->problems->errors == before) /* it stands in num: said once */
        check_piece(checking, measure->num_field, measure->num);
    check_piece(checking, "den", measure->den);
    if (checking->problems->errors == before)
        check_single(checking);
}

/* Whole statements, which SQLite took when they were tried. */
static void check_statements(const struct checking *checking)
{
    const struct measure *measure = &checking->work->criterion->measure;
    criterion_check_sql(checking->work, checking->problems, "own", checking->work->criterion->own);
    if (measure->of)
        return; /* put together from pieces that were looked at */
    criterion_check_sql(checking->work, checking->problems, "sql", measure->sql);
    criterion_check_sql(checking->work, checking->problems, "evidence", measure->evidence);
}

/* The whole of it on no data: every statement runs, every sentence is filled. */
static void try_on_nothing(const struct checking *checking)
{
    const struct work *work = checking->work;
    struct outcomes outcomes;
    struct err err = {0};
    if (!outcome_all(work, &outcomes, &err)) {
        add_err(checking, "measure", rule_line_of_field(work->job, "measure"), &err);
        return;
    }
    if (!explain_evidence(work, work->job->contest.district, &err))
        add_err(checking, "measure.evidence", rule_line_of_field(work->job, "evidence"), &err);
}

static const char *target_of(const struct work *work, const struct example *example)
{
    const char *name = example->of_ward ? work->criterion->share_target : work->criterion->target;
    if (example->target || !name) /* the body of a judge alone names no target */
        return example->target ? example->target : "";
    const struct param_entry *entry =
        param_at(param_find(&work->job->contest.targets, name), work->territory->last);
    return entry ? entry->value : "";
}

bool criterion_check_judge(const struct work *work, const struct example *example, struct outcome *ret_outcome,
                           struct standard *standard, struct err *err)
{
    *standard =
        (struct standard){.judge = example->of_ward ? work->criterion->share_judge : work->criterion->judge,
                          .at_end = example->at_end,
                          .period = example->period};
    enum verdict verdict = VERDICT_NOT_APPLICABLE;
    if (!decimal_parse(target_of(work, example), &standard->target, err))
        return false;
    if (standard->judge == JUDGE_FUNCTION && !standard_prepare_function(work, standard, example->params, err))
        return false;
    if (!example->exempt && !judge_figure(standard, &example->row, &verdict, err))
        return false;
    bool below = work->criterion->below && !example->of_ward;
    const struct grade *grade = NULL;
    const struct grades *of = below ? &work->criterion->below_grades : &work->criterion->grades;
    struct grade_standards grades;
    if (!standard_grades_read(work, of, standard->judge, work->territory->last, example->at_end, example->params, &grades, err) || !standard_grade_of(&grades, &example->row, &grade, err))
        return false;
    *ret_outcome = (struct outcome){
        .subject = work->job->contest.district,
        .level = below ? work->criterion->below : LEVEL_WARD,
        .figure = example->row,
        .exempt = example->exempt,
        .verdict = judge_settle(verdict, example->reported, work->criterion->early),
        .standard = standard,
        .missing = example->reported ? NULL : "11/2024",
    };
    ret_outcome->grade = ret_outcome->verdict == VERDICT_MET ? grade : NULL;
    return true;
}

/* The sentences are filled with the figures of the examples, so a mistyped name shows here. */
static void check_example(const struct checking *checking, const struct example *example, size_t number)
{
    const struct work *work = checking->work;
    struct standard standard;
    struct outcome outcome;
    struct err err = {0};
    const char *column = arena_printf(work->arena, "examples[%zu]", number);
    if (!criterion_check_judge(work, example, &outcome, &standard, &err) || !outcome_value(work, &outcome, value_map(work->arena), &err)) {
        add_err(checking, column, example->line, &err);
        return;
    }
    if (outcome.verdict != example->verdict)
        problem_add(checking->problems, work->job->criterion.path, example->line, column,
                    "ví dụ %zu ra “%s”, không phải “%s” như đã ghi; sửa ví dụ hoặc sửa quy tắc",
                    "example %zu gives “%s”, not “%s” as written; correct the example or the rule", number,
                    verdict_name(outcome.verdict), verdict_name(example->verdict));
    const char *grade = outcome.grade ? outcome.grade->id : "";
    if (example->grade && strcmp(grade, example->grade) != 0)
        problem_add(checking->problems, work->job->criterion.path, example->line, column, "ví dụ %zu ra mức “%s”, không phải “%s” như đã ghi; sửa ví dụ hoặc sửa quy tắc",
                    "example %zu gives the grade “%s”, not “%s” as written; correct the example or the rule", number, grade, example->grade);
}

void criterion_check_make_rows(const struct work *work, struct criterion *criterion, struct problems *problems)
{
    const struct checking checking = {work, problems};
    struct err err = {0};
    size_t made = 0;
    for (size_t i = 0; i < criterion->example_count; i++) {
        struct example *example = &criterion->examples[i];
        if (example->used && !measure_used_row(work, example, &err))
            add_err(&checking, arena_printf(work->arena, "examples[%zu]", i + 1), example->line, &err);
        made += example->used != NULL;
    }
    if (!made)
        problem_add(problems, work->job->criterion.path, rule_line_of_field(work->job, "examples"), "examples",
                    "thiếu ví dụ có used = { [\"%s\"] = { verdict = \"met\", num = …, den = … } }: không ví dụ nào thử hàm measure",
                    "an example with used = { [\"%s\"] = { verdict = \"met\", num = …, den = … } } is missing: none tries the function measure", criterion->uses[0]);
}

void criterion_check_rule(const struct work *work, struct problems *problems)
{
    struct checking checking = {work, problems};
    size_t before = problems->errors;
    check_pieces(&checking);
    if (problems->errors != before)
        return;
    try_on_nothing(&checking);
    if (problems->errors == before)
        check_statements(&checking);
    for (size_t i = 0; i < work->criterion->example_count; i++)
        check_example(&checking, &work->criterion->examples[i], i + 1);
}

static struct value *words_value(struct arena *arena, const char *const *words, size_t len)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < len; i++)
        value_append(list, value_text(arena, words[i]));
    return list;
}

/* A covering index needs no column twice and none that is only computed (record_sql.h). */
static struct value *index_value(const struct work *work)
{
    if (!measure_is_scan(&work->criterion->measure))
        return value_null(work->arena);
    const char **columns = explain_columns(work);
    size_t len = 0;
    while (columns[len])
        len++;
    struct value *map = value_map(work->arena);
    value_set_text(map, "type", work->criterion->measure.of->name);
    value_set(map, "columns", words_value(work->arena, columns, len));
    return map;
}

static struct value *judged_in_value(const struct criterion *criterion, struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < PERIOD_KINDS; i++)
        if (criterion->judged_in[i])
            value_append(list, value_text(arena, period_kind_names[i]));
    return list;
}

static struct value *grades_value(struct arena *arena, const struct grades *grades)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < grades->len; i++) {
        struct value *map = value_map(arena);
        value_set_text(map, "id", grades->items[i].id);
        value_set_text(map, "title", grades->items[i].title);
        value_set_text(map, "target", grades->items[i].target);
        value_append(list, map);
    }
    return list;
}

/* Whether it reads what lies before its period: records of earlier days move it, too. */
static bool looks_back(const struct criterion *criterion)
{
    static const char first_day[] = ":contest_from";
    const char *sql = criterion->measure.sql;
    return criterion->measure.since_contest || (sql && strstr(sql, first_day)) || (criterion->own && strstr(criterion->own, first_day));
}

struct value *criterion_check_facts(const struct work *work)
{
    const struct criterion *criterion = work->criterion;
    struct value *map = value_map(work->arena);
    value_set_text(map, "title", criterion->title);
    value_set_text(map, "subject", criterion->below ? level_id(criterion->below) : level_id(LEVEL_WARD));
    value_set(map, "reports", words_value(work->arena, criterion->reports, criterion->report_count));
    value_set_text(map, "counts", criterion->counts);
    value_set_text(map, "target", criterion->target);
    value_set_text(map, "share_target", criterion->share_target);
    value_set_text(map, "early", criterion->early ? verdict_name(criterion->early) : NULL);
    value_set_text(map, "window", looks_back(criterion) ? "contest" : "period");
    value_set_text(map, "roll_up", roll_up_names[criterion->roll_up]);
    if (criterion->from != INT32_MIN)
        value_set_text(map, "from", day_text(work->arena, criterion->from));
    if (criterion->until != DAY_NEVER)
        value_set_text(map, "last", day_text(work->arena, criterion->until - 1));
    value_set(map, "periods", judged_in_value(criterion, work->arena));
    value_set_text(map, "grows", growth_names[criterion->growth]);
    value_set_text(map, "judge",
                   criterion->judge == JUDGE_FUNCTION ? "function" : judge_names[criterion->judge]);
    value_set(map, "params", words_value(work->arena, criterion->params, criterion->param_count));
    value_set(map, "index", index_value(work));
    if (criterion->grades.len)
        value_set(map, "grades", grades_value(work->arena, &criterion->grades));
    if (criterion->below_grades.len)
        value_set(map, "below_grades", grades_value(work->arena, &criterion->below_grades));
    if (criterion->decimals)
        value_set_int(map, "decimals", criterion->decimals);
    if (criterion->use_count)
        value_set(map, "uses", words_value(work->arena, criterion->uses, criterion->use_count));
    return map;
}

struct value *criterion_check_measure(const struct work *work)
{
    const struct criterion *criterion = work->criterion;
    const struct measure *measure = &criterion->measure;
    struct value *map = value_map(work->arena);
    bool scan = measure_is_scan(measure); /* else the statement says all */
    value_set_text(map, "of", scan ? measure->of->name : NULL);
    value_set_text(map, "date", scan ? measure->date : NULL);
    value_set_text(map, "where", scan ? measure->where : NULL);
    value_set_text(map, "num", scan ? measure->num : NULL);
    value_set_text(map, "den", scan ? measure->den : NULL);
    value_set_text(map, "sql", criterion->use_count ? criterion->own : measure->sql);
    value_set_text(map, "evidence", measure->evidence);
    value_set_text(map, "share_judge", !criterion->below ? NULL : criterion->share_judge == JUDGE_FUNCTION ? "function" : judge_names[criterion->share_judge]);
    value_set(map, "beyond", beyond_say(work));
    return map;
}
