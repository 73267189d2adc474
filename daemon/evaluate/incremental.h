/*
 * Counts a declared measure by what changed since an earlier run (record_sql_difference). Of a scan: its figures, plus the records that came
 * into force since, less those that went. Of a word (latest, each, distinct): its figures, plus what the subjects that changed records touch
 * make of their records now, less what they made of them then; where each team or member is judged, how many of those met it then and meet it
 * now, and the touched ones' own rows. Exact, because a figure is a sum of integers over records, or over subjects.
 * Refuses whenever it is not certain that a full count would give the same figures and the same receipt; then
 * everything is counted.
 */
#ifndef EVALUATE_INCREMENTAL_H
#define EVALUATE_INCREMENTAL_H

#include "evaluate/work.h"

#include <stdbool.h>

struct figure;
struct work;

/* `way`: how it is counted in full. False: nothing was done, count in full. */
bool incremental_wards(const struct work *work, measure_way *way, struct figure *figures);

#endif
