#include "upgrade/waiting_room.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/value.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 128, PATIENCE_MS = 500, SAYING_BYTES = 1024 };

struct waiting_room {
    int doors[WAITING_ROOM_DOORS], end[2]; /* end: a pipe that is closed when it is over */
    bool silent[WAITING_ROOM_DOORS];
    pthread_t thread;
    pthread_mutex_t lock;
    char saying[SAYING_BYTES]; /* a body; under the lock */
};

/* What was sent is read before the door is shut, so that the answer is not taken back; for so long, and no longer. */
static void hear(int fd)
{
    char bytes[4096];
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    if (poll(&wait, 1, PATIENCE_MS) == 1)
        (void)!recv(fd, bytes, sizeof bytes, MSG_DONTWAIT);
}

static void answer(struct waiting_room *room, int fd)
{
    char body[SAYING_BYTES], text[SAYING_BYTES + 256];
    pthread_mutex_lock(&room->lock);
    memcpy(body, room->saying, sizeof body);
    pthread_mutex_unlock(&room->lock);
    int len = snprintf(text, sizeof text,
                       "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json; charset=utf-8\r\nCache-Control: no-store\r\n"
                       "Content-Length: %zu\r\nRetry-After: %d\r\nConnection: close\r\n\r\n%s",
                       strlen(body), WAITING_ROOM_SECONDS, body);
    hear(fd);
    (void)!send(fd, text, (size_t)len, MSG_DONTWAIT | MSG_NOSIGNAL);
    shutdown(fd, SHUT_WR);
}

static void *serve(void *argument)
{
    struct waiting_room *room = argument;
    struct pollfd wait[WAITING_ROOM_DOORS + 1];
    for (size_t i = 0; i < WAITING_ROOM_DOORS; i++)
        wait[i] = (struct pollfd){.fd = room->doors[i], .events = POLLIN};
    wait[WAITING_ROOM_DOORS] = (struct pollfd){.fd = room->end[0], .events = POLLIN};
    while (poll(wait, WAITING_ROOM_DOORS + 1, -1) >= 0 || errno == EINTR) {
        if (wait[WAITING_ROOM_DOORS].revents)
            break;
        for (size_t i = 0; i < WAITING_ROOM_DOORS; i++) {
            int fd = wait[i].revents ? accept(room->doors[i], NULL, NULL) : -1;
            if (fd < 0)
                continue;
            if (!room->silent[i])
                answer(room, fd);
            close(fd);
        }
    }
    return NULL;
}

void waiting_room_say(struct waiting_room *room, const char *vi, const char *en)
{
    struct arena *arena = arena_create();
    struct value *body = value_map(arena), *error = value_map(arena);
    value_set(error, "vi", value_printf(arena, "máy chủ đang khởi động, hãy thử lại sau ít phút: %s", vi));
    value_set(error, "en", value_printf(arena, "the daemon is starting, try again in a few minutes: %s", en));
    value_set(body, "error", error);
    value_set_bool(body, "starting", true);
    pthread_mutex_lock(&room->lock);
    snprintf(room->saying, sizeof room->saying, "%s\n", json_text(arena, body));
    pthread_mutex_unlock(&room->lock);
    arena_destroy(arena);
}

bool waiting_room_open(const int doors[WAITING_ROOM_DOORS], const bool silent[WAITING_ROOM_DOORS], struct waiting_room **ret_room, struct err *err)
{
    struct waiting_room *room = calloc(1, sizeof *room);
    if (!room)
        memory_out();
    memcpy(room->doors, doors, sizeof room->doors);
    memcpy(room->silent, silent, sizeof room->silent);
    pthread_mutex_init(&room->lock, NULL);
    waiting_room_say(room, "…", "…");
    bool good = pipe(room->end) == 0;
    for (size_t i = 0; good && i < WAITING_ROOM_DOORS; i++)
        good = doors[i] < 0 || listen(doors[i], BACKLOG) == 0;
    int failed = good ? pthread_create(&room->thread, NULL, serve, room) : errno;
    if (failed) {
        free(room);
        return err_set(err, "không mở được cổng trong lúc khởi động: %s", "cannot listen while starting: %s", strerror(failed));
    }
    *ret_room = room;
    return true;
}

void waiting_room_close(struct waiting_room *room)
{
    close(room->end[1]);
    pthread_join(room->thread, NULL);
    close(room->end[0]);
    pthread_mutex_destroy(&room->lock);
    free(room);
}
