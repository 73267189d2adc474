/*
 * What falls due by itself and who performs it: the one table of the kinds of due things, each a row of the room that
 * owns it. A further kind is a row here.
 */
#ifndef AGENDA_DUE_TASK_H
#define AGENDA_DUE_TASK_H

#include "calendar/due.h"

#include <stdbool.h>

struct err;
struct turn;

/* The timetable of a contest. Built once a turn; the package and the periods are borrowed. */
struct due_list due_task_list(const struct package *package, const struct period_list *periods, struct arena *arena);
/* Sets waits_until of what has come and may have to wait longer, as things stand now. */
bool due_task_wait(struct turn *turn, struct due *due, struct err *err);
/* Performs what is due (a seal that waits: it tells so) and notes it as performed, in one change. */
bool due_task_perform(struct turn *turn, const struct due *due, struct err *err);

#endif
