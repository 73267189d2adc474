/* What a candidate does to units, in rows for people: who ends, begins, is named otherwise, who follows whom, which teams go along. */
#ifndef AMENDMENT_UNIT_FORESEE_H
#define AMENDMENT_UNIT_FORESEE_H

#include <stdbool.h>

struct arena;
struct err;
struct package;
struct store;
struct value;

/*
 * *ret_units: [{what: begins|ends|stands_on|left_out|begins_otherwise|renamed|succeeded, unit, name, day: the first on which it is so,
 * before, after (texts; of succeeded the names of who follows), reference, records, types: {type: count}}…], records of those alone
 * that end, stand on or are left out. *ret_teams: [{team, name, from, to, day}…] of the teams that count elsewhere than by the base,
 * from and to as names, null where nothing stands. Both empty when no unit changes.
 */
bool unit_foresee(struct store *store, const struct package *base, const struct package *candidate, struct arena *arena,
                  struct value **ret_units, struct value **ret_teams, struct err *err);

#endif
