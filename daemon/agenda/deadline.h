/* The days by which people have to do something, of the package's timetable; what the daemon does by itself (due_task.h) is none of them. Pure. */
#ifndef AGENDA_DEADLINE_H
#define AGENDA_DEADLINE_H

#include <stdint.h>

struct arena;
struct package;
struct period;
struct period_list;
struct value;

enum { DEADLINE_AHEAD = 30 }; /* days */

/* From today on, nearest first: [{on, days_left, kind: return | late | nomination | reply, period, period_title}…]. replies: as paper_outlook.h has them. */
struct value *deadline_list(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *replies, int32_t today);
/* The last day of a month's returns. */
int32_t deadline_return(const struct package *package, const struct period *month);
/* The day by which the phase's commendation is nominated, decided and to be signed. */
int32_t deadline_signing(const struct package *package, const struct period *phase);

#endif
