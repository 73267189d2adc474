/*
 * A work queue: one thread that performs jobs one after the other with its own connection to the store and its own
 * copy of the package in force. There are three: the writer (the only one that changes anything), the reader
 * for quick answers, the measurer for what takes long. Knows nothing of what a job does.
 */
#ifndef DOOR_WORK_QUEUE_H
#define DOOR_WORK_QUEUE_H

#include "store/store.h"
#include "store/store_open.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct work_queue;
struct snapshot;

struct work_queue_job { /* the head of a greater struct that the poster owns until it is performed */
    struct work_queue_job *next;
    void (*perform)(struct work_queue_job *job, struct store *store, struct snapshot *snapshot);
};

/* How much there is to do and was done. */
struct work_queue_load {
    size_t queued;     /* jobs not begun */
    int64_t performed; /* since the start */
    int64_t busy_ms;   /* spent on those, on clock_steady */
};

/* Opens the store; a held queue takes jobs but performs none until it is released. */
struct work_queue *work_queue_create(const char *folder, enum store_mode mode, bool held, struct err *err);
struct store *work_queue_store(struct work_queue *queue); /* only before the first job is posted */
struct work_queue_load work_queue_load(struct work_queue *queue); /* from any thread */
void work_queue_release(struct work_queue *queue);
void work_queue_post(struct work_queue *queue, struct work_queue_job *job); /* from any thread */
/* Lets it end once its queue is empty, and waits so many seconds. False: it is still at work, and stays. */
bool work_queue_finish(struct work_queue *queue, int seconds);

#endif
