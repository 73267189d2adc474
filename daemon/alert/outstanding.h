/*
 * Who has nothing yet when a period is about to end (contest.md §6: teams without a good deed, members without a patrol; no recognised model):
 * one alert a unit and criterion, with the names behind the figure where the rule's evidence has such. Two kinds that differ in their
 * section of alerts.ini alone: `idle` looks at months, `pending` at phases. They follow the records until the period is over.
 */
#ifndef ALERT_OUTSTANDING_H
#define ALERT_OUTSTANDING_H

#include <stdbool.h>

struct due;
struct due_kind;
struct err;
struct turn;
struct value;

#define IDLE_ALERT "idle" /* alert_kind.c */
#define PENDING_ALERT "pending"

extern const struct due_kind outstanding_idle_due, outstanding_pending_due;
/* One whose period is over by now is only noted. */
bool outstanding_perform(struct turn *turn, const struct due *due, struct err *err);
/* Records or rules changed: what was looked at follows. */
bool outstanding_follow(struct turn *turn, const struct value *criteria, struct err *err);
/* The same as they would be with the turn's package, whose criteria are given: adds rows as alert_foresee does. */
bool outstanding_foresee(struct turn *turn, const struct value *criteria, struct value *list, struct err *err);

#endif
