/*
 * What ends within the days of alerts.ini ([ending] days_before): bodies, units, legal bases, rates, targets. One alert for administrators a day on which some end: what, who
 * or what follows or that nothing does, which papers and duties name it. It ends on that day, or when the package names what follows all of it.
 */
#ifndef ALERT_ENDING_ALERT_H
#define ALERT_ENDING_ALERT_H

#include <stdbool.h>

struct due;
struct due_kind;
struct err;
struct turn;

extern const struct due_kind ending_alert_due; /* the day on which such an alert opens, and the one on which it ends */

bool ending_alert_perform(struct turn *turn, const struct due *due, struct err *err);
/* The package changed, or was loaded within those days. Safe to repeat. */
bool ending_alert_settle(struct turn *turn, struct err *err);

#endif
