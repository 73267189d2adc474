/*
 * Puts a proposal in force: by another person than the proposer, with everything that it changes measured first and
 * written in one change, or nothing. Sealed phases stay as they are. Which package was in force when is kept for ever.
 */
#ifndef AMENDMENT_ACTIVATION_H
#define AMENDMENT_ACTIVATION_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct store;
struct turn;
struct value;

/* *ret_answer: {proposal, sequence, changes, alerts, …} as preview_answer gives them, of what was written, and `waiting`: what became of
 * other proposals (proposal_carry.h); roles: of the turn's actor. Afterwards
 * the turn goes on with the new package; what decisions follow is turn_settle's. */
bool activation_perform(struct turn *turn, int64_t proposal, unsigned roles, const char *reason, struct value **ret_answer,
                        struct err *err);

/* [{sequence, at, actor, cause, proposal, proposed_by, package, previous, reason}…], oldest first, instants as texts. */
struct value *activation_list(struct store *store, struct arena *arena, struct err *err);

#endif
