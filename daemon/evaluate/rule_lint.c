#include "evaluate/rule_lint.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_sql.h"
#include "criterion/rule_line.h"
#include "evaluate/criterion_check.h"
#include "evaluate/measure_scan.h"
#include "evaluate/outcome.h"

#include <string.h>

/* ---- examples ---- */

/* Against its own target, else the latest one; VERDICT_NONE for a figure that cannot be. */
static enum verdict verdict_of(const struct work *work, const struct example *example, int64_t more)
{
    struct example moved = *example;
    struct standard standard;
    struct outcome outcome;
    struct err err = {0};
    moved.reported = true;
    moved.row.num += more;
    if (moved.row.num < 0 || (moved.row.share && moved.row.num > moved.row.den))
        return VERDICT_NONE;
    bool good = criterion_check_judge(work, &moved, &outcome, &standard, &err);
    err_clear(&err);
    return good ? outcome.verdict : VERDICT_NONE;
}

static bool is_close(const struct work *work, const struct example *example, enum verdict verdict)
{
    enum verdict less = verdict_of(work, example, -1), more = verdict_of(work, example, 1);
    return (less != VERDICT_NONE && less != verdict) || (more != VERDICT_NONE && more != verdict);
}

enum examples_tell rule_lint_examples(const struct work *work, size_t *ret_judged)
{
    enum verdict first = VERDICT_NONE;
    bool same = true, close = false;
    *ret_judged = 0;
    for (size_t i = 0; i < work->criterion->example_count; i++) {
        const struct example *example = &work->criterion->examples[i];
        enum verdict verdict = verdict_of(work, example, 0);
        if (verdict == VERDICT_NONE || verdict == VERDICT_NOT_APPLICABLE)
            continue;
        first = first ? first : verdict;
        same = same && verdict == first;
        close = close || is_close(work, example, verdict);
        ++*ret_judged;
    }
    return close || *ret_judged < 2 ? EXAMPLES_TELL : same ? EXAMPLES_SAME : EXAMPLES_APART;
}

void rule_lint_check(const struct work *work, struct problems *problems)
{
    size_t judged;
    const char *path = work->job->criterion.path;
    int line = rule_line_of_field(work->job, "examples");
    switch (rule_lint_examples(work, &judged)) {
    case EXAMPLES_TELL:
        break;
    case EXAMPLES_SAME:
        problem_warn(problems, path, line, "examples", "cả %zu ví dụ ra một kết luận; thêm ví dụ sát mức giao ở cả hai bên",
                     "all %zu examples have one verdict; add examples close to the target on both sides", judged);
        break;
    case EXAMPLES_APART:
        problem_warn(problems, path, line, "examples", "trong %zu ví dụ không ví dụ nào sát mức giao của nó (thêm hay bớt một bản ghi là đổi kết luận); thêm ví dụ như thế",
                     "of %zu examples none is so close to its target that one record more or less turns its verdict; add one", judged);
        break;
    }
}

/* ---- filters ---- */

static bool count(const struct work *work, const char *what, const char *sql, int64_t *ret_count, struct err *err)
{
    const struct rule_piece piece = measure_piece(work, "where", what);
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, 0, err);
    bool row = false;
    if (!rows)
        return false;
    measure_bind(work, rows, &work->job->period);
    bool good = rule_rows_step(rows, &row, err) && row;
    if (good)
        *ret_count = rule_rows_int(rows, 0);
    rule_rows_finish(rows);
    return good;
}

/* Records of the counted type in the period, and those of them that the filter lets through. */
static bool count_filtered(const struct work *work, int64_t *ret_rows, int64_t *ret_matched, struct err *err)
{
    struct measure all = work->criterion->measure;
    const char *where = all.where;
    all.where = NULL;
    if (!count(work, all.date, measure_sql_scan(work->arena, &all, "count(*)", NULL), ret_rows, err))
        return false;
    return !where || count(work, where, measure_sql_scan(work->arena, &work->criterion->measure, "count(*)", NULL), ret_matched, err);
}

/* Of a statement, own or of the measure: what is there of the types that it reads, of whatever day. Units are no records of what happened. */
static bool count_read(const struct work *work, int64_t *ret_rows, struct err *err)
{
    const char *sql = work->criterion->use_count ? work->criterion->own : work->criterion->measure.sql;
    if (!sql) {
        *ret_rows = 1; /* made of others' figures alone: those are looked at themselves */
        return true;
    }
    const struct rule_piece piece = measure_piece(work, "sql", sql);
    struct rule_rows *rows = rule_reader_prepare(work->reader, &piece, sql, 0, err);
    if (!rows)
        return false;
    rule_rows_finish(rows);
    const struct value *types = rule_reader_types(work->reader, work->arena);
    for (size_t i = 0; i < value_len(types); i++) {
        const char *type = value_as_text(value_at(types, i));
        int64_t some = 0;
        if (strcmp(type, "unit") != 0 && !count(work, sql, measure_sql_count(work->arena, type), &some, err))
            return false;
        *ret_rows += some;
    }
    return true;
}

struct value *rule_lint(const struct work *work, struct err *err)
{
    static const char *const words[] = {"tell", "same", "apart"};
    const struct measure *measure = &work->criterion->measure;
    struct value *answer = value_map(work->arena);
    int64_t rows = 0, matched = 0;
    size_t judged;
    enum examples_tell examples = rule_lint_examples(work, &judged);
    if (!(measure->of ? count_filtered(work, &rows, &matched, err) : count_read(work, &rows, err)))
        return NULL;
    value_set_int(answer, "rows", rows);
    value_set(answer, "matched", measure->of && measure->where ? value_int(work->arena, matched) : value_null(work->arena));
    value_set_text(answer, "of", measure->of ? measure->of->name : NULL);
    value_set_text(answer, "examples", words[examples]);
    value_set_int(answer, "judged", (int64_t)judged);
    return answer;
}
