/*
 * Monthly returns: tells whether each ward that stands in a period has handed in what a criterion counts, for itself
 * and for the wards it came from (contest.md §4: an absent report is never zero and never met).
 */
#ifndef EVALUATE_RETURN_STATUS_H
#define EVALUATE_RETURN_STATUS_H

#include <stdbool.h>

struct err;
struct work;

struct returns {
    const char *
        *missing; /* a standing ward: the months that lack one, "11/2024, 12/2024"; NULL = all are in */
};

/* A provisional run asks for none: nothing is missing then. */
bool return_status_look(const struct work *work, struct returns *ret_returns, struct err *err);

#endif
