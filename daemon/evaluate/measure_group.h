/*
 * The figures of `latest` and `distinct` (criterion/measure_set.h): records of which one of several counts, scanned once and summed here. The
 * measure's statement says the same, for those who check it with SQL alone; tests hold the two together.
 */
#ifndef EVALUATE_MEASURE_GROUP_H
#define EVALUATE_MEASURE_GROUP_H

#include "evaluate/work.h"

struct err;
struct figure;

/* Whether it can be summed here: a parameter that only some records ask for must be read for those alone, as the receipt has it. */
bool measure_group_can(const struct work *work);
bool measure_group_wards(const struct work *work, struct figure *figures, struct err *err);

#endif
