#include "door/post.h"

#include "base/err.h"

#include <event2/event.h>
#include <pthread.h>
#include <stdlib.h>

struct post {
    struct event *event;
    pthread_mutex_t lock; /* guards the letters */
    struct post_letter *first, **last;
};

static void deliver_all(evutil_socket_t fd, short what, void *argument)
{
    (void)fd, (void)what;
    struct post *post = argument;
    pthread_mutex_lock(&post->lock);
    struct post_letter *letter = post->first;
    post->first = NULL;
    post->last = &post->first;
    pthread_mutex_unlock(&post->lock);
    while (letter) {
        struct post_letter *next = letter->next;
        letter->deliver(letter);
        letter = next;
    }
}

struct post *post_create(struct event_base *base)
{
    struct post *post = calloc(1, sizeof *post);
    if (!post || !(post->event = event_new(base, -1, EV_PERSIST, deliver_all, post)))
        die("out of memory");
    pthread_mutex_init(&post->lock, NULL);
    post->last = &post->first;
    return post;
}

void post_destroy(struct post *post)
{
    if (!post)
        return;
    event_free(post->event);
    pthread_mutex_destroy(&post->lock);
    free(post);
}

void post_send(struct post *post, struct post_letter *letter)
{
    letter->next = NULL;
    pthread_mutex_lock(&post->lock);
    *post->last = letter;
    post->last = &letter->next;
    pthread_mutex_unlock(&post->lock);
    event_active(post->event, EV_READ, 0);
}
