#include "door/work_queue.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/memory.h"
#include "contest/snapshot.h"
#include "worker/worker_settings.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { REST_SECONDS = 1 }; /* what was kept is read from files that the kernel has: less than a page takes */

/* A thread of the queue. `now` is a copy of the job under way: the job itself may be gone before its function returns. */
struct hand {
    struct work_queue *queue;
    struct work_queue_hand given;
    pthread_t thread;
    bool started, busy, rested;
    struct work_queue_job now;
    char person[WORK_QUEUE_PERSON];
    _Atomic bool stop;
};

/* When a person was served last; forgotten when the queue is idle. */
struct served {
    char person[WORK_QUEUE_PERSON];
    int64_t turn;
};

struct work_queue {
    struct hand *hands;
    int hand_count, share;
    pthread_mutex_t lock; /* guards what follows, and of a hand busy, now and person */
    pthread_cond_t woken, done; /* by the steady clock, whoever sets the other one */
    struct work_queue_job *first, **last;
    struct served *served;
    size_t served_count;
    int64_t turn;
    int at_work; /* hands whose thread has not ended */
    bool held, gentle, ending;
    bool little; /* the machine has little memory: nothing is kept for the next job */
    struct work_queue_load load;
};

/* ---- a job ---- */

struct performance {
    struct work_queue_job *job;
    const struct work_queue_hand *hand; /* NULL: it was cancelled */
};

static void perform(void *context)
{
    const struct performance *performance = context;
    struct store *store = performance->hand ? performance->hand->store : NULL;
    struct err err = {0};
    if (!store || store_revive(store, &err)) { /* it was closed as memory ran out, or is not open yet */
        performance->job->perform(performance->job, performance->hand);
        return;
    }
    if (!performance->job->unopened) {
        err_clear(&err);
        memory_out();
    }
    performance->job->unopened(performance->job, &err);
    err_clear(&err);
}

/* The job may be gone afterwards. */
static void perform_job(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct store *store = hand ? hand->store : NULL;
    int64_t commits = store ? store_commits(store) : 0;
    if (memory_try(perform, &(struct performance){job, hand}))
        return;
    if (store)
        store_abandon(store);
    job->starved(job, store && store_commits(store) != commits);
}

/* ---- whose turn it is ---- */

static bool is_same(const char *person, const char *other)
{
    return strncmp(person, other, WORK_QUEUE_PERSON - 1) == 0;
}

static int under_way(const struct work_queue *queue, const char *person)
{
    int count = 0;
    for (int i = 0; i < queue->hand_count; i++)
        count += queue->hands[i].busy && is_same(queue->hands[i].person, person);
    return count;
}

static struct served *served_of(struct work_queue *queue, const char *person)
{
    for (size_t i = 0; i < queue->served_count; i++)
        if (is_same(queue->served[i].person, person))
            return &queue->served[i];
    return NULL;
}

static void note_served(struct work_queue *queue, const char *person)
{
    struct served *served = served_of(queue, person);
    if (!served) {
        struct served *more = realloc(queue->served, (queue->served_count + 1) * sizeof *queue->served);
        if (!more)
            return; /* whose turn it is will be guessed worse */
        queue->served = more;
        served = &queue->served[queue->served_count++];
        strncpy(served->person, person, sizeof served->person - 1);
        served->person[sizeof served->person - 1] = '\0';
    }
    served->turn = ++queue->turn;
}

/* The place in the list of the job whose turn it is; NULL when none may be begun. */
static struct work_queue_job **choose(struct work_queue *queue)
{
    struct work_queue_job **best = NULL;
    int best_busy = 0;
    int64_t best_turn = 0;
    for (struct work_queue_job **at = &queue->first; *at; at = &(*at)->next) {
        const struct served *served = served_of(queue, (*at)->person);
        int busy = under_way(queue, (*at)->person);
        int64_t turn = served ? served->turn : 0;
        if (busy >= queue->share || (best && (busy > best_busy || (busy == best_busy && turn >= best_turn))))
            continue;
        best = at;
        best_busy = busy;
        best_turn = turn;
    }
    return best;
}

