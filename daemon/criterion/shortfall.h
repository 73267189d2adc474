/*
 * Computes how many more records a figure needs to meet its target, and whether that is still possible (contest.md §6:
 * "it can no longer be met", "needs 4 of the next 5"). Exact integers, pure. Does not ask whether the period is over:
 * a result must not depend on the day on which it is computed.
 */
#ifndef CRITERION_SHORTFALL_H
#define CRITERION_SHORTFALL_H

#include "criterion/rule_word.h"

#include <stdint.h>

struct figure;
struct standard;

enum reach {
    REACH_UNKNOWN,
    REACH_NO,
    REACH_YES
}; /* unknown: met already, nothing to judge, a function's verdict */

struct shortfall {
    enum reach reach;
    int64_t needed; /* with REACH_YES: the least number of further good ones in a row that meets the target, ≥
                       1 */
};

const char *reach_name(enum reach reach); /* "yes", "no", NULL */

/* Of a figure that does not meet its standard yet; REACH_UNKNOWN for one that does. */
struct shortfall shortfall_of(const struct standard *standard, const struct figure *figure, enum growth growth);

/* The least number of good ones among exactly the next n that leaves a share that grows by both met; -1 when
 * not even all n would do. n ≥ 0. */
int64_t shortfall_of_next(const struct standard *standard, const struct figure *figure, int64_t n);

#endif
