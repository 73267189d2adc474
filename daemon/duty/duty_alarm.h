/*
 * When people are told of a duty that stands open: reminded so many days before it is due (duties.ini, remind), and by an alert when it is overdue. What comes next is read from the
 * duties that stand, so what a record caused, was handed over or began late is no exception; each instant is performed once, and those that were missed together: a reminder of
 * what is overdue by then is none any more.
 */
#ifndef DUTY_DUTY_ALARM_H
#define DUTY_DUTY_ALARM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct change;
struct due;
struct due_kind;
struct duty;
struct err;
struct package;
struct turn;
struct value;

/* It is in no timetable: duty_alarm_next gives the one that comes. */
extern const struct due_kind duty_alarm_due;

/* When the holder is reminded: days before the due day, on the working day before where that is a day off; INT64_MAX: never. Pure. */
int64_t duty_alarm_remind_at(const struct package *package, const struct duty *duty, int32_t due_on);
/* When it is overdue for the alert (alerts.ini, duty: after_working_days); INT64_MAX: never. duty NULL: the package has it no more. Pure. */
int64_t duty_alarm_late_at(const struct package *package, const struct duty *duty, int32_t due_on);

/* The next one, NULL: none stands. Reads only. */
bool duty_alarm_next(struct turn *turn, struct due **ret_due, struct err *err);
/* Tells who is to be reminded now, in a change; and that it was done. What is late is duty_alarm_late's. */
bool duty_alarm_remind(struct turn *turn, struct change *change, const struct value *rows, struct err *err);
/* The alerts are those of the rows (duty_task_rows) that are overdue now; how many periods differ is added to *count, and in a change they are made so. */
bool duty_alarm_late(struct turn *turn, struct change *change, const struct value *rows, size_t *count, struct err *err);
/* What that would do if the rows were these and the package after->package: added to `list` as alert_foresee does. Reads only. */
bool duty_alarm_foresee(struct turn *after, const struct value *rows, struct value *list, struct err *err);

#endif
