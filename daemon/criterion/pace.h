/*
 * Where a figure leads by the end of its period when it goes on as it did so far, or as it did in an earlier month. Linear, in whole numbers and exact
 * fractions: an estimate that anybody can redo by hand, never part of a result. Pure.
 */
#ifndef CRITERION_PACE_H
#define CRITERION_PACE_H

#include <stdbool.h>

struct figure;

enum pace {
    PACE_EVENTS, /* a share of what occurs: it stays what it is; an earlier month adds, for each day that is left, what it had a day */
    PACE_COUNT,  /* a count: so many a day, rounded */
    PACE_PART,   /* a share of what stands: the part grows by so many a day, up to all; an earlier month reached that share */
    PACE_STOCK,  /* the newest number that is known: it stays; an earlier month had that one */
};

struct pace_days {
    int gone, left; /* days of the period that have begun, ≥ 1, and those to come, ≥ 0 */
};

struct figure pace_end(const struct figure *now, enum pace pace, struct pace_days days);
/* As in an earlier month of so many days. False: that month says nothing (it had nothing of which there could be a share). */
bool pace_end_like(const struct figure *now, enum pace pace, struct pace_days days, const struct figure *month, int month_days, struct figure *ret_end);
/* The sign of a − b, of shares and of counts. A share of nothing is less than any. */
int pace_compare(const struct figure *a, const struct figure *b);

#endif
