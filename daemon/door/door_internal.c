#include "door/door_internal.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/value.h"
#include "door/work_queue.h"

#include <event2/event.h>
#include <inttypes.h>

enum { FLUSH_MILLISECONDS = 200 };

const char *door_say(const struct door *door, const struct err *err)
{
    const char *text = door->options->english ? err->en : err->vi;
    return text ? text : "?";
}

void door_leave_soon(struct door *door)
{
    /* Answers that were just given still have to reach their sockets. */
    if (event_base_loopexit(door->base, &(struct timeval){.tv_usec = FLUSH_MILLISECONDS * 1000}) != 0)
        event_base_loopbreak(door->base); /* no memory for a timer */
}

void door_answered(struct door *door)
{
    door->open--;
    if (!door->open && atomic_load(&door->ending))
        door_leave_soon(door);
}

/* What the door knows of itself (page.h). */
struct value *door_value(const struct door *door, struct arena *arena, const struct value *certificate)
{
    static const char *const names[] = {[COMMAND_ON_READER] = "reader",
                                        [COMMAND_ON_MEASURER] = "measurer",
                                        [COMMAND_ON_TRIAL] = "trial",
                                        [COMMAND_ON_WRITER] = "writer"};
    struct value *map = value_map(arena), *queues = value_list(arena);
    for (size_t i = COMMAND_ON_READER; i < DOOR_QUEUES; i++) {
        struct work_queue_load load = work_queue_load(door->queues[i]);
        struct value *queue = value_map(arena);
        value_set_text(queue, "name", names[i]);
        value_set_int(queue, "queued", (int64_t)load.queued);
        value_set_int(queue, "performed", load.performed);
        value_set(queue, "busy", value_printf(arena, "%" PRId64 ".%03d", load.busy_ms / 1000, (int)(load.busy_ms % 1000)));
        value_append(queues, queue);
    }
    value_set(map, "queues", queues);
    value_set(map, "certificate", certificate ? certificate : value_null(arena));
    return map;
}

/* ---- jobs ---- */

struct job_list {
    struct arena *arena;
    struct value *list;
};

static void list_job(void *visitor, const struct work_queue_job *job, bool running)
{
    struct job_list *jobs = visitor;
    struct value *map = value_map(jobs->arena);
    value_set_int(map, "id", job->id);
    value_set_text(map, "command", job->what);
    value_set_text(map, "actor", job->person);
    value_set_text(map, "state", running ? "running" : "waiting");
    value_set_int(map, "seconds", (clock_steady() - job->since) / 1000);
    value_append(jobs->list, map);
}

/* The quick reads are left out: among them would be the one that asks. */
struct value *door_jobs(void *owner, struct arena *arena)
{
    struct door *door = owner;
    struct job_list jobs = {arena, value_list(arena)};
    for (size_t i = COMMAND_ON_MEASURER; i < DOOR_QUEUES; i++)
        work_queue_list(door->queues[i], list_job, &jobs);
    return jobs.list;
}

bool door_cancel_job(void *owner, int64_t id)
{
    struct door *door = owner;
    return work_queue_cancel(door->queues[COMMAND_ON_TRIAL], id) || work_queue_cancel(door->queues[COMMAND_ON_MEASURER], id);
}
