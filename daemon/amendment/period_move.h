/*
 * What follows when a change of rules moves the contest's days: what is filed by a period that is no more stays as history, and nothing of it is
 * open or owed any more. Which days may move is period_change.h's.
 */
#ifndef AMENDMENT_PERIOD_MOVE_H
#define AMENDMENT_PERIOD_MOVE_H

#include <stdbool.h>

struct arena;
struct change;
struct err;
struct period_list;
struct value;

/* [{period, title, from, last, new_from, new_last}…] of periods whose days are others, days as texts; null where there is no such period. Pure. */
struct value *period_move_list(struct arena *arena, const struct period_list *before, const struct period_list *after);
/* Inside the change that puts the other package in force. */
bool period_move_apply(struct change *change, struct arena *arena, const struct period_list *before, const struct period_list *after, struct err *err);

#endif
