#include "door/lookout.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/log.h"
#include "command/dispatch.h"
#include "door/inside.h"
#include "door/lane.h"
#include "door/post.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

enum {
    LOOK_SECONDS = 60,
    JUMP_SECONDS = 10, /* what no keeping of time by small steps explains */
};

struct lookout {
    struct lane_job job; /* first */
    struct post_letter looked;
    struct door *door;
    struct event *event;
    struct worker_settings worker; /* as they were when the look began */
    bool busy, again, first;       /* the loop's */
    bool failed;                   /* of the look that ended */
    int64_t next;
    char *said; /* the failure logged last: said once, not every minute */
    int64_t seen_at, seen_steady; /* the clock when it was looked at last, and the steady one; the loop's */
};

/* ---- on the writer's lane ---- */

static void log_progress(void *argument, const char *vi, const char *en)
{
    const struct lookout *lookout = argument;
    log_line(LOG_INFO, "%s", lookout->door->options->english ? en : vi);
}

static void note_failure(struct lookout *lookout, const struct err *err)
{
    if (lookout->said && err->vi && strcmp(lookout->said, err->vi) == 0)
        return;
    log_line(LOG_ERROR, "%s", door_say(lookout->door, err));
    free(lookout->said);
    lookout->said = err->vi ? strdup(err->vi) : NULL;
}

/* One thing that is due. True: look again. */
static bool perform_one(struct lookout *lookout, struct store *store, struct snapshot *snapshot)
{
    bool performed = false;
    struct err err = {0};
    struct command_call call = {
        .arena = arena_create(),
        .store = store,
        .snapshot = snapshot,
        .clock = &lookout->door->clock,
        .worker = &lookout->worker,
        .actor = "thiduad",
        .via = lookout->first ? "start" : "timer",
        .progress = log_progress,
        .door = lookout,
    };
    lookout->failed = !command_tick(&call, &performed, &lookout->next, &err);
    if (lookout->failed)
        note_failure(lookout, &err);
    err_clear(&err);
    arena_destroy(call.arena);
    return performed && !lookout->failed;
}

static void look(struct lane_job *job, struct store *store, struct snapshot *snapshot)
{
    struct lookout *lookout = (struct lookout *)job;
    while (!atomic_load(&lookout->door->ending) && perform_one(lookout, store, snapshot)) {
    }
    post_send(lookout->door->post, &lookout->looked);
}

/* ---- on the loop ---- */

/* Somebody set the machine's clock, or the machine slept: whoever reads the log later should know. Nothing depends
 * on it, for what is due is asked of the timetable anew each time. */
static void note_clock(struct lookout *lookout)
{
    const struct door *door = lookout->door;
    int64_t now = clock_now(&door->clock), steady = clock_steady(), expected = now;
    if (lookout->seen_steady)
        expected = lookout->seen_at + (steady - lookout->seen_steady) / 1000;
    lookout->seen_at = now;
    lookout->seen_steady = steady;
    if (door->clock.is_set || llabs((long long)(now - expected)) < JUMP_SECONDS)
        return;
    struct arena *arena = arena_create();
    log_line(LOG_WARNING,
             door->options->english ? "the machine's clock jumped from %s to %s; what is due is performed once all the same"
                                    : "đồng hồ máy nhảy từ %s đến %s; việc đến hạn vẫn được làm đúng một lần",
             instant_text(arena, expected), instant_text(arena, now));
    arena_destroy(arena);
}

/* A set clock stands still: only what failed is looked at again. */
static void arm(struct lookout *lookout)
{
    int64_t wait = LOOK_SECONDS;
    if (lookout->door->clock.is_set && !lookout->failed)
        return;
    if (!lookout->failed && lookout->next != INT64_MAX) {
        int64_t left = lookout->next - clock_now(&lookout->door->clock);
        wait = left < 1 ? 1 : left < LOOK_SECONDS ? left : LOOK_SECONDS;
    }
    event_add(lookout->event, &(struct timeval){.tv_sec = wait});
}

static void deliver_looked(struct post_letter *letter)
{
    struct lookout *lookout = (struct lookout *)((char *)letter - offsetof(struct lookout, looked));
    lookout->busy = false;
    if (lookout->first) { /* what was missed is made up: readers see the state as it should be */
        lookout->first = false;
        lane_release(lookout->door->lanes[COMMAND_ON_READER]);
        lane_release(lookout->door->lanes[COMMAND_ON_MEASURER]);
    }
    if (lookout->again && !atomic_load(&lookout->door->ending))
        lookout_kick(lookout);
    else
        arm(lookout);
}

static void on_time(evutil_socket_t fd, short what, void *argument)
{
    (void)fd, (void)what;
    lookout_kick(argument);
}

void lookout_kick(struct lookout *lookout)
{
    note_clock(lookout);
    lookout->again = lookout->busy;
    if (lookout->busy || atomic_load(&lookout->door->ending))
        return;
    lookout->busy = true;
    lookout->worker = lookout->door->settings.worker;
    evtimer_del(lookout->event);
    lane_post(lookout->door->lanes[COMMAND_ON_WRITER], &lookout->job);
}

struct lookout *lookout_create(struct door *door)
{
    struct lookout *lookout = calloc(1, sizeof *lookout);
    if (!lookout || !(lookout->event = evtimer_new(door->base, on_time, lookout)))
        die("out of memory");
    lookout->job.perform = look;
    lookout->looked.deliver = deliver_looked;
    lookout->door = door;
    lookout->first = true;
    lookout->next = INT64_MAX;
    return lookout;
}

void lookout_destroy(struct lookout *lookout)
{
    if (!lookout)
        return;
    event_free(lookout->event);
    free(lookout->said);
    free(lookout);
}
