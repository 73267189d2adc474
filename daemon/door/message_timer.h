/*
 * Has messages sent (message/outbox.h): after each look of the due timer, and when the next attempt is due. What is due is asked on a
 * queue of its own, taken by the writer, handed to workers on that queue again, and what became of it is written by the writer: a mail
 * server that does not answer keeps nobody waiting. A failure is logged once. On the loop's thread.
 */
#ifndef DOOR_MESSAGE_TIMER_H
#define DOOR_MESSAGE_TIMER_H

#include <stdint.h>

struct door;
struct message_timer;

struct message_timer *message_timer_create(struct door *door);
void message_timer_destroy(struct message_timer *timer); /* not while a round is under way */
void message_timer_kick(struct message_timer *timer);
/* Since when messages do not get through ([messages] late over the first one's time), on clock_steady; 0: they do. */
int64_t message_timer_failing_since(const struct message_timer *timer);

#endif
