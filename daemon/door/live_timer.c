#include "door/live_timer.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/value.h"
#include "command/dispatch.h"
#include "door/door_internal.h"
#include "door/mailbox.h"
#include "door/work_queue.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

struct live_timer {
    struct work_queue_job job; /* first */
    struct mailbox_letter done;
    struct door *door;
    struct event *event;
    struct worker_settings worker; /* as they were when the measuring began */
    bool busy, again, armed;       /* the loop's */
    int64_t begun, ended;          /* on clock_steady */
    struct arena *arena;           /* of the measuring under way */
    const struct value *figures;
    char *said; /* the failure logged last */
};

/* ---- on the queues ---- */

static void note_failure(struct live_timer *live, const struct err *err)
{
    if (live->said && err->vi && strcmp(live->said, err->vi) == 0)
        return;
    log_line(LOG_WARNING, live->door->options->english ? "figures of open periods: %s" : "số liệu tạm của kỳ đang diễn ra: %s",
             door_say(live->door, err));
    free(live->said);
    live->said = err->vi ? strdup(err->vi) : NULL;
}

static void end(struct live_timer *live, bool good, struct err *err)
{
    if (!good && !atomic_load(&live->door->ending))
        note_failure(live, err);
    err_clear(err);
    arena_destroy(live->arena);
    live->arena = NULL;
    mailbox_send(live->door->mailbox, &live->done);
}

/* The figures that stand are older for a while: the next change, or the next look at what is due, measures again. */
static void starve(struct work_queue_job *job, bool changed)
{
    struct live_timer *live = (struct live_timer *)job;
    (void)changed;
    log_line(LOG_WARNING, "%s", live->door->options->english ? "the machine has no memory left for the figures of open periods"
                                                            : "máy hết bộ nhớ nên chưa tính số liệu tạm của kỳ đang diễn ra");
    arena_destroy(live->arena);
    live->arena = NULL;
    mailbox_send(live->door->mailbox, &live->done);
}

static void perform_write(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct live_timer *live = (struct live_timer *)job;
    struct err err = {0};
    end(live, !hand || command_live_write(hand->store, live->figures, &err), &err);
}

static void perform_measure(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct live_timer *live = (struct live_timer *)job;
    struct err err = {0};
    struct command_call call = {
        .arena = live->arena,
        .store = hand ? hand->store : NULL,
        .snapshot = hand ? hand->snapshot : NULL,
        .clock = &live->door->clock,
        .worker = &live->worker,
        .actor = "thiduad",
        .via = "timer",
    };
    bool good = !hand || command_live_measure(&call, &live->figures, &err);
    if (!good || !hand || value_is_null(live->figures) || atomic_load(&live->door->ending)) { /* of an ending daemon it is not whole */
        end(live, good, &err);
        return;
    }
    live->job.perform = perform_write;
    work_queue_post(live->door->queues[COMMAND_ON_WRITER], &live->job);
}

/* ---- on the loop ---- */

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* When the next one may begin; on clock_steady. */
static int64_t next_of(const struct live_timer *live)
{
    int64_t took = live->ended - live->begun;
    return live->begun ? later(live->begun + LIVE_REST_MS, live->ended + LIVE_SHARE * took) : 0;
}

static void arm(struct live_timer *live)
{
    int64_t wait = later(next_of(live) - clock_steady(), LIVE_WAIT_MS);
    live->armed = true;
    if (event_add(live->event, &(struct timeval){.tv_sec = (time_t)(wait / 1000), .tv_usec = (suseconds_t)(wait % 1000 * 1000)}) != 0)
        event_active(live->event, EV_TIMEOUT, 0); /* no memory for a timer: rather at once than never */
}

static void make_arena(void *context)
{
    struct live_timer *live = context;
    live->arena = arena_let_go(arena_create());
}

static void on_time(evutil_socket_t fd, short what, void *argument)
{
    (void)fd, (void)what;
    struct live_timer *live = argument;
    live->armed = false;
    if (atomic_load(&live->door->ending))
        return;
    if (!memory_try(make_arena, live)) {
        arm(live);
        return;
    }
    live->busy = true;
    live->begun = clock_steady();
    live->worker = live->door->settings.worker;
    live->worker.stop = &live->door->ending;
    live->job.perform = perform_measure;
    work_queue_post(live->door->queues[COMMAND_ON_MEASURER], &live->job);
}

static void deliver_done(struct mailbox_letter *letter)
{
    struct live_timer *live = (struct live_timer *)((char *)letter - offsetof(struct live_timer, done));
    bool again = live->again;
    live->busy = live->again = false;
    live->ended = clock_steady();
    if (again && !atomic_load(&live->door->ending))
        arm(live);
}

void live_timer_kick(struct live_timer *live)
{
    if (live->busy)
        live->again = true;
    else if (!live->armed && !atomic_load(&live->door->ending))
        arm(live);
}

struct live_timer *live_timer_create(struct door *door)
{
    struct live_timer *live = calloc(1, sizeof *live);
    if (!live || !(live->event = evtimer_new(door->base, on_time, live)))
        memory_out();
    live->job.person = "thiduad";
    live->job.what = "live";
    live->job.starved = starve;
    live->done.deliver = deliver_done;
    live->door = door;
    return live;
}

void live_timer_destroy(struct live_timer *live)
{
    if (!live)
        return;
    event_free(live->event);
    free(live->said);
    free(live);
}
