/*
 * What of the timetable falls due on another instant when another package comes in force: its periods end on other days, days off are made up for, an
 * hour is another. Only what is still to be performed moves: what was performed stays so. Decides nothing and writes nothing.
 */
#ifndef AGENDA_DUE_MOVE_H
#define AGENDA_DUE_MOVE_H

#include <stdbool.h>

struct err;
struct turn;
struct value;

/* Adds {kind, period, from, to: instants as texts, null for none, at_once: it is over then and performed at once} to `list`, in the order of performing,
 * of `after` as the turn goes on with. */
bool due_move_add(const struct turn *turn, const struct turn *after, struct value *list, struct err *err);

#endif
