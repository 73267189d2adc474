/* The constants of a rule's SQL, held against what the package declares (record/sql_lint.h), said at their lines. */
#include "evaluate/criterion_check.h"

#include "base/arena.h"
#include "base/problem.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_line.h"
#include "evaluate/measure_scan.h"
#include "record/sql_lint.h"

#include <string.h>

/* A rule may build its SQL of parts; then a constant is looked for by its own letters. */
static int line_of(const struct work *work, const struct rule_piece *piece, const struct sql_finding *finding)
{
    if (piece->exact)
        return piece->line + finding->line - 1;
    int line = finding->word
                   ? rule_line_of_text(work->job, arena_printf(work->arena, "'%s'", finding->word))
                   : 0;
    return line ? line : piece->line;
}

void criterion_check_sql(const struct work *work, struct problems *problems, const char *piece_name, const char *text)
{
    const struct record_type *of = work->criterion->measure.of;
    const struct sql_row row = {of, of ? of->name : NULL, false};
    if (!text)
        return;
    struct sql_findings findings = sql_lint(work->arena, &work->job->contest.vocabulary, of ? &row : NULL, text);
    const struct rule_piece piece = measure_piece(work, piece_name, text);
    for (size_t i = 0; i < findings.len; i++) {
        const struct sql_finding *finding = &findings.items[i];
        (finding->warning ? problem_warn : problem_add)(
            problems, rule_line_path(work->arena, work->job, piece.file), line_of(work, &piece, finding),
            arena_printf(work->arena, "measure.%s", piece_name), "%1$s%2$.0s", "%1$.0s%2$s", finding->vi, finding->en);
    }
}
