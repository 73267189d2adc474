/*
 * Which due days of duties move when another package comes in force: its phases end on other days, days off are made up for, a term is another. What
 * is open gets its new day, and what belonged to a period that is no more ends; what was done stays done. What has not opened yet only follows the plan.
 */
#ifndef DUTY_DUTY_MOVE_H
#define DUTY_DUTY_MOVE_H

#include <stdbool.h>

struct change;
struct err;
struct turn;
struct value;

/* *ret_list: [{kind: "duty_due", period: its occasion, duty, title, from, to: days as texts, null for none, at_once: it is over then, tasks: [number of an
 * open one…]}…] in the order of the plan; after: the turn as it would go on. Reads only. */
bool duty_move_foresee(const struct turn *turn, const struct turn *after, struct value **ret_list, struct err *err);
/* Which alerts about late ones open and close with that: added to `alerts` as alert_foresee does. */
bool duty_move_foresee_alerts(struct turn *after, const struct value *list, struct value *alerts, struct err *err);
/* Inside the change that puts the other package in force: what that list says of open ones. */
bool duty_move_apply(struct change *change, const struct turn *after, const struct value *list, struct err *err);

#endif
