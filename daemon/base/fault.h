/*
 * How a rule can fail, as one table: the word in JSON, the kind by which runs, quarantine and replay count it (worker.h),
 * and the words for people in both languages.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include "base/err.h"

#include <stdbool.h>

struct fault {
    const char *name;    /* syntax */
    const char *kind;    /* rule: stored in receipts, so a name of an old kind stays */
    const char *vi, *en; /* "không đúng cú pháp", "did not parse" */
    bool own, lasting;   /* one value for all rows of a kind */
};

/* The fault that an err says. */
const struct fault *fault_of_err(enum err_kind kind);
/* Whether some err says it: a worker's own word. The other faults are found by who watches the worker. */
bool fault_is_said(const char *name);
/* NULL when there is none of that name. */
const struct fault *fault_find(const char *name);
/* By the kind that a receipt stores: whether the rule itself failed (that no worker could be started says nothing about
 * it), and whether the same failure comes again when it is computed again (a limit, a crash or a quarantine belonged to its
 * moment). False of a kind that is not in the table. */
bool fault_is_own(const char *kind);
bool fault_is_lasting(const char *kind);
/* The words for people; NULL when there is none of that name. */
const char *fault_title(const char *name, bool english);

#endif
