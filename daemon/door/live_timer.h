/*
 * Has the figures of open periods (run/live.h) follow the records: after a change was answered, and after each look of the due timer.
 * They are measured on the measurer's queue, so nobody waits for them and the writer goes on, then written by the writer in a moment.
 * At most one measuring begins in LIVE_REST_MS, and each rests longer than it took, however many changes come: the newest state is what counts.
 * A failure is logged once; what was there stays, with its instant. On the loop's thread.
 */
#ifndef DOOR_LIVE_TIMER_H
#define DOOR_LIVE_TIMER_H

struct door;
struct live_timer;

enum {
    LIVE_WAIT_MS = 300,  /* after a change, for those that come with it */
    LIVE_REST_MS = 2000, /* from one measuring to the next */
    LIVE_SHARE = 4,      /* one that took long rests so many times as long */
};

struct live_timer *live_timer_create(struct door *door);
void live_timer_destroy(struct live_timer *live_timer); /* not while a measuring is under way */
/* Something may have changed. */
void live_timer_kick(struct live_timer *live_timer);

#endif
