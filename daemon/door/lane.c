#include "door/lane.h"

#include "base/clock.h"
#include "base/err.h"
#include "engine/snapshot.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct lane {
    struct store *store;
    struct snapshot *snapshot;
    pthread_t thread;
    pthread_mutex_t lock; /* guards what follows */
    pthread_cond_t woken, done; /* done: by the steady clock, whoever sets the other one */
    struct lane_job *first, **last;
    bool held, ending, ended;
    struct lane_load load;
};

static struct lane_job *take(struct lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    while ((!lane->first || lane->held) && !(lane->ending && !lane->first))
        pthread_cond_wait(&lane->woken, &lane->lock);
    struct lane_job *job = lane->first;
    if (job) {
        lane->first = job->next;
        if (!lane->first)
            lane->last = &lane->first;
        lane->load.queued--;
    }
    pthread_mutex_unlock(&lane->lock);
    return job;
}

static void *run(void *argument)
{
    struct lane *lane = argument;
    for (struct lane_job *job; (job = take(lane));) {
        int64_t began = clock_steady();
        job->perform(job, lane->store, lane->snapshot);
        pthread_mutex_lock(&lane->lock);
        lane->load.performed++;
        lane->load.busy_ms += clock_steady() - began;
        pthread_mutex_unlock(&lane->lock);
    }
    pthread_mutex_lock(&lane->lock);
    lane->ended = true;
    pthread_cond_signal(&lane->done);
    pthread_mutex_unlock(&lane->lock);
    return NULL;
}

struct lane_load lane_load(struct lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    struct lane_load load = lane->load;
    pthread_mutex_unlock(&lane->lock);
    return load;
}

static void destroy(struct lane *lane)
{
    store_close(lane->store);
    snapshot_destroy(lane->snapshot);
    pthread_cond_destroy(&lane->woken);
    pthread_cond_destroy(&lane->done);
    pthread_mutex_destroy(&lane->lock);
    free(lane);
}

struct lane *lane_create(const char *folder, enum store_mode mode, bool held, struct err *err)
{
    struct store *store = store_open(folder, mode, err);
    if (!store)
        return NULL;
    struct lane *lane = calloc(1, sizeof *lane);
    if (!lane)
        die("out of memory");
    lane->store = store;
    lane->snapshot = snapshot_create();
    lane->held = held;
    lane->last = &lane->first;
    pthread_mutex_init(&lane->lock, NULL);
    pthread_cond_init(&lane->woken, NULL);
    pthread_condattr_t steady;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&lane->done, &steady);
    pthread_condattr_destroy(&steady);
    int failed = pthread_create(&lane->thread, NULL, run, lane);
    if (!failed)
        return lane;
    err_set(err, "không tạo được luồng: %s", "no thread could be made: %s", strerror(failed));
    destroy(lane);
    return NULL;
}

struct store *lane_store(struct lane *lane)
{
    return lane->store;
}

void lane_release(struct lane *lane)
{
    pthread_mutex_lock(&lane->lock);
    lane->held = false;
    pthread_cond_signal(&lane->woken);
    pthread_mutex_unlock(&lane->lock);
}

void lane_post(struct lane *lane, struct lane_job *job)
{
    job->next = NULL;
    pthread_mutex_lock(&lane->lock);
    *lane->last = job;
    lane->last = &job->next;
    lane->load.queued++;
    pthread_cond_signal(&lane->woken);
    pthread_mutex_unlock(&lane->lock);
}

bool lane_finish(struct lane *lane, int seconds)
{
    if (!lane)
        return true;
    pthread_mutex_lock(&lane->lock);
    lane->ending = true;
    lane->held = false;
    pthread_cond_signal(&lane->woken);
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += seconds;
    while (!lane->ended && pthread_cond_timedwait(&lane->done, &lane->lock, &until) == 0)
        ;
    bool ended = lane->ended;
    pthread_mutex_unlock(&lane->lock);
    if (!ended || pthread_join(lane->thread, NULL) != 0)
        return false;
    destroy(lane);
    return true;
}
