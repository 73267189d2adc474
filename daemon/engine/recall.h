/*
 * What the newest run of a period still says, so that a run after late data measures only what the records
 * since then have changed (docs/decisions/0012-by-difference.md). By the change log of each record type
 * (record_sql.h) and by the types that each rule's statements were seen to read (the receipt's "reads"). Says
 * "measure it" in every case of doubt: another package, another program, a changed unit, a criterion that
 * failed.
 */
#ifndef ENGINE_RECALL_H
#define ENGINE_RECALL_H

#include "engine/run.h"

#include <stdbool.h>
#include <stdint.h>

struct err;
struct period;
struct recall;
struct turn;
struct value;

/* For the package in force. *ret_recall NULL: nothing can be recalled. False: err. */
bool recall_find(struct turn *turn, const struct period *period, enum run_stage stage, const struct value *quarantined,
                 const struct recall **ret_recall, struct err *err);
/* The run whose teams stay as they are, because no criterion of teams is to be measured: then no answer here speaks of a
 * team. 0 = there is none. */
int64_t recall_teams_of(const struct recall *recall);

/* A criterion's whole answer (worker.h, evaluate.h; how: "kept"), when nothing that it reads has changed;
 * else NULL. */
const struct value *recall_answer(const struct recall *recall, const char *criterion);
/* What its job may start from ("previous" in evaluate.h); NULL: it has to be counted in full. */
const struct value *recall_previous(const struct recall *recall, const char *criterion);

#endif
