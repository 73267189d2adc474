#include "evaluate/coverage.h"

#include "base/arena.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/measure_set.h"
#include "criterion/rule_line.h"
#include "evaluate/explain.h"
#include "evaluate/measure.h"
#include "script/script.h"
#include "store/rule_coverage.h"

#include <string.h>

static void note(void *whom, int64_t mark, bool outcome)
{
    struct coverage *coverage = whom;
    if (mark < 0 || (size_t)mark >= coverage->len)
        return;
    coverage->marks[mark].yes |= outcome;
    coverage->marks[mark].no |= !outcome;
}

/* What words make of their pieces is made again of the woven ones. */
static void weave_measure(struct coverage *coverage, enum level below, struct measure *measure)
{
    if (measure->where)
        measure->where = coverage_weave(coverage, "where", measure->where, true);
    if (measure->of && strcmp(measure->num, "1") != 0)
        measure->num = coverage_weave(coverage, measure->num_field, measure->num, true);
    if (measure->of && measure->den && strcmp(measure->den, "1") != 0)
        measure->den = coverage_weave(coverage, "den", measure->den, true);
    if (measure->of) {
        measure_set_write(coverage->arena, below, measure);
        return;
    }
    if (measure->sql)
        measure->sql = coverage_weave(coverage, "sql", measure->sql, false);
    if (measure->evidence)
        measure->evidence = coverage_weave(coverage, "evidence", measure->evidence, false);
}

bool coverage_begin(struct work *work, struct coverage *coverage, struct criterion *criterion, struct err *err)
{
    *coverage = (struct coverage){.arena = work->arena};
    weave_measure(coverage, criterion->below, &criterion->measure);
    return rule_reader_watch(work->reader, note, coverage, err);
}

/* In the context first: the same condition may stand in two places. */
static int line_of(const struct work *work, const struct coverage_mark *mark)
{
    int line = mark->context ? rule_line_of_text(work->job, mark->context) : 0;
    for (size_t i = 0; line && i < mark->lead; i++)
        line += mark->context[i] == '\n';
    line = line ? line : rule_line_of_text(work->job, mark->text);
    return line ? line : rule_line_of_field(work->job, mark->piece);
}

/* A piece may be put together from several texts: its conditions still stand whole somewhere in the file. */
static struct value *mark_value(const struct work *work, const struct coverage_mark *mark)
{
    struct value *map = value_map(work->arena);
    value_set_text(map, "piece", mark->piece);
    value_set_int(map, "line", line_of(work, mark));
    value_set_text(map, "text", mark->text);
    value_set_bool(map, "yes", mark->both ? mark->yes : mark->yes || mark->no);
    value_set(map, "no", mark->both ? value_bool(work->arena, mark->no) : value_null(work->arena));
    return map;
}

struct value *coverage_end(const struct work *work, struct coverage *coverage, struct err *err)
{
    struct value *answer = value_map(work->arena), *marks = value_list(work->arena);
    const struct value *rows = explain_evidence(work, work->job->contest.district, err);
    if (!rows)
        return NULL;
    if (work->criterion->measure.evidence && !work->criterion->measure.of) {
        size_t mark = coverage_add(coverage, "evidence", "SELECT", false);
        coverage->marks[mark].yes = value_get_int(rows, "total", 0) > 0;
    }
    for (size_t i = 0; i < coverage->len; i++)
        value_append(marks, mark_value(work, &coverage->marks[i]));
    if (work->script) /* an INI file has no lines that run */
        script_traced(work->script, work->arena, answer);
    value_set(answer, "marks", marks);
    return answer;
}
