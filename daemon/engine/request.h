/*
 * What is drafted when a ward's nomination is confirmed (contest.md §7): the submission and the achievement report.
 * Nominations that came before the seal wait for it; a withdrawn one makes its drafts stale.
 */
#ifndef ENGINE_REQUEST_H
#define ENGINE_REQUEST_H

#include <stdbool.h>

struct err;
struct period;
struct turn;
struct value;

/* Drafts what the nominations of a sealed phase ask for. Safe to repeat. */
bool request_settle(struct turn *turn, const struct period *phase, struct err *err);
/* What request_settle would do with the turn's package, as decision_foresee says it. Reads only. */
bool request_foresee(struct turn *turn, const struct period *phase, struct value *list, struct err *err);

#endif
