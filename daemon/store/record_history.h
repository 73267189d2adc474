/*
 * Whether all versions of the records are still there: as many of each import as its audit row says, and
 * every superseded one followed by the next. For audits and replays; reads every version once.
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

#endif
