/*
 * What people do with a draft: submit it, return it with a remark, approve it, issue it with its number and day (contest.md §7;
 * workflow kind “draft”). The file of a draft never changes; a step marks it and the paper's history keeps who and why.
 */
#ifndef DOCUMENT_DRAFT_LIFE_H
#define DOCUMENT_DRAFT_LIFE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct err;

/* What a paper's state lets these roles do next, forward (issue, approve, submit); NULL: nothing. */
const char *draft_next_act(const char *state, unsigned roles);

struct draft_step {
    const char *id;
    const char *act;    /* submit, return, approve, issue, revoke, correct, attach, edit, confirm */
    unsigned roles;     /* of who acts (workflow/role.h) */
    const char *reason; /* the remark of a return, why a paper is revoked; NULL: none */
    const char *decision; /* number and symbol of the decision that revokes it; NULL: none */
    int64_t number;     /* of the issuer's register of outgoing papers in that year (Nghị định 30/2020, Phụ lục IV); 0: none */
    bool file;          /* one comes with it */
    int32_t day;        /* of issue, between the day the draft was made for and today; of a revoking decision, from the day of
                         * issue to today; DAY_NEVER: none */
};

/* Inside a change. A paper that is issued supersedes the issued ones before it about the same, of which it decides on everybody. Refused: an unknown draft, what the life cycle does not allow, a day outside that range, a number that
 * another paper of the same issuer, symbol and year has, or that is out of order without a reason (register/register.h); submitting a paper with changed figures that nobody has confirmed. */
bool draft_step(struct change *change, struct arena *arena, const struct draft_step *step, struct err *err);

#endif
