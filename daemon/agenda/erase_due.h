/*
 * When what is private in records is erased (contest/erasure.h): `keep_private` days (thiduad.conf) after the contest's last day, once every phase
 * is sealed, and from then on whatever comes later. The daemon's own act, each time one change, `erase`, of the log.
 */
#ifndef AGENDA_ERASE_DUE_H
#define AGENDA_ERASE_DUE_H

#include <stdbool.h>

struct err;
struct turn;

/* Safe to repeat; nothing happens before its time, without a believed clock, or without the setting. */
bool erase_due_settle(struct turn *turn, struct err *err);

#endif
