/*
 * Who has neither nominated nor declined is reminded on each working day behind the last one, a kind of message (nomination.due), until it does, the phase's decision is
 * issued, or alerts.ini's [nomination] remind_days are over; who acknowledged the alert is left alone until its day. Falls due where the contest has a route for it.
 */
#ifndef MESSAGE_NOMINATION_REMINDER_H
#define MESSAGE_NOMINATION_REMINDER_H

#include <stdbool.h>
#include <stdint.h>

struct due;
struct due_kind;
struct err;
struct turn;

#define NOMINATION_DUE "nomination.due" /* contest/message_kind.c; object: phase-1/cat-bi */

extern const struct due_kind nomination_reminder_due; /* one a phase, which is performed again each working day until it is over */

/* The next reminder's instant; INT64_MIN when there is nobody left to remind. */
bool nomination_reminder_wait(struct turn *turn, const struct due *due, int64_t *ret_until, struct err *err);
bool nomination_reminder_perform(struct turn *turn, const struct due *due, struct err *err);

#endif
