#include "door/due_timer.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/log.h"
#include "base/memory.h"
#include "command/dispatch.h"
#include "door/door_internal.h"
#include "door/live_timer.h"
#include "door/mailbox.h"
#include "door/message_timer.h"
#include "door/work_queue.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

enum {
    LOOK_SECONDS = 60,
    JUMP_SECONDS = 10, /* what no keeping of time by small steps explains */
};

struct due_timer {
    struct work_queue_job job; /* first */
    struct mailbox_letter looked;
    struct door *door;
    struct event *event;
    struct worker_settings worker; /* as they were when the look began */
    struct retention retention;    /* the same */
    struct message_settings messages; /* the same */
    bool busy, again, first;       /* the loop's */
    bool failed;                   /* of the look that ended */
    int64_t next;
    int64_t failing_since; /* looks fail; on clock_steady, 0: they do not. The loop's */
    char *said; /* the failure logged last: said once, not every minute */
    int64_t seen_at, seen_steady; /* the clock when it was looked at last, and the steady one; the loop's */
};

/* ---- on the writer's queue ---- */

static void log_progress(void *argument, const char *vi, const char *en)
{
    const struct due_timer *due_timer = argument;
    log_line(LOG_INFO, "%s", due_timer->door->options->english ? en : vi);
}

static void note_failure(struct due_timer *due_timer, const struct err *err)
{
    if (due_timer->said && err->vi && strcmp(due_timer->said, err->vi) == 0)
        return;
    log_line(LOG_ERROR, "%s", door_say(due_timer->door, err));
    free(due_timer->said);
    due_timer->said = err->vi ? strdup(err->vi) : NULL;
}

/* What was begun is undone, what was done stays; the rest is looked at again. */
static void starve(struct work_queue_job *job, bool changed)
{
    struct due_timer *due_timer = (struct due_timer *)job;
    (void)changed;
    due_timer->failed = true;
    log_line(LOG_ERROR, "%s", due_timer->door->options->english ? "the machine has no memory left for what is due; it is tried again"
                                                               : "máy hết bộ nhớ nên chưa làm việc đến hạn; sẽ thử lại");
    mailbox_send(due_timer->door->mailbox, &due_timer->looked);
}

/* One thing that is due. True: look again. */
static bool perform_one(struct due_timer *due_timer, struct store *store, struct snapshot *snapshot)
{
    bool performed = false;
    struct err err = {0};
    struct command_call call = {
        .first_page = command_find(FIRST_PAGE),
        .arena = arena_create(),
        .store = store,
        .snapshot = snapshot,
        .clock = &due_timer->door->clock,
        .worker = &due_timer->worker,
        .retention = &due_timer->retention,
        .messages = &due_timer->messages,
        .actor = "thiduad",
        .via = due_timer->first ? "start" : "timer",
        .progress = log_progress,
        .door = due_timer,
    };
    due_timer->failed = !command_tick(&call, &performed, &due_timer->next, &err);
    if (due_timer->failed)
        note_failure(due_timer, &err);
    err_clear(&err);
    arena_destroy(call.arena);
    return performed && !due_timer->failed;
}

static void look(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct due_timer *due_timer = (struct due_timer *)job;
    while (!atomic_load(&due_timer->door->ending) && perform_one(due_timer, hand->store, hand->snapshot)) {
    }
    mailbox_send(due_timer->door->mailbox, &due_timer->looked);
}

/* ---- on the loop ---- */

/* Somebody set the machine's clock, or the machine slept: whoever reads the log later should know. Whether it is believed
 * is decided by what is stored (agenda/clock_watch.h). */
