/*
 * What becomes of alerts with time alone: an acknowledgement ends with its day and the alert is told again, a silence ends, what was withheld is told
 * once nothing withholds it any more, and one that nobody took for so many working days (alerts.ini, escalate_after) is told to the next office, once. All
 * of it in one change, the daemon's own; safe to repeat. The instants depend on what people did, so they are no part of the package's timetable
 * (calendar/due.h): the agenda asks for the next one.
 */
#ifndef ALERT_ALERT_TEND_H
#define ALERT_ALERT_TEND_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct package;
struct turn;
struct value;

/* Whatever has come by now. */
bool alert_tend_settle(struct turn *turn, struct err *err);
/* The first instant after now at which there is something to do; INT64_MAX: none. */
bool alert_tend_next(struct turn *turn, int64_t *ret_at, struct err *err);

/* Pure. row: {kind, since, acknowledged_until, opened, escalated}, as ALERT_TENDED has it. When it is told to the next office; INT64_MAX: never. */
int64_t alert_tend_escalates_at(const struct package *package, const struct value *row);

#endif
