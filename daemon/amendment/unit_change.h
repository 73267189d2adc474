/*
 * What a candidate may change of the units above the teams and of their successions (units.csv, successions.csv) while the contest
 * runs: everything that lies on open days. The days of a sealed phase stay as they were, so that its figures and papers do.
 * What of it becomes records: unit_record.h.
 */
#ifndef AMENDMENT_UNIT_CHANGE_H
#define AMENDMENT_UNIT_CHANGE_H

#include <stdbool.h>

struct arena;
struct err;
struct package;
struct phase;
struct problems;
struct store;

/* Adds a problem for what no change of units may do, whatever is sealed. Pure. */
void unit_change_compare(const struct package *base, const struct package *candidate, struct problems *problems);
/* The same for every difference on a day before the end of `sealed`; NULL: nothing is sealed. Pure. */
void unit_change_compare_sealed(const struct package *base, const struct package *candidate, const struct phase *sealed,
                                struct problems *problems);

/* By the seals and the records that there are now: asked of a proposal, and again before it is put in force. False with err only when the store failed. */
bool unit_change_check(struct store *store, const struct package *base, const struct package *candidate, struct problems *problems,
                       struct err *err);

#endif
