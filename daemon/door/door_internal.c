#include "door/door_internal.h"

#include "base/err.h"

#include <event2/event.h>

enum { FLUSH_MILLISECONDS = 200 };

const char *door_say(const struct door *door, const struct err *err)
{
    const char *text = door->options->english ? err->en : err->vi;
    return text ? text : "?";
}

void door_leave_soon(struct door *door)
{
    /* Answers that were just given still have to reach their sockets. */
    event_base_loopexit(door->base, &(struct timeval){.tv_usec = FLUSH_MILLISECONDS * 1000});
}

void door_answered(struct door *door)
{
    door->open--;
    if (!door->open && atomic_load(&door->ending))
        door_leave_soon(door);
}
