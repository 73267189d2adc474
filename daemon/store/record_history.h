/*
 * Checks that no version of a record is missing: each import wrote as many as its audit row says, and every superseded
 * version holds until the next one begins. Reads every version once. For audits and replays.
 */
#ifndef STORE_RECORD_HISTORY_H
#define STORE_RECORD_HISTORY_H

#include <stdbool.h>

struct arena;
struct err;
struct record_types;
struct store;

/* False with the first gap in err, or with why it could not be looked for. */
bool record_history_check(struct store *store, const struct record_types *types, struct arena *arena,
                          struct err *err);
/* The same of the form in which ids and unique fields are compared (record/record_folded.h), which no rule reads: for audits. */
bool record_history_check_folded(struct store *store, const struct record_types *types, struct arena *arena, struct err *err);

#endif
