/*
 * A sealed phase re-opened: one person proposes it with a reason, another approves it. Nothing already sealed is changed: the old
 * seal stays with its hash, is no longer in force, and the next final run of the phase makes a new one (seal_wait.h). Papers of the
 * old seal that were not issued are stale; what was issued stays. Its states are those of workflow/ (kind reopening).
 */
#ifndef CLOSE_REOPENING_H
#define CLOSE_REOPENING_H

#include <stdbool.h>

struct arena;
struct err;
struct period;
struct store;
struct turn;
struct value;

/* {id, seal, state, proposed_by, proposed_at, reason, decided_by, decided_at, run} of what was proposed last about a seal of the
 * phase, instants as integers; run: the phase's newest run when it was approved, else null. Null value when there is none. */
struct value *reopening_latest(struct store *store, struct arena *arena, const char *phase, struct err *err);

/* roles: of the turn's actor (workflow/role.h). */
bool reopening_propose(struct turn *turn, const struct period *phase, unsigned roles, const char *reason, struct err *err);
/* act: approve or withdraw. */
bool reopening_decide(struct turn *turn, const struct period *phase, const char *act, unsigned roles, const char *reason,
                      struct err *err);

#endif
