/*
 * Recurrence rules as iCalendar writes them (RFC 5545, RRULE), read by libical: FREQ=MONTHLY;BYMONTHDAY=-1. Days only: a rule
 * that repeats within a day is refused. Pure.
 */
#ifndef ICAL_RECURRENCE_H
#define ICAL_RECURRENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;

enum { RECURRENCE_MOST = 400 }; /* days of one rule */

/* The days on which the rule falls, ascending, within [from, until); `from` is where it begins to count (DTSTART). False with err for a rule that libical does
 * not take, that repeats within a day, or that falls on more days than RECURRENCE_MOST. */
bool recurrence_days(struct arena *arena, const char *rule, int32_t from, int32_t until, int32_t **ret_days, size_t *ret_count, struct err *err);

#endif