static struct work_queue_job *unlink_job(struct work_queue *queue, struct work_queue_job **at)
{
    struct work_queue_job *job = *at;
    *at = job->next;
    if (!*at)
        queue->last = at;
    queue->load.queued--;
    return job;
}

/* What the last job left behind for the next one. */
static void rest(const struct hand *hand)
{
    if (hand->given.store)
        store_rest(hand->given.store);
    memory_rest();
}

/* So many seconds from now, on the steady clock. */
static struct timespec after(int seconds)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += seconds;
    return time;
}

/* The hand has something to do when it is woken: a job, or the end. After its last job it wakes once more by itself, to rest. */
static struct work_queue_job **wait_for_job(struct hand *hand)
{
    struct work_queue *queue = hand->queue;
    struct work_queue_job **at = NULL;
    const struct timespec quiet = after(REST_SECONDS);
    while ((queue->held || !(at = choose(queue))) && !(queue->ending && !queue->first)) {
        if (hand->rested) {
            pthread_cond_wait(&queue->woken, &queue->lock);
        } else if (pthread_cond_timedwait(&queue->woken, &queue->lock, &quiet) == ETIMEDOUT) {
            hand->rested = true;
            pthread_mutex_unlock(&queue->lock);
            rest(hand);
            pthread_mutex_lock(&queue->lock);
        }
    }
    hand->rested = false;
    return at;
}

static struct work_queue_job *take(struct hand *hand)
{
    struct work_queue *queue = hand->queue;
    pthread_mutex_lock(&queue->lock);
    struct work_queue_job **at = wait_for_job(hand);
    struct work_queue_job *job = at ? unlink_job(queue, at) : NULL;
    if (job) {
        note_served(queue, job->person);
        job->since = clock_steady();
        hand->now = *job;
        strncpy(hand->person, job->person, sizeof hand->person - 1);
        hand->now.person = hand->person;
        hand->busy = true;
        atomic_store(&hand->stop, false);
    }
    pthread_mutex_unlock(&queue->lock);
    return job;
}

/* Its person may begin another; who waits only for that is woken. */
static void put_down(struct hand *hand)
{
    struct work_queue *queue = hand->queue;
    pthread_mutex_lock(&queue->lock);
    hand->busy = false;
    queue->load.performed++;
    queue->load.busy_ms += clock_steady() - hand->now.since;
    if (!queue->first && !queue->ending)
        queue->served_count = 0;
    pthread_cond_broadcast(&queue->woken);
    pthread_mutex_unlock(&queue->lock);
}

