#include "door/mailbox.h"

#include "base/memory.h"

#include <event2/event.h>
#include <pthread.h>
#include <stdlib.h>

struct mailbox {
    struct event *event;
    pthread_mutex_t lock; /* guards the letters */
    struct mailbox_letter *first, **last;
};

static void deliver_all(evutil_socket_t fd, short what, void *argument)
{
    (void)fd, (void)what;
    struct mailbox *mailbox = argument;
    pthread_mutex_lock(&mailbox->lock);
    struct mailbox_letter *letter = mailbox->first;
    mailbox->first = NULL;
    mailbox->last = &mailbox->first;
    pthread_mutex_unlock(&mailbox->lock);
    while (letter) {
        struct mailbox_letter *next = letter->next;
        letter->deliver(letter);
        letter = next;
    }
}

struct mailbox *mailbox_create(struct event_base *base)
{
    struct mailbox *mailbox = calloc(1, sizeof *mailbox);
    if (!mailbox || !(mailbox->event = event_new(base, -1, EV_PERSIST, deliver_all, mailbox)))
        memory_out();
    pthread_mutex_init(&mailbox->lock, NULL);
    mailbox->last = &mailbox->first;
    return mailbox;
}

void mailbox_destroy(struct mailbox *mailbox)
{
    if (!mailbox)
        return;
    event_free(mailbox->event);
    pthread_mutex_destroy(&mailbox->lock);
    free(mailbox);
}

void mailbox_send(struct mailbox *mailbox, struct mailbox_letter *letter)
{
    letter->next = NULL;
    pthread_mutex_lock(&mailbox->lock);
    *mailbox->last = letter;
    mailbox->last = &letter->next;
    pthread_mutex_unlock(&mailbox->lock);
    event_active(mailbox->event, EV_READ, 0);
}
