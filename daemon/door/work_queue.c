#include "door/work_queue.h"

#include "base/clock.h"
#include "base/err.h"
#include "contest/snapshot.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct work_queue {
    struct store *store;
    struct snapshot *snapshot;
    pthread_t thread;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t woken, done; /* done: by the steady clock, whoever sets the other one */
    struct work_queue_job *first, **last;
    bool held, ending, ended;
    struct work_queue_load load;
};

static struct work_queue_job *take(struct work_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    while ((!queue->first || queue->held) && !(queue->ending && !queue->first))
        pthread_cond_wait(&queue->woken, &queue->lock);
    struct work_queue_job *job = queue->first;
    if (job) {
        queue->first = job->next;
        if (!queue->first)
            queue->last = &queue->first;
        queue->load.queued--;
    }
    pthread_mutex_unlock(&queue->lock);
    return job;
}

static void *run(void *argument)
{
    struct work_queue *queue = argument;
    for (struct work_queue_job *job; (job = take(queue));) {
        int64_t began = clock_steady();
        job->perform(job, queue->store, queue->snapshot);
        pthread_mutex_lock(&queue->lock);
        queue->load.performed++;
        queue->load.busy_ms += clock_steady() - began;
        pthread_mutex_unlock(&queue->lock);
    }
    pthread_mutex_lock(&queue->lock);
    queue->ended = true;
    pthread_cond_signal(&queue->done);
    pthread_mutex_unlock(&queue->lock);
    return NULL;
}

struct work_queue_load work_queue_load(struct work_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    struct work_queue_load load = queue->load;
    pthread_mutex_unlock(&queue->lock);
    return load;
}

static void destroy(struct work_queue *queue)
{
    store_close(queue->store);
    snapshot_destroy(queue->snapshot);
    pthread_cond_destroy(&queue->woken);
    pthread_cond_destroy(&queue->done);
    pthread_mutex_destroy(&queue->lock);
    free(queue);
}

struct work_queue *work_queue_create(const char *folder, enum store_mode mode, bool held, struct err *err)
{
    struct store *store = store_open(folder, mode, err);
    if (!store)
        return NULL;
    struct work_queue *queue = calloc(1, sizeof *queue);
    if (!queue)
        die("out of memory");
    queue->store = store;
    queue->snapshot = snapshot_create();
    queue->held = held;
    queue->last = &queue->first;
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->woken, NULL);
    pthread_condattr_t steady;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&queue->done, &steady);
    pthread_condattr_destroy(&steady);
    int failed = pthread_create(&queue->thread, NULL, run, queue);
    if (!failed)
        return queue;
    err_set(err, "không tạo được luồng: %s", "no thread could be made: %s", strerror(failed));
    destroy(queue);
    return NULL;
}

struct store *work_queue_store(struct work_queue *queue)
{
    return queue->store;
}

void work_queue_release(struct work_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->held = false;
    pthread_cond_signal(&queue->woken);
    pthread_mutex_unlock(&queue->lock);
}

void work_queue_post(struct work_queue *queue, struct work_queue_job *job)
{
    job->next = NULL;
    pthread_mutex_lock(&queue->lock);
    *queue->last = job;
    queue->last = &job->next;
    queue->load.queued++;
    pthread_cond_signal(&queue->woken);
    pthread_mutex_unlock(&queue->lock);
}

bool work_queue_finish(struct work_queue *queue, int seconds)
{
    if (!queue)
        return true;
    pthread_mutex_lock(&queue->lock);
    queue->ending = true;
    queue->held = false;
    pthread_cond_signal(&queue->woken);
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += seconds;
    while (!queue->ended && pthread_cond_timedwait(&queue->done, &queue->lock, &until) == 0)
        ;
    bool ended = queue->ended;
    pthread_mutex_unlock(&queue->lock);
    if (!ended || pthread_join(queue->thread, NULL) != 0)
        return false;
    destroy(queue);
    return true;
}