static void *run(void *argument)
{
    struct hand *hand = argument;
    struct work_queue *queue = hand->queue;
    if (queue->gentle)
        setpriority(PRIO_PROCESS, (id_t)gettid(), WORKER_GENTLE); /* of this thread alone; best effort */
    for (struct work_queue_job *job; (job = take(hand));) {
        perform_job(job, &hand->given);
        put_down(hand);
        if (queue->little)
            memory_rest();
    }
    pthread_mutex_lock(&queue->lock);
    queue->at_work--;
    pthread_cond_broadcast(&queue->woken);
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

/* ---- beginning and end ---- */

static void destroy(struct work_queue *queue)
{
    for (int i = 0; i < queue->hand_count; i++) {
        store_close(queue->hands[i].given.store);
        snapshot_destroy(queue->hands[i].given.snapshot);
    }
    pthread_cond_destroy(&queue->woken);
    pthread_cond_destroy(&queue->done);
    pthread_mutex_destroy(&queue->lock);
    free(queue->served);
    free(queue->hands);
    free(queue);
}

static bool start_hand(struct work_queue *queue, struct hand *hand, struct err *err)
{
    int failed = pthread_create(&hand->thread, NULL, run, hand);
    if (failed)
        return err_set(err, "không tạo được luồng: %s", "no thread could be made: %s", strerror(failed));
    hand->started = true;
    pthread_mutex_lock(&queue->lock);
    queue->at_work++;
    pthread_mutex_unlock(&queue->lock);
    return true;
}

static bool open_hand(struct work_queue *queue, struct hand *hand, const struct work_queue_plan *plan, struct err *err)
{
    hand->queue = queue;
    hand->rested = true; /* before its first job it has nothing to rest from, and whoever made it has the store */
    hand->given.stop = &hand->stop;
    if (!plan->folder)
        return true;
    hand->given.snapshot = snapshot_create(plan->shelf);
    hand->given.store = plan->later ? store_open_later(plan->folder) : store_open(plan->folder, plan->mode, err);
    if (hand->given.store)
        store_let_go(hand->given.store);
    return hand->given.store != NULL;
}

static struct work_queue *create(const struct work_queue_plan *plan)
{
    struct work_queue *queue = calloc(1, sizeof *queue);
    if (!queue || !(queue->hands = calloc((size_t)plan->hands, sizeof *queue->hands)))
        memory_out();
    queue->hand_count = plan->hands;
    queue->share = plan->share;
    queue->held = plan->held;
    queue->gentle = plan->gentle;
    queue->little = memory_is_little();
    queue->last = &queue->first;
    pthread_mutex_init(&queue->lock, NULL);
    pthread_condattr_t steady;
    pthread_condattr_init(&steady);
    pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
    pthread_cond_init(&queue->woken, &steady);
    pthread_cond_init(&queue->done, &steady);
    pthread_condattr_destroy(&steady);
    return queue;
}

struct work_queue *work_queue_create(const struct work_queue_plan *plan, struct err *err)
{
    struct work_queue *queue = create(plan);
    bool good = true;
    for (int i = 0; i < plan->hands && good; i++)
        good = open_hand(queue, &queue->hands[i], plan, err);
    for (int i = 0; i < plan->hands && good; i++)
        good = start_hand(queue, &queue->hands[i], err);
    if (good)
        return queue;
    if (queue->hands[0].started)
        work_queue_finish(queue, 1);
    else
        destroy(queue);
    return NULL;
}

struct store *work_queue_store(struct work_queue *queue)
{
    return queue->hands[0].given.store;
}

void work_queue_release(struct work_queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->held = false;
    pthread_cond_broadcast(&queue->woken);
    pthread_mutex_unlock(&queue->lock);
}

void work_queue_post(struct work_queue *queue, struct work_queue_job *job)
{
    job->next = NULL;
    job->since = clock_steady();
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
    pthread_cond_broadcast(&queue->woken);
    const struct timespec until = after(seconds);
    while (queue->at_work && pthread_cond_timedwait(&queue->done, &queue->lock, &until) == 0)
        ;
    bool ended = !queue->at_work;
    pthread_mutex_unlock(&queue->lock);
    for (int i = 0; i < queue->hand_count && ended; i++)
        ended = !queue->hands[i].started || pthread_join(queue->hands[i].thread, NULL) == 0;
    if (ended)
        destroy(queue);
    return ended;
}

/* ---- what there is to do, and what is not wanted any more ---- */

struct looking {
    struct memory_held held; /* first */
    struct work_queue *queue;
};

static void release(struct memory_held *held)
{
    pthread_mutex_unlock(&((struct looking *)held)->queue->lock);
}

void work_queue_list(struct work_queue *queue, work_queue_visit *each, void *visitor)
{
    struct looking looking = {.queue = queue};
    pthread_mutex_lock(&queue->lock);
    memory_hold(&looking.held, release);
    for (int i = 0; i < queue->hand_count; i++)
        if (queue->hands[i].busy && queue->hands[i].now.id)
            each(visitor, &queue->hands[i].now, true);
    for (const struct work_queue_job *job = queue->first; job; job = job->next)
        if (job->id)
            each(visitor, job, false);
    memory_let_go(&looking.held);
    pthread_mutex_unlock(&queue->lock);
}

bool work_queue_cancel(struct work_queue *queue, int64_t id)
{
    struct work_queue_job *waited = NULL;
    bool found = false;
    pthread_mutex_lock(&queue->lock);
    for (int i = 0; i < queue->hand_count && id; i++)
        if (queue->hands[i].busy && queue->hands[i].now.id == id) {
            atomic_store(&queue->hands[i].stop, true);
            found = true;
        }
    for (struct work_queue_job **at = &queue->first; *at && id && !found; at = &(*at)->next)
        if ((*at)->id == id) {
            waited = unlink_job(queue, at);
            found = true;
            break;
        }
    pthread_mutex_unlock(&queue->lock);
    if (waited)
        perform_job(waited, NULL);
    return found;
}
