/*
 * Once a week, on the contest's day and hour (contest.ini, digest_at), whoever a route names gets one message of how things stand: a kind of
 * message, digest.weekly. On the first working day of the week from that day on; none in a week without one. It falls due where the
 * contest has a route for it, until the last phase is decided on. After a time without the daemon only the newest is told.
 */
#ifndef MESSAGE_WEEKLY_DIGEST_H
#define MESSAGE_WEEKLY_DIGEST_H

#include <stdbool.h>

struct due;
struct due_kind;
struct err;
struct turn;
struct value;

#define DIGEST_WEEKLY "digest.weekly" /* contest/message_kind.c */

extern const struct due_kind weekly_digest_due;
/* Keeps the figures of that day, notes the cause, as performed. */
bool weekly_digest_perform(struct turn *turn, const struct due *due, struct err *err);

/* Those of a day ("2024-11-04") as they were kept, until the next after all its messages were sent; a null value when there are none. */
const struct value *weekly_digest_figures(struct turn *turn, const char *day, struct err *err);

#endif
