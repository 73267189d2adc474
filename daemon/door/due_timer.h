/*
 * Wakes the writer's queue for what falls due: at the start, after every change, and when the clock reaches the next
 * due instant. Looks at the machine's clock at least once a minute, so that a step of it delays things by a minute at
 * most. Runs are keyed by period, so nothing happens twice.
 */
#ifndef DOOR_DUE_TIMER_H
#define DOOR_DUE_TIMER_H

#include <stdint.h>

struct door;
struct due_timer;

struct due_timer *due_timer_create(struct door *door);
void due_timer_destroy(struct due_timer *due_timer); /* not while a look is under way */
/* Looks now, or once more after the look that is under way. */
void due_timer_kick(struct due_timer *due_timer);
/* Since when what falls due could not be performed, on clock_steady; 0: it can. */
int64_t due_timer_failing_since(const struct due_timer *due_timer);

#endif