static void note_clock(void *context)
{
    struct due_timer *due_timer = context;
    const struct door *door = due_timer->door;
    int64_t now = clock_now(&door->clock), steady = clock_steady(), expected = now;
    if (due_timer->seen_steady)
        expected = due_timer->seen_at + (steady - due_timer->seen_steady) / 1000;
    due_timer->seen_at = now;
    due_timer->seen_steady = steady;
    if (door->clock.is_set || llabs((long long)(now - expected)) < JUMP_SECONDS)
        return;
    struct arena *arena = arena_create();
    log_line(LOG_WARNING,
             door->options->english ? "the machine's clock jumped from %s to %s; further ahead than clock_jump, what is due waits (status)"
                                    : "đồng hồ máy nhảy từ %s đến %s; nhảy xa hơn clock_jump thì việc đến hạn chờ xác nhận (status)",
             instant_text(arena, expected), instant_text(arena, now));
    arena_destroy(arena);
}

/* A set clock stands still: only what failed is looked at again. */
static void arm(struct due_timer *due_timer)
{
    int64_t wait = LOOK_SECONDS;
    if (due_timer->door->clock.is_set && !due_timer->failed)
        return;
    if (!due_timer->failed && due_timer->next != INT64_MAX) {
        int64_t left = due_timer->next - clock_now(&due_timer->door->clock);
        wait = left < 1 ? 1 : left < LOOK_SECONDS ? left : LOOK_SECONDS;
    }
    if (event_add(due_timer->event, &(struct timeval){.tv_sec = wait}) != 0)
        event_active(due_timer->event, EV_TIMEOUT, 0); /* no memory for a timer: rather at once than never */
}

static void deliver_looked(struct mailbox_letter *letter)
{
    struct due_timer *due_timer = (struct due_timer *)((char *)letter - offsetof(struct due_timer, looked));
    due_timer->busy = false;
    due_timer->failing_since = !due_timer->failed ? 0 : due_timer->failing_since ? due_timer->failing_since : clock_steady();
    if (due_timer->first) { /* what was missed is made up: readers see the state as it should be */
        due_timer->first = false;
        for (size_t i = 0; i < DOOR_QUEUES; i++)
            if (due_timer->door->queues[i])
                work_queue_release(due_timer->door->queues[i]);
    }
    live_timer_kick(due_timer->door->live_timer);
    message_timer_kick(due_timer->door->message_timer);
    if (due_timer->again && !atomic_load(&due_timer->door->ending))
        due_timer_kick(due_timer);
    else
        arm(due_timer);
}

static void on_time(evutil_socket_t fd, short what, void *argument)
{
    (void)fd, (void)what;
    due_timer_kick(argument);
}

void due_timer_kick(struct due_timer *due_timer)
{
    (void)memory_try(note_clock, due_timer); /* a jump that is not logged is judged all the same (agenda/clock_watch.h) */
    due_timer->again = due_timer->busy;
    if (due_timer->busy || atomic_load(&due_timer->door->ending))
        return;
    due_timer->busy = true;
    due_timer->worker = due_timer->door->settings.worker;
    due_timer->retention = due_timer->door->settings.retention;
    due_timer->messages = due_timer->door->settings.messages;
    if (!due_timer->door->clock.is_set)
        atomic_store(&due_timer->door->clock.jump, due_timer->door->settings.clock_jump);
    evtimer_del(due_timer->event);
    work_queue_post(due_timer->door->queues[COMMAND_ON_WRITER], &due_timer->job);
}

int64_t due_timer_failing_since(const struct due_timer *due_timer)
{
    return due_timer->failing_since;
}

struct due_timer *due_timer_create(struct door *door)
{
    struct due_timer *due_timer = calloc(1, sizeof *due_timer);
    if (!due_timer || !(due_timer->event = evtimer_new(door->base, on_time, due_timer)))
        memory_out();
    due_timer->job.perform = look;
    due_timer->job.starved = starve;
    due_timer->job.person = "thiduad";
    due_timer->looked.deliver = deliver_looked;
    due_timer->door = door;
    due_timer->first = true;
    due_timer->next = INT64_MAX;
    return due_timer;
}

void due_timer_destroy(struct due_timer *due_timer)
{
    if (!due_timer)
        return;
    event_free(due_timer->event);
    free(due_timer->said);
    free(due_timer);
}
