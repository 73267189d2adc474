/*
 * Whether somebody may do an act now: a pure function of the table (workflow.h) and of what it is told. The answer is the row that
 * holds, or one sentence that says why not and what to do.
 */
#ifndef WORKFLOW_WORKFLOW_STEP_H
#define WORKFLOW_WORKFLOW_STEP_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct workflow_row;

struct workflow_try {
    const char *kind;     /* a kind of the table */
    const char *state;    /* of the thing now; WORKFLOW_NEW when there is none yet */
    const char *act;      /* NULL: the one that leads to `to` */
    unsigned roles;       /* that whoever acts holds (role.h) */
    const char *actor;    /* "uid:0" */
    const char *earlier;  /* who did the act that the row's relation names; NULL: nobody knows, and who
                           * must be another one is refused */
    unsigned given;       /* what comes with it (enum workflow_need) */
    const char *name;     /* the thing's number or id, for the sentence: "4"; NULL: none */
    const char *to;       /* for who knows the state that is wanted, as a file says it; a state of the kind */
};

/* False: refused, with err. *ret_row: the row that holds; its `to` is the next state. */
bool workflow_step(const struct workflow_try *attempt, const struct workflow_row **ret_row, struct err *err);

#endif
