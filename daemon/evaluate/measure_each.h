/*
 * The figures of `each` (criterion/measure_set.h): who stands in a span long enough, and how much of what is counted each has, scanned
 * once a type and summed here. The measure's statement says the same, for those who check it with SQL alone; tests hold the two together.
 */
#ifndef EVALUATE_MEASURE_EACH_H
#define EVALUATE_MEASURE_EACH_H

#include "evaluate/work.h"

struct err;
struct figure;
struct span;

/* Of each ward: how many have enough, of how many that count. */
bool measure_each_wards(const struct work *work, struct figure *figures, struct err *err);
/* Reads what that asks once somebody counts: from how many days, and how many are enough. */
bool measure_each_ask(const struct work *work, struct err *err);
/* Of each team or member: how much it has, and whether it is exempt. */
bool measure_each_below(const struct work *work, const struct span *span, struct below_figures *ret_figures, struct err *err);

#endif
