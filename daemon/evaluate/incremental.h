/*
 * Counts a declared measure by what changed: the figures of an earlier run, plus the records that came into force
 * since, less those that went (record_sql_difference). Exact, because such a figure is a sum of integers over records.
 * Refuses whenever it is not certain that a full count would give the same figures and the same receipt; then
 * everything is counted.
 */
#ifndef EVALUATE_INCREMENTAL_H
#define EVALUATE_INCREMENTAL_H

#include <stdbool.h>

struct figure;
struct work;

/* False: nothing was done, count in full. */
bool incremental_wards(const struct work *work, struct figure *figures);

#endif
