/*
 * What becomes of the proposals that wait when other rules come in force. One whose files these leave alone is carried over: the same
 * change of the files that are in force now, checked in full. Any other is superseded. What is measured by it is asked anew
 * (preview.h): whoever decides must see that it may have changed, so the proposal says when it was carried over.
 */
#ifndef AMENDMENT_PROPOSAL_CARRY_H
#define AMENDMENT_PROPOSAL_CARRY_H

#include "amendment/proposal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct package;
struct turn;
struct value;

struct proposal_carry {
    const struct value *proposal;
    struct proposal_candidate candidate; /* without a package: superseded */
    const char *why;
};

struct proposal_carry_plan {
    const struct package *now; /* which comes in force */
    struct proposal_carry *items;
    size_t len;
};

/* Before the change that puts `now` in force where the turn's package is; `activated`: the proposal that does, 0: none. */
bool proposal_carry_plan(struct turn *turn, int64_t activated, const struct package *now, struct proposal_carry_plan *ret_plan,
                         struct err *err);
/* Inside that change. */
bool proposal_carry_apply(struct change *change, struct arena *arena, const struct proposal_carry_plan *plan, struct err *err);
/* [{proposal, event, why}…] for people. */
struct value *proposal_carry_answer(struct arena *arena, const struct proposal_carry_plan *plan);

#endif
