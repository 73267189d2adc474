/*
 * What is drafted when a ward's nomination is confirmed (contest.md §7): the submission and the achievement report.
 * Nominations that came before the seal wait for it; a withdrawn one makes its drafts stale.
 */
#ifndef CLOSE_NOMINATION_PAPER_H
#define CLOSE_NOMINATION_PAPER_H

#include <stdbool.h>

struct err;
struct period;
struct turn;
struct value;

/* Drafts what the nominations of a sealed phase ask for. Safe to repeat. */
bool nomination_paper_settle(struct turn *turn, const struct period *phase, struct err *err);
/* What nomination_paper_settle would do with the turn's package, as decision_foresee says it. Reads only. */
bool nomination_paper_foresee(struct turn *turn, const struct period *phase, struct value *list, struct err *err);

#endif
