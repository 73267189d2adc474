/*
 * Words of a measure that say what one record adds to num, which else is SQL (measure_word.h has the table):
 *   within = { "notified_at", "arrived_at" }, minutes = "1.2.minutes"   1 when the second is at most so long after the first (1.2, 3.1)
 *   points = "kind", weights = { deed = 1, rescue = "7.2.rescue" }      so many points
 * They make the SQL that one would write, of one record: its scan, its index and its differences are those of any declared measure.
 */
#ifndef CRITERION_MEASURE_ADD_H
#define CRITERION_MEASURE_ADD_H

#include "record/level.h"

#include <stdbool.h>

struct measure;
struct rule_reading;
struct value;

/* Each reads its word and what stands beside it and sets num; of, date, where and den were read. False when a
 * problem was added. */
bool measure_add_within(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure);
bool measure_add_points(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure);

#endif
