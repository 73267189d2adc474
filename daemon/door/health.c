#include "door/health.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/json.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/value.h"
#include "door/door_internal.h"
#include "door/due_timer.h"
#include "door/http_connection.h"
#include "door/http_reply.h"
#include "door/mailbox.h"
#include "door/message_timer.h"
#include "door/work_queue.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <stdlib.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

enum { BEAT_MS = 30 * 1000, PROBE_BYTES = 4096 };

struct health {
    struct work_queue_job job; /* first */
    struct mailbox_letter beaten;
    struct door *door;
    struct event *event;
    uint64_t watchdog_usec; /* 0: systemd does not watch */
    bool busy;              /* the writer was asked and has not answered; the loop's */
    bool full;              /* of the probe that ended */
    int64_t asked, full_since; /* on clock_steady */
    bool failing;           /* it was said in the log */
};

/* ---- what is looked at: since when it has been wrong, 0 when it is not; on clock_steady ---- */

static int64_t timetable_since(const struct health *health)
{
    return due_timer_failing_since(health->door->due_timer);
}

static int64_t writer_since(const struct health *health)
{
    return health->busy ? health->asked : 0;
}

static int64_t disk_since(const struct health *health)
{
    return health->full_since;
}

static int64_t outbox_since(const struct health *health)
{
    return message_timer_failing_since(health->door->message_timer);
}

static const struct {
    const char *name; /* in the answer: general words */
    int64_t (*since)(const struct health *health);
} parts[] = {{"timetable", timetable_since}, {"writer", writer_since}, {"disk", disk_since}, {"outbox", outbox_since}};

static struct value *failing(const struct health *health, struct arena *arena)
{
    struct value *list = value_list(arena);
    int64_t now = clock_steady(), patience = (int64_t)health->door->settings.patience * 1000;
    for (size_t i = 0; i < LEN(parts); i++) {
        int64_t since = parts[i].since(health);
        if (since && now - since >= patience)
            value_append(list, value_text(arena, parts[i].name));
    }
    return list;
}

static void write_failing(struct buffer *line, struct arena *arena, const struct value *list)
{
    struct value *map = value_map(arena);
    value_set_text(map, "status", "failing");
    value_set(map, "failing", list);
    json_write(line, map);
    buffer_putc(line, '\n');
}

bool health_refuse(const struct health *health, struct http_connection *connection)
{
    struct arena *arena = arena_create();
    const struct value *list = failing(health, arena);
    bool wrong = value_len(list) > 0;
    if (wrong) {
        struct buffer line = {0};
        write_failing(&line, arena, list);
        http_connection_answer(connection, 503, &http_reply_json, &line);
        buffer_finish(&line);
    }
    arena_destroy(arena);
    return wrong;
}

/* ---- on the writer's queue ---- */

/* Whether the disk takes a few bytes; a file system without unnamed files is not asked. */
static bool is_full(const char *folder)
{
    static const char bytes[PROBE_BYTES];
    int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT;
    bool full = pwrite(fd, bytes, sizeof bytes, 0) != sizeof bytes;
    close(fd);
    return full;
}

static void beat(struct work_queue_job *job, const struct work_queue_hand *hand)
{
    struct health *health = (struct health *)job;
    (void)hand;
    health->full = is_full(health->door->state.folder);
    mailbox_send(health->door->mailbox, &health->beaten);
}

static void starve(struct work_queue_job *job, bool changed)
{
    struct health *health = (struct health *)job;
    (void)changed;
    mailbox_send(health->door->mailbox, &health->beaten);
}

/* ---- on the loop ---- */

/* Said once, when it begins and when it ends. */
static void say(void *context)
{
    struct health *health = context;
    struct arena *arena = arena_create();
    struct buffer line = {0};
    const struct value *list = failing(health, arena);
    bool wrong = value_len(list) > 0, english = health->door->options->english;
    write_failing(&line, arena, list);
    if (wrong && !health->failing)
        log_line(LOG_ERROR, english ? "unwell, as /healthz says: %.*s" : "không ổn, như /healthz báo: %.*s", (int)line.len - 1, buffer_text(&line));
    else if (!wrong && health->failing)
        log_line(LOG_NOTICE, "%s", english ? "well again" : "đã ổn trở lại");
    if (wrong != health->failing)
        sd_notifyf(0, "STATUS=%s", wrong ? "failing" : "ok");
    health->failing = wrong;
    buffer_finish(&line);
    arena_destroy(arena);
}

static void deliver_beaten(struct mailbox_letter *letter)
{
    struct health *health = (struct health *)((char *)letter - offsetof(struct health, beaten));
    health->busy = false;
    if (!health->full)
        health->full_since = 0;
    else if (!health->full_since)
        health->full_since = clock_steady();
    if (health->watchdog_usec)
        sd_notify(0, "WATCHDOG=1"); /* a full disk is not mended by a start */
}

static int64_t shorter(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void arm(struct health *health)
{
    int64_t wait = shorter(BEAT_MS, (int64_t)health->door->settings.patience * 500);
    if (health->watchdog_usec)
        wait = shorter(wait, (int64_t)(health->watchdog_usec / 3000));
    if (event_add(health->event, &(struct timeval){.tv_sec = wait / 1000, .tv_usec = wait % 1000 * 1000}) != 0)
        event_active(health->event, EV_TIMEOUT, 0); /* no memory for a timer: rather at once than never */
}

static void on_time(evutil_socket_t fd, short what, void *argument)
{
    (void)fd, (void)what;
    struct health *health = argument;
    (void)memory_try(say, health);
    arm(health);
    if (health->busy || atomic_load(&health->door->ending))
        return;
    health->busy = true;
    health->asked = clock_steady();
    work_queue_post(health->door->queues[COMMAND_ON_WRITER], &health->job);
}

struct health *health_create(struct door *door)
{
    struct health *health = calloc(1, sizeof *health);
    if (!health || !(health->event = evtimer_new(door->base, on_time, health)))
        memory_out();
    health->job.perform = beat;
    health->job.starved = starve;
    health->job.person = "thiduad";
    health->job.what = "health";
    health->beaten.deliver = deliver_beaten;
    health->door = door;
    if (sd_watchdog_enabled(0, &health->watchdog_usec) <= 0)
        health->watchdog_usec = 0;
    arm(health);
    return health;
}

void health_destroy(struct health *health)
{
    if (!health)
        return;
    event_free(health->event);
    free(health);
}
