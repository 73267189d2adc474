/*
 * Proposals: a candidate package put forward by one person, to be put in force by another. A candidate is the files in
 * force with some of them changed. It is kept like every other package, so that it can be shown, compared and
 * replayed. activation.h puts it in force.
 */
#ifndef AMENDMENT_PROPOSAL_H
#define AMENDMENT_PROPOSAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct file_list;
struct package;
struct problems;
struct store;
struct value;
struct worker_settings;
struct workflow_row;

/* A candidate that was read and checked in full, also against what was done by now. False: problems, or (none of them) err. */
struct proposal_candidate {
    const struct package *package;
    const struct value *facts; /* {criterion: facts} */
};
bool proposal_check(struct store *store, int32_t today, const struct package *base, const struct file_list *files,
                    const struct worker_settings *worker, struct arena *arena, struct problems *problems, struct proposal_candidate *ret_candidate,
                    struct err *err);
/* Whether it may follow `base`, by what was done by now: a part of the above, asked again before a candidate is put in force. Adds
 * problems; false with err only when the store failed. */
bool proposal_allowed(struct store *store, int32_t today, const struct package *base, const struct package *candidate,
                      struct problems *problems, struct err *err);

/* Inside a change. kind: proposal or restore; roles: of the change's actor (workflow/role.h). */
bool proposal_store(struct change *change, const struct package *base, const struct proposal_candidate *candidate,
                    const char *kind, unsigned roles, struct arena *arena, int64_t *ret_id, struct err *err);
/* Inside a change: somebody says something of one that waits, with the change's reason as text. */
bool proposal_comment(struct change *change, struct arena *arena, const struct value *proposal, unsigned roles, struct err *err);
/* Inside a change: one that proposal_to_decide gave ends by this act. *ret_row: what follows, the caller's to perform (transition.h);
 * may be NULL. */
bool proposal_decide(struct change *change, struct arena *arena, const struct value *proposal, const char *act, unsigned roles,
                     const struct workflow_row **ret_row, struct err *err);
/* Inside the change that put other rules in force, of a proposal that waits (proposal_carry.h decides which): it is for `base` from
 * now on, as this candidate; or it is superseded. `why` is in its history. */
bool proposal_move(struct change *change, struct arena *arena, const struct value *proposal, const struct package *base,
                   const struct proposal_candidate *candidate, const char *why, struct err *err);
bool proposal_supersede(struct change *change, struct arena *arena, const struct value *proposal, const char *why, struct err *err);

/* {id, kind, package, base, proposed_by, proposed_at, reason, state, decided_by, decided_at, decision, carried_at: when other rules came
 * in force and it was carried over, null: never}, instants as texts; NULL with err when there is none of that number. */
struct value *proposal_get(struct store *store, struct arena *arena, int64_t id, struct err *err);
/* The same, refused when the actor may not do this act with it now (workflow/workflow_table.c, kind “proposal”): activate, withdraw. */
struct value *proposal_to_decide(struct store *store, struct arena *arena, int64_t id, const char *act, unsigned roles,
                                 const char *actor, const char *reason, struct err *err);
struct value *proposal_list(struct store *store, struct arena *arena, bool open_only, struct err *err);

#endif
