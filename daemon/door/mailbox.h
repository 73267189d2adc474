/*
 * Messages to the loop: what a work queue hands back is delivered on the loop's thread, in the order sent. The only
 * way from a work queue to libevent's objects.
 */
#ifndef DOOR_MAILBOX_H
#define DOOR_MAILBOX_H

struct event_base;
struct mailbox;

struct mailbox_letter { /* part of a greater struct; the receiver frees it */
    struct mailbox_letter *next;
    void (*deliver)(struct mailbox_letter *letter); /* on the loop's thread */
};

struct mailbox *mailbox_create(struct event_base *base);
void mailbox_destroy(struct mailbox *mailbox);                          /* no letter may be under way */
void mailbox_send(struct mailbox *mailbox, struct mailbox_letter *letter); /* from any thread */

#endif
