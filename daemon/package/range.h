/*
 * Between which numbers and days each parameter of a package may lie: one table for all files. A slip of the pen (180 %
 * of a share, a negative number of minutes, a day of another century) is no value of any contest. A target that knows
 * better says so itself (`range = 1..120` in targets.ini). Pure.
 */
#ifndef PACKAGE_RANGE_H
#define PACKAGE_RANGE_H

#include <stdbool.h>
#include <stdint.h>

struct decimal;
struct package;

struct range {
    int64_t least, most; /* of a day: before the contest's first day (negative), after its last day */
    const char *vi, *en; /* the unit, for messages; "" = none */
};

/* By the file and the key (schedule.close_grace_days), or the type of a dated parameter (percent). Ends the program when
 * the table has no such row: each place that asks has its own. */
struct range range_of(const char *file, const char *name);
/* Of a dated parameter: its own row (base_salary), else that of its type. */
struct range range_of_param(const char *file, const char *name, const char *type);
/* Whether the parameter is a whole amount in đồng that the house itself counts with: its type and range are no one else's. */
bool range_is_amount(const char *file, const char *name);
/* "1..120"; false when it is not so written, or the first is greater. */
bool range_parse(const char *text, struct range *ret_range);
/* Whether the number lies in it; a percent by its number. */
bool range_has(const struct range *range, const struct decimal *decimal);
/* Whether the day lies in it; always when the contest has no days. */
bool range_has_day(const struct range *range, const struct package *package, int32_t day);

#endif
