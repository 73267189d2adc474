/*
 * Finds the cells of a period's newest run that are still valid, so that a run after late data measures only what the
 * records since then have changed (docs/decisions/0012-by-difference.md). Decides by the change log of each record
 * type (record_sql.h) and by the types that each rule's statements read (the receipt's "reads"). Measures again in
 * every case of doubt: another package, another program, a changed unit, a criterion that failed.
 */
#ifndef RUN_REUSE_H
#define RUN_REUSE_H

#include "record/level.h"
#include "run/run.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct period;
struct record_type;
struct reuse;
struct turn;
struct value;

/* For the package in force. *ret_reuse NULL: nothing can be reused. False: err. */
bool reuse_find(struct turn *turn, const struct period *period, enum run_stage stage, const struct value *quarantined,
                const struct reuse **ret_reuse, struct err *err);
/* The same of figures that are no run: {package, engine, stage, sequence, receipt (map), rows: [{subject, level, cells}…]}, or a
 * null value. They know no teams. */
bool reuse_figures(struct turn *turn, const struct period *period, enum run_stage stage, const struct value *figures,
                   const struct reuse **ret_reuse, struct err *err);
/* The run whose teams stay as they are, because no criterion of teams is to be measured: then no answer here speaks of a
 * team. 0 = there is none. */
int64_t reuse_below_of(const struct reuse *reuse);

/* A criterion's whole answer (worker.h, evaluate.h; how: "kept"), when nothing that it reads has changed; else NULL. used: the digests of
 * the figures that it is made of, NULL of one that is made of none. */
const struct value *reuse_answer(const struct reuse *reuse, const char *criterion, const struct value *used);
/* [criterion…] of whose figures it was made, those of wards or of members; NULL: of none, or that is not known. */
const struct value *reuse_uses(const struct reuse *reuse, const char *criterion, enum level *ret_of);
/* The answer of a job that started from there with the rows of teams or members that no change touches, as the run has them; any other as it is. */
const struct value *reuse_completed(const struct reuse *reuse, const char *criterion, const struct value *answer);
/* What its job may start from ("previous" in evaluate.h); NULL: it has to be counted in full. */
const struct value *reuse_previous(const struct reuse *reuse, const char *criterion);
/* {ward: {num, den}} of a run's rows ([{subject, level, cells}…]), as a job starts from them ("figures" in evaluate.h). */
struct value *reuse_ward_figures(struct arena *arena, const struct value *rows, const char *criterion);

/* How many versions of records of the type changes after `since` wrote, those beyond the most that matters not counted. */
bool reuse_count_changes(struct turn *turn, const struct record_type *type, int64_t since, int64_t *ret_count, struct err *err);

#endif
