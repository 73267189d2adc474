/*
 * The papers of a sealed phase that wait for no decision (contest.md §7): what is drafted at the seal (the report, the
 * notices) and when a ward's nomination is confirmed (the submission, the achievement report). Nominations that came
 * before the seal wait for it; a withdrawn one makes its drafts stale; what was refused is made once it can be.
 */
#ifndef CLOSE_PHASE_PAPER_H
#define CLOSE_PHASE_PAPER_H

#include <stdbool.h>

struct err;
struct period;
struct turn;
struct value;

/* Drafts what a sealed phase asks for. Safe to repeat. */
bool phase_paper_settle(struct turn *turn, const struct period *phase, struct err *err);
/* What phase_paper_settle would do with the turn's package, as decision_foresee says it. Reads only. */
bool phase_paper_foresee(struct turn *turn, const struct period *phase, struct value *list, struct err *err);

#endif
