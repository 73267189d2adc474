/*
 * A work queue: jobs that wait, and a few hands (threads), each with its own connection to the store, that perform them. There are four: the writer (one hand, the only one that changes anything), the reader
 * for quick answers, the measurer for what takes long, the trial queue for what an administrator tries. A free hand takes the
 * job of the person who has the fewest under way, then of whom was served longest ago; nobody has more than `share` under way:
 * however many jobs one person sends, another's is begun as if they were not there. Knows nothing of what a job does.
 */
#ifndef DOOR_WORK_QUEUE_H
#define DOOR_WORK_QUEUE_H

#include "store/store.h"
#include "store/store_open.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct package_shelf;
struct snapshot;
struct work_queue;

enum { WORK_QUEUE_PERSON = 64 }; /* bytes of a person's name that are looked at */

/* What a job is performed with; stop becomes true when nobody wants its answer any more. */
struct work_queue_hand {
    struct store *store;
    struct snapshot *snapshot;
    const _Atomic bool *stop;
};

struct work_queue_job { /* the head of a greater struct that the poster owns until it is performed */
    struct work_queue_job *next;
    /* hand NULL: it was cancelled before its turn, on the thread of whoever cancelled it. */
    void (*perform)(struct work_queue_job *job, const struct work_queue_hand *hand);
    /* Instead of the rest of perform, when memory ran out in it (base/memory.h): tells who waits, and takes no memory. What had
     * not been committed is undone; changed: something had been. */
    void (*starved)(struct work_queue_job *job, bool changed);
    /* Instead of perform, when the store could not be opened: err says why. NULL: as when memory ran out. */
    void (*unopened)(struct work_queue_job *job, struct err *err);
    int64_t id;         /* 0: not listed, never cancelled */
    const char *person; /* "uid:0"; lives as long as the job */
    const char *what;   /* a constant: the command's words, the page's address */
    int64_t since;      /* when it was posted, then begun; on clock_steady */
};

/* How much there is to do and was done. */
struct work_queue_load {
    size_t queued;     /* jobs not begun */
    int64_t performed; /* since the start */
    int64_t busy_ms;   /* spent on those, on clock_steady */
};

/* The store is opened once a hand; a held queue takes jobs but performs none until it is released. */
struct work_queue_plan {
    const char *folder; /* NULL: no hand has a connection or a package */
    enum store_mode mode;
    struct package_shelf *shelf; /* outlives it */
    bool later; /* with its first job: of those that read and are seldom asked */
    bool held;
    bool gentle; /* its hands yield to the others (worker/worker_settings.h) */
    int hands, share;
};
struct work_queue *work_queue_create(const struct work_queue_plan *plan, struct err *err);
struct store *work_queue_store(struct work_queue *queue); /* the first hand's; only before the first job is posted */
/* These from any thread. */
struct work_queue_load work_queue_load(struct work_queue *queue);
void work_queue_release(struct work_queue *queue);
void work_queue_post(struct work_queue *queue, struct work_queue_job *job);
/* Each job with an id, those under way first. `each` must not call back into the queue. */
typedef void work_queue_visit(void *visitor, const struct work_queue_job *job, bool running);
void work_queue_list(struct work_queue *queue, work_queue_visit *each, void *visitor);
/* A job that waits is performed at once without a hand, one under way is told to stop. False: there is no such job. */
bool work_queue_cancel(struct work_queue *queue, int64_t id);
/* Lets it end once its queue is empty, and waits so many seconds. False: it is still at work, and stays. */
bool work_queue_finish(struct work_queue *queue, int seconds);

#endif
