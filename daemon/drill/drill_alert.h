/*
 * Administrators are asked for a restore drill: when the last good one (or the contest's load) is longer ago than alerts.ini's [drill] after_days, and when
 * the last one failed. The alert ends with the next good drill. A contest by a set clock is a trial, which nobody restores: it asks only where the package has
 * the key itself.
 */
#ifndef DRILL_DRILL_ALERT_H
#define DRILL_DRILL_ALERT_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct turn;

/* The alert is as it should be now. */
bool drill_alert_settle(struct turn *turn, struct err *err);
/* When the alert opens if no drill is made; INT64_MAX: it is open, or never does. */
bool drill_alert_next(struct turn *turn, int64_t *ret_at, struct err *err);

#endif
