/*
 * The units above the teams as records: each row of units.csv is a confirmed record of the type “unit”. When another package comes
 * into force its rows become versions in the same change. units.csv is the one place where they are written; a record that says
 * otherwise than the package in force was changed past it, and is a refusal, never overwritten.
 */
#ifndef AMENDMENT_UNIT_RECORD_H
#define AMENDMENT_UNIT_RECORD_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct package;
struct problems;
struct store;

/* A problem for every record that is in the way: changed by people, under the id of a new unit, or of a unit that is left out.
 * False with err only when the store failed. */
bool unit_record_check(struct store *store, const struct package *base, const struct package *candidate, struct problems *problems,
                       struct err *err);
/* Inside the change that puts the candidate in force. *ret_count: the versions written. */
bool unit_record_write(struct change *change, const struct package *base, const struct package *candidate, struct arena *arena,
                       int64_t *ret_count, struct err *err);

#endif
