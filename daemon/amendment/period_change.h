/*
 * Which days of a contest may change while it runs (contest.ini): what is sealed keeps its days and its months, and so does every
 * period whose final run was made in its time, for runs, seals, returns and papers are filed by it. What has not begun may be split,
 * left out, added; what is in progress may end earlier or later.
 */
#ifndef AMENDMENT_PERIOD_CHANGE_H
#define AMENDMENT_PERIOD_CHANGE_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct package;
struct problems;
struct store;
struct value;

struct period_facts {
    int32_t today;
    const struct value *sealed; /* [id…] of phases, and of the whole contest, whose seal stands */
    const struct value *closed; /* [id…] of periods whose final run fell due and was made; one that a person asked for before that closes nothing */
};

/* Adds a problem, with its place in the candidate's contest.ini and what to do instead, for each day that may not change. Pure. */
void period_change_compare(const struct package *base, const struct package *candidate, const struct period_facts *facts,
                           struct problems *problems);
/* The same by the seals and runs that there are now. False: err. */
bool period_change_check(struct store *store, int32_t today, const struct package *base, const struct package *candidate,
                         struct problems *problems, struct err *err);

#endif
