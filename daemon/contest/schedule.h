/*
 * Finds what of the timetable (calendar/due.h) comes next: each (kind, period) once, oldest first, without what was
 * performed and without what fell due before the contest was loaded (contest.md §1). Decides only; agenda/ performs.
 */
#ifndef CONTEST_SCHEDULE_H
#define CONTEST_SCHEDULE_H

#include "calendar/due.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct store;
struct value;

/* Pure. performed: [{kind, period, …}…]. The oldest entry that is due at `now`, not performed and not waiting, NULL when
 * there is none; *ret_next is its instant, or that of the first one to come; INT64_MAX when nothing comes any more. */
const struct due *schedule_next(const struct due_list *due, const struct value *performed, int64_t loaded_at,
                                int64_t now, int64_t *ret_next);
/* The row of an entry that was performed, NULL when it was not. Pure. */
const struct value *schedule_row(const struct value *performed, const struct due *due);
/* done, due, planned, before_load (fell due before the package was loaded: not made by itself). Pure. */
const char *schedule_state(const struct due *due, bool performed, int64_t loaded_at, int64_t now);

/* [{kind, period, due_at, at}…] of what was performed, instants as integers; NULL on an error. */
struct value *schedule_performed(struct store *store, struct arena *arena, struct err *err);
/* When the contest was loaded first, whatever package came in force since. */
bool schedule_loaded_at(struct store *store, struct arena *arena, int64_t *ret_instant, struct err *err);

/* The timetable for people: [{kind, period, due_at, performed_at (or null), state}…], instants as texts
 * (2025-02-10T17:00:00+07:00), in the order of performing. */
struct value *schedule_list(struct store *store, struct arena *arena, const struct due_list *due, int64_t now,
                            struct err *err);

#endif
