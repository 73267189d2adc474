/*
 * What became of a unit of the package: when it began, was called otherwise, ended, whom it follows, who follows it; of each which
 * activation brought it, by whom and why, and which one took it back. Read from the packages that were in force. Reads only.
 */
#ifndef AMENDMENT_UNIT_HISTORY_H
#define AMENDMENT_UNIT_HISTORY_H

struct arena;
struct err;
struct store;
struct value;

/*
 * [{happened: began|renamed|recoded|moved|ended|succeeds|succeeded_by, day: the first on which it is so, of ended the last one, name, detail:
 * what it was and is (“A → B”), other, other_name: the unit that it follows or is followed by, main, reference, sequence, at (text), actor, proposed_by, cause,
 * proposal, reason, undone: {sequence, at, actor, reason} or null, undone_at, undone_reason}…] by day, then as they were typed. [] for an id
 * that no package in force has known; NULL with err.
 */
struct value *unit_history(struct store *store, struct arena *arena, const char *id, struct err *err);

#endif
