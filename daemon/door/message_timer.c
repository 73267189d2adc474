#include "door/message_timer.h"

#include "base/arena.h"
#include "base/clock.h"
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

enum { LONGEST_SECONDS = 60, AFTER_FAILURE_SECONDS = 10 };

struct message_timer {
    struct work_queue_job job; /* first */
    struct mailbox_letter done;
    struct door *door;
    struct event *event;
    struct worker_settings worker; /* as they were when the round began */
    struct message_settings settings;
    bool busy, again;       /* the loop's */
    bool failed, performed; /* of the round that ended */
    int64_t next;           /* the next message's instant, as the round found it */
    int64_t late;           /* since when the oldest lies that was tried; INT64_MAX: none */
    int64_t failing_since;  /* rounds fail; on clock_steady, 0: they do not */
    struct arena *arena;    /* of the round */
    const struct value *messages, *results;
    char *said; /* the failure logged last */
};

/* ---- on the queues ---- */

static struct command_call call_of(struct message_timer *timer, const struct work_queue_hand *hand)
{
    return (struct command_call){.arena = timer->arena,
                                 .store = hand->store,
                                 .snapshot = hand->snapshot,
                                 .clock = &timer->door->clock,
                                 .worker = &timer->worker,
                                 .messages = &timer->settings,
                                 .actor = "thiduad",
                                 .via = "timer"};
}

static void note_failure(struct message_timer *timer, const struct err *err)
{
    if (timer->said && err->vi && strcmp(timer->said, err->vi) == 0)
        return;
    log_line(LOG_ERROR, timer->door->options->english ? "messages: %s" : "gửi tin: %s", door_say(timer->door, err));
    free(timer->said);
    timer->said = err->vi ? strdup(err->vi) : NULL;
}

static void end(struct message_timer *timer, bool good, struct err *err)
{
    timer->failed = !good;
    if (!good && !atomic_load(&timer->door->ending))
        note_failure(timer, err);
    err_clear(err);
    arena_destroy(timer->arena);
    timer->arena = NULL;
    mailbox_send(timer->door->mailbox, &timer->done);
}

/* What was not said to be sent is tried again, under the same key. */
static void starve(struct work_queue_job *job, bool changed)
{
    struct message_timer *timer = (struct message_timer *)job;
    (void)changed;
    timer->failed = true;
    log_line(LOG_ERROR, "%s", timer->door->options->english ? "the machine has no memory left to send messages; it is tried again"
                                                            : "máy hết bộ nhớ nên chưa gửi tin; sẽ thử lại");
    arena_destroy(timer->arena);
    timer->arena = NULL;
    mailbox_send(timer->door->mailbox, &timer->done);
}

static void go_on(struct message_timer *timer, struct work_queue *queue, void (*perform)(struct work_queue_job *, const struct work_queue_hand *))
{
    timer->job.perform = perform;
    work_queue_post(queue, &timer->job);
}

static void perform_told(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct message_timer *timer = (struct message_timer *)job;
    struct command_call call = call_of(timer, hand);
    struct err err = {0};
    timer->performed = command_message_told(&call, timer->results, &err);
    end(timer, timer->performed, &err);
}

static void perform_send(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct message_timer *timer = (struct message_timer *)job;
    struct command_call call = call_of(timer, hand);
    timer->results = command_message_send(&call, timer->messages);
    go_on(timer, timer->door->queues[COMMAND_ON_WRITER], perform_told);
}

static void perform_take(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct message_timer *timer = (struct message_timer *)job;
    struct command_call call = call_of(timer, hand);
    struct err err = {0};
    timer->messages = command_message_take(&call, &err);
    if (!timer->messages || !value_len(timer->messages) || atomic_load(&timer->door->ending))
        end(timer, timer->messages != NULL, &err);
    else
        go_on(timer, timer->door->message_queue, perform_send);
}

static void perform_ask(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct message_timer *timer = (struct message_timer *)job;
    struct command_call call = call_of(timer, hand);
    struct err err = {0};
    bool good = command_message_next(&call, &timer->next, &err) && command_message_late(&call, &timer->late, &err);
    if (!good || timer->next > clock_now(&timer->door->clock) || atomic_load(&timer->door->ending))
        end(timer, good, &err);
    else
        go_on(timer, timer->door->queues[COMMAND_ON_WRITER], perform_take);
}

/* ---- on the loop ---- */

static void arm(struct message_timer *timer)
{
    int64_t left = timer->next == INT64_MAX ? LONGEST_SECONDS : timer->next - clock_now(&timer->door->clock);
    int64_t wait = timer->failed ? AFTER_FAILURE_SECONDS : left < 1 ? 1 : left < LONGEST_SECONDS ? left : LONGEST_SECONDS;
    if (!timer->failed && (timer->next == INT64_MAX || timer->door->clock.is_set))
        return; /* a kick comes with whatever changes that */
    if (event_add(timer->event, &(struct timeval){.tv_sec = (time_t)wait}) != 0)
        event_active(timer->event, EV_TIMEOUT, 0); /* no memory for a timer: rather at once than never */
}

static void deliver_done(struct mailbox_letter *letter)
{
    struct message_timer *timer = (struct message_timer *)((char *)letter - offsetof(struct message_timer, done));
    bool again = timer->again || timer->performed;
    timer->busy = timer->again = timer->performed = false;
    timer->failing_since = !timer->failed ? 0 : timer->failing_since ? timer->failing_since : clock_steady();
    if (atomic_load(&timer->door->ending))
        return;
    if (again)
        message_timer_kick(timer);
    else
        arm(timer);
}

static void make_arena(void *context)
{
    struct message_timer *timer = context;
    timer->arena = arena_let_go(arena_create());
}

void message_timer_kick(struct message_timer *timer)
{
    timer->again = timer->busy;
    if (timer->busy || atomic_load(&timer->door->ending))
        return;
    evtimer_del(timer->event);
    if (!memory_try(make_arena, timer)) {
        timer->failed = true;
        arm(timer);
        return;
    }
    timer->busy = true;
    timer->next = INT64_MAX;
    timer->worker = timer->door->settings.worker;
    timer->worker.stop = &timer->door->ending;
    timer->settings = timer->door->settings.messages;
    go_on(timer, timer->door->message_queue, perform_ask);
}

static void on_time(evutil_socket_t fd, short what, void *argument)
{
    (void)fd, (void)what;
    message_timer_kick(argument);
}

int64_t message_timer_failing_since(const struct message_timer *timer)
{
    int64_t lies = timer->busy || timer->late == INT64_MAX ? -1 : clock_now(&timer->door->clock) - timer->late - timer->door->settings.messages.late;
    return timer->failing_since ? timer->failing_since : lies > 0 ? clock_steady() - lies * 1000 : 0;
}

struct message_timer *message_timer_create(struct door *door)
{
    struct message_timer *timer = calloc(1, sizeof *timer);
    if (!timer || !(timer->event = evtimer_new(door->base, on_time, timer)))
        memory_out();
    timer->job.person = "thiduad";
    timer->job.what = "messages";
    timer->job.starved = starve;
    timer->done.deliver = deliver_done;
    timer->door = door;
    timer->next = timer->late = INT64_MAX;
    return timer;
}

void message_timer_destroy(struct message_timer *timer)
{
    if (!timer)
        return;
    event_free(timer->event);
    free(timer->said);
    free(timer);
}
