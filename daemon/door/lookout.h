/*
 * What falls due by itself: performed on the writer's lane at the start, after every change, and when the
 * clock reaches the next due instant. The machine's clock is looked at at least once a minute, so that a step
 * of it only makes things happen a minute later; runs are keyed by period, so nothing happens twice.
 */
#ifndef DOOR_LOOKOUT_H
#define DOOR_LOOKOUT_H

struct door;
struct lookout;

struct lookout *lookout_create(struct door *door);
void lookout_destroy(struct lookout *lookout); /* not while a look is under way */
/* Looks now, or once more after the look that is under way. */
void lookout_kick(struct lookout *lookout);

#endif
