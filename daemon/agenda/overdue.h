/*
 * Nothing has run that should have, though the daemon lives: what came, was tried and failed for longer than alerts.ini's [overdue] after_minutes is an administrators'
 * alert, which ends when it was performed; so are messages that were tried and do not get through. A time in which nothing ran at all (contest/outage.h) does not count. Where nothing can be written any more, /healthz says so.
 */
#ifndef AGENDA_OVERDUE_H
#define AGENDA_OVERDUE_H

#include <stdbool.h>

struct due;
struct err;
struct turn;

/* due: what could not be performed, for the reason given; NULL: nothing failed. */
bool overdue_look(struct turn *turn, const struct due *due, const char *reason, struct err *err);

#endif
