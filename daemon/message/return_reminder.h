/*
 * Wards are reminded of a month's returns that are due soon and not there: a kind of message, report.due. It falls due where the contest has
 * a route for it; without one nothing of this is in the timetable.
 */
#ifndef MESSAGE_RETURN_REMINDER_H
#define MESSAGE_RETURN_REMINDER_H

#include <stdbool.h>
#include <stdint.h>

struct due;
struct due_kind;
struct err;
struct package;
struct period;
struct turn;

#define REPORT_DUE "report.due" /* contest/message_kind.c */

enum { RETURN_REMINDER_DAYS = 2 }; /* working days before the last one */

/* When a month's wards are reminded, not before the month is over. */
int64_t return_reminder_at(const struct package *package, const struct period *month);

extern const struct due_kind return_reminder_due;
/* Notes a cause for each ward that misses some, as performed. */
bool return_reminder_perform(struct turn *turn, const struct due *due, struct err *err);

#endif
