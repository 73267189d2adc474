/*
 * What becomes of the plan's duties by itself: they open on their days, those of a body that has ended go to the one that follows it, those that waited
 * for another begin when that is done. Each once: what opens is looked up among what is there, in the transaction that notes it.
 */
#ifndef DUTY_DUTY_TURN_H
#define DUTY_DUTY_TURN_H

#include <stdbool.h>

struct due;
struct due_kind;
struct err;
struct turn;

/* Each day on which duties open or bodies end, once: its period is that day (calendar/due.h). */
extern const struct due_kind duty_due;

/* What that day asks for, and that it was performed, in one change. */
bool duty_turn_perform(struct turn *turn, const struct due *due, struct err *err);
/* Those who are to be reminded are, and what is overdue has its alert (duty_alarm.h), in one change. */
bool duty_turn_alarm(struct turn *turn, const struct due *due, struct err *err);
/* What follows from records and other duties, and what was already open when the contest was loaded: a change when there is any. Safe to repeat. */
bool duty_turn_settle(struct turn *turn, struct err *err);

#endif
