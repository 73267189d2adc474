/*
 * The answers of a run's workers, one a criterion, merged into one row a subject. An answer that is an error,
 * or is not what was asked for, makes its criterion verdict `error` for every subject; the others stand.
 * Pure: no store, no processes. Answers come from another process, so everything in them is checked.
 */
#ifndef RUN_MERGE_H
#define RUN_MERGE_H

#include "record/level.h"

#include <stddef.h>
#include <stdint.h>

struct arena;
struct package;
struct period;
struct value;

struct merged_row {
    const char *subject;
    enum level level;
    const char *home; /* the ward of a member's row; NULL of units */
    struct value *cells; /* {criterion: {num, den, value, target, verdict, short, needed, reachable, says, grade?, grade_title?}} */
    size_t rank;         /* result_rank */
    const struct value *conclusion; /* as it is kept (conclusion.h); NULL: the package has no rule for it, or the row is of no ward */
    const struct value *place;      /* the same of ranking.h */
};

struct merged {
    struct merged_row *rows; /* every standing ward and the district, teams of a month and members; in result order */
    size_t len;
    struct value *receipt; /* {criterion: {rule, params: […], reads, how, rows?, uses? (run_measure.h), error?: {kind, vi, en}}, conclusion?, ranking?: {rule, params, error?}} */
    size_t failed;         /* criteria with verdict error */
    int64_t below_of;      /* the run whose teams and members are kept as they are, beside these rows; 0 = none */
};

/* {kind, vi, en}: why a criterion, or a rule over the units, has no figures; as a receipt's `error` keeps it. */
struct value *merge_problem(struct arena *arena, const char *kind, const char *vi, const char *en);

/* The same of an answer to be merged: why it is none; NULL: it is whole, one sound result for each ward and the district. */
const struct value *merge_answer_problem(struct arena *arena, const struct package *package, const struct period *period, const struct value *answer);

/* [{subject, level, cells, conclusion, place}…] of the rows of that level and of those above it, as a stored run has them (stored_run.h). */
struct value *merge_rows(struct arena *arena, const struct merged *merged, enum level lowest);

/* answers[i] belongs to package->criteria[i]: {"ok": …} or {"error": …} (worker.h, evaluate.h). */
struct merged merge_answers(struct arena *arena, const struct package *package, const struct period *period,
                            const struct value *const *answers);

#endif
