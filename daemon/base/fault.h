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
};

/* The fault that an err says. */
const struct fault *fault_of_err(enum err_kind kind);
/* NULL when there is none of that name. */
const struct fault *fault_find(const char *name);
/* The words for people; NULL when there is none of that name. */
const char *fault_title(const char *name, bool english);

#endif
