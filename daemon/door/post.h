/*
 * Letters to the loop: what a lane has to hand back is delivered on the loop's thread, in the order sent. The
 * only way from a lane to libevent's objects.
 */
#ifndef DOOR_POST_H
#define DOOR_POST_H

struct event_base;
struct post;

struct post_letter { /* part of a greater struct; the receiver frees it */
    struct post_letter *next;
    void (*deliver)(struct post_letter *letter); /* on the loop's thread */
};

struct post *post_create(struct event_base *base);
void post_destroy(struct post *post);                          /* no letter may be under way */
void post_send(struct post *post, struct post_letter *letter); /* from any thread */

#endif
