/*
 * A lane: one thread that performs jobs one after the other with its own connection to the store and its own
 * copy of the package in force. There are three: the writer (the only one that changes anything), the reader
 * for quick answers, the measurer for what takes long. Knows nothing of what a job does.
 */
#ifndef DOOR_LANE_H
#define DOOR_LANE_H

#include "store/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct lane;
struct snapshot;

struct lane_job { /* the head of a greater struct that the poster owns until it is performed */
    struct lane_job *next;
    void (*perform)(struct lane_job *job, struct store *store, struct snapshot *snapshot);
};

/* How much there is to do and was done. */
struct lane_load {
    size_t queued;     /* jobs not begun */
    int64_t performed; /* since the start */
    int64_t busy_ms;   /* spent on those, on clock_steady */
};

/* Opens the store; a held lane takes jobs but performs none until it is released. */
struct lane *lane_create(const char *folder, enum store_mode mode, bool held, struct err *err);
struct store *lane_store(struct lane *lane); /* only before the first job is posted */
struct lane_load lane_load(struct lane *lane); /* from any thread */
void lane_release(struct lane *lane);
void lane_post(struct lane *lane, struct lane_job *job); /* from any thread */
/* Lets it end once its queue is empty, and waits so many seconds. False: it is still at work, and stays. */
bool lane_finish(struct lane *lane, int seconds);

#endif
