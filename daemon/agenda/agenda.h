/*
 * Performs what is due: finds it (schedule_next), has it measured in workers, applies it in one transaction each. Runs
 * on the writer thread, one turn after the other.
 */
#ifndef AGENDA_AGENDA_H
#define AGENDA_AGENDA_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct turn;

/* Looks at the clock (clock_watch.h). Then first any run owed after late data, then the oldest thing due at the clock's time. ret_next: the next due
 * instant, INT64_MAX when nothing is planned. False: it failed (err), nothing of it is half done. */
bool agenda_perform_next(struct turn *turn, bool *ret_performed, int64_t *ret_next, struct err *err);

/* Moves a set clock to `instant`, performing all that falls due on the way, in order, at its own instant. */
bool agenda_advance(struct turn *turn, int64_t instant, int64_t *ret_performed, struct err *err);

/* Runs again what is owed, drafts what nominations complete. Safe to repeat. */
bool agenda_settle(struct turn *turn, struct err *err);

#endif
