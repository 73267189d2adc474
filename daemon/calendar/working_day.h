/* Working days: Monday to Friday less holidays plus make-up days (contest.md §1). Pure. */
#ifndef CALENDAR_WORKING_DAY_H
#define CALENDAR_WORKING_DAY_H

#include <stdbool.h>
#include <stdint.h>

struct package;

bool working_day_is(const struct package *package, int32_t day);
/* The day `count` working days after `day`; day 1 is the first working day after it. count ≥ 1. */
int32_t working_day_after(const struct package *package, int32_t day, int count);

#endif
