/*
 * The lock of a month: `lock_days` working days after its last day (contest.ini [schedule]; 0: months are never locked) records about it
 * come in no more without an exception (lock_exception.h). Pure functions of the package.
 */
#ifndef LOCK_MONTH_LOCK_H
#define LOCK_MONTH_LOCK_H

#include <stdbool.h>
#include <stdint.h>

struct package;
struct period;

/* The last day on which records about the month come in freely; DAY_NEVER where months are never locked. */
int32_t month_lock_day(const struct package *package, const struct period *month);
/* Whether it is a month that is locked on the day `today`. */
bool month_lock_holds(const struct package *package, const struct period *period, int32_t today);

#endif
