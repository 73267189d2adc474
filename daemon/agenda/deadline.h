/* The days by which people have to do something, of the package's timetable; what the daemon does by itself (due_task.h) is none of them. Pure. */
#ifndef AGENDA_DEADLINE_H
#define AGENDA_DEADLINE_H

#include <stdint.h>

struct arena;
struct package;
struct period_list;
struct value;

enum { DEADLINE_AHEAD = 30 }; /* days */

/* From today on, nearest first: [{on, days_left, kind: return | late | nomination, period, period_title}…]. */
struct value *deadline_list(struct arena *arena, const struct package *package, const struct period_list *periods, int32_t today);

#endif
