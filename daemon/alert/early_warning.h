/*
 * Warns each week of targets of the open month and phase that can no longer be met, or only if nearly all that comes is good (contest.md §6:
 * "needs 4 of the next 5"), by the figures as they are then. When and from how many on: alerts.ini [early_warning]. One that no longer holds
 * resolves; the period's final run ends all of them: what it finds missed has an alert of its own from then on.
 */
#ifndef ALERT_EARLY_WARNING_H
#define ALERT_EARLY_WARNING_H

#include <stdbool.h>

struct alert_plan;
struct due;
struct due_kind;
struct err;
struct foresight;
struct turn;

#define EARLY_WARNING_ALERT "early_warning" /* alert_kind.c */

extern const struct due_kind early_warning_due; /* each week of the contest, a day a period of its own (calendar/due.h) */
/* Looks at all open periods; a week that was missed and has a later one is only noted. */
bool early_warning_perform(struct turn *turn, const struct due *due, struct err *err);

/* Who is to be warned of what, by the figures of all criteria of one period. */
bool early_warning_plan(const struct foresight *foresight, struct alert_plan *ret_plan, struct err *err);

#endif
