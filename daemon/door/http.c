#include "door/http.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "door/crowd.h"
#include "door/door_internal.h"
#include "door/http_connection.h"
#include "door/http_gate.h"

#include <errno.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <event2/util.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    BACKLOG = 128,
    KEPT_DESCRIPTORS = 128, /* for databases, workers, files: never a connection's */
};

struct entrance {
    struct http_gate gate;
    struct evconnlistener *listener; /* NULL once closed */
    struct event *rest;              /* out of descriptors: listens again when it comes */
    bool resting;                    /* and nobody came in since: it was said */
    struct http_connection_owner owner;
    struct http_connection **connections;
    size_t count, size;              /* size: settings.http.connections, or what the descriptors allow */
};

static int admit(void *owner, const struct http_connection *connection, const struct http_head *head, struct err *err)
{
    return http_gate_admit(&((const struct entrance *)owner)->gate, connection, head, err);
}

static void perform(void *owner, struct http_connection *connection, const struct http_head *head, char *body, size_t len)
{
    http_gate_perform(&((const struct entrance *)owner)->gate, connection, head, body, len);
}

static void refuse(void *owner, struct http_connection *connection, const struct http_head *head, int status, const struct err *err)
{
    http_gate_refuse(&((const struct entrance *)owner)->gate, connection, head, status, err);
}

/* ---- connections ---- */

static void forget(void *owner, struct http_connection *connection)
{
    struct entrance *entrance = owner;
    for (size_t i = 0; i < entrance->count; i++)
        if (entrance->connections[i] == connection) {
            entrance->connections[i] = entrance->connections[--entrance->count];
            return;
        }
}

/* Whether there is a place for the newcomer; perhaps another connection had to go for it. */
static bool make_room(struct entrance *entrance, const struct http_connection_peer *newcomer)
{
    struct arena *arena = arena_create();
    struct crowd_member *members = arena_alloc(arena, entrance->count * sizeof *members);
    size_t goes;
    for (size_t i = 0; i < entrance->count; i++) {
        const struct http_connection *connection = entrance->connections[i];
        members[i].peer = http_connection_peer(connection);
        members[i].waits = http_connection_waits(connection, &members[i].since);
    }
    enum crowd_answer answer = crowd_admit(members, entrance->count, entrance->size, (size_t)entrance->gate.door->settings.http.per_peer,
                                           newcomer, &goes);
    arena_destroy(arena);
    if (answer == CROWD_SWAP)
        http_connection_leave(entrance->connections[goes]);
    return answer != CROWD_FULL;
}

/* Best effort: a client over the limit is told why, but costs nothing. */
static void turn_away(int fd)
{
    static const char body[] = "{\"error\":{\"vi\":\"quá nhiều kết nối cùng lúc; hãy thử lại\","
                               "\"en\":\"too many connections at once; try again\"}}\n";
    char answer[512];
    int len = snprintf(answer, sizeof answer,
                       "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json; charset=utf-8\r\n"
                       "Content-Length: %zu\r\nRetry-After: 1\r\nConnection: close\r\n\r\n%s",
                       sizeof body - 1, body);
    (void)!send(fd, answer, (size_t)len, MSG_DONTWAIT | MSG_NOSIGNAL);
    close(fd);
}

static void on_connection(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *address, int len,
                          void *argument)
{
    struct entrance *entrance = argument;
    struct http_connection_peer peer = {.uid = (uid_t)-1};
    struct ucred who;
    socklen_t size = sizeof who;
    (void)listener;
    entrance->resting = false;
    if (entrance->gate.tcp && (size_t)len <= sizeof peer.address)
        memcpy(&peer.address, address, (size_t)len);
    if (!entrance->gate.tcp && getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0)
        peer.uid = who.uid;
    if (!make_room(entrance, &peer)) {
        turn_away(fd);
        return;
    }
    entrance->connections[entrance->count++] = http_connection_create(entrance->gate.door->base, fd, &peer,
                                                                 &entrance->gate.door->settings.http.limits, &entrance->owner);
}

/* Out of descriptors: one line, and a second's rest before each new try, instead of a million lines. */
static void on_listen_error(struct evconnlistener *listener, void *argument)
{
    struct entrance *entrance = argument;
    if (!entrance->resting)
        log_line(LOG_ERROR, "accept: %s", evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR()));
    entrance->resting = true;
    evconnlistener_disable(listener);
    event_add(entrance->rest, &(struct timeval){.tv_sec = 1});
}

static void on_rested(evutil_socket_t fd, short what, void *argument)
{
    struct entrance *entrance = argument;
    (void)fd, (void)what;
    if (entrance->listener)
        evconnlistener_enable(entrance->listener);
}

/* ---- entrances ---- */

/* However many are allowed: one entrance, full, must leave descriptors to the other and to the work. */
static size_t places(const struct settings_http *settings)
{
    struct rlimit limit;
    size_t wanted = (size_t)settings->connections, most = 1;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return wanted;
    if (limit.rlim_cur > KEPT_DESCRIPTORS + DOOR_ENTRANCES)
        most = (size_t)(limit.rlim_cur - KEPT_DESCRIPTORS) / DOOR_ENTRANCES;
    return wanted < most ? wanted : most;
}

static struct entrance *entrance_create(struct door *door, bool tcp)
{
    struct entrance *entrance = calloc(1, sizeof *entrance);
    size_t size = places(&door->settings.http);
    if (!entrance || !(entrance->connections = calloc(size, sizeof(struct http_connection *))) ||
        !(entrance->rest = evtimer_new(door->base, on_rested, entrance)))
        die("out of memory");
    entrance->gate = (struct http_gate){door, tcp};
    entrance->size = size;
    entrance->owner = (struct http_connection_owner){entrance, admit, perform, refuse, forget};
    return entrance;
}

static struct entrance *listening(struct entrance *entrance, struct evconnlistener *listener)
{
    entrance->listener = listener;
    if (listener) {
        evconnlistener_set_error_cb(listener, on_listen_error);
        return entrance;
    }
    entrance_destroy(entrance);
    return NULL;
}

struct entrance *entrance_create_socket(struct door *door, int fd, struct err *err)
{
    struct entrance *entrance = entrance_create(door, false);
    entrance = listening(entrance, evconnlistener_new(door->base, on_connection, entrance,
                                                      LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, 0, fd));
    if (entrance)
        return entrance;
    err_set(err, STATE_SOCKET ": %s", STATE_SOCKET ": %s", strerror(errno));
    close(fd);
    return NULL;
}

/* TCP asks nobody who they are, so it is for this machine only. */
static bool is_loopback(const struct sockaddr_storage *address)
{
    if (address->ss_family == AF_INET)
        return ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr) >> 24 == 127;
    return address->ss_family == AF_INET6 &&
           IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)address)->sin6_addr);
}

struct entrance *entrance_create_tcp(struct door *door, const char *text, struct err *err)
{
    struct sockaddr_storage address = {0};
    int size = sizeof address;
    if (evutil_parse_sockaddr_port(text, (struct sockaddr *)&address, &size) != 0 ||
        ((struct sockaddr_in *)&address)->sin_port == 0) { /* sin6_port lies at the same place */
        err_set(err, "--listen %s: hãy ghi địa chỉ và cổng, như 127.0.0.1:8799 hoặc [::1]:8799",
                "--listen %s: write an address and a port, as 127.0.0.1:8799 or [::1]:8799", text);
        return NULL;
    }
    if (!is_loopback(&address)) {
        err_set(err, "--listen %s: chỉ nhận địa chỉ của chính máy này (127.0.0.1 hoặc [::1])",
                "--listen %s: only an address of this machine itself is taken (127.0.0.1 or [::1])", text);
        return NULL;
    }
    struct entrance *entrance = entrance_create(door, true);
    entrance = listening(entrance, evconnlistener_new_bind(
                                       door->base, on_connection, entrance,
                                       LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_REUSEABLE, BACKLOG,
                                       (struct sockaddr *)&address, size));
    if (entrance)
        return entrance;
    err_set(err, "--listen %s: %s", "--listen %s: %s", text, strerror(errno));
    return NULL;
}

void entrance_close(struct entrance *entrance)
{
    if (!entrance || !entrance->listener)
        return;
    evconnlistener_free(entrance->listener);
    entrance->listener = NULL;
}

void entrance_destroy(struct entrance *entrance)
{
    if (!entrance)
        return;
    entrance_close(entrance);
    for (size_t i = 0; i < entrance->count; i++)
        http_connection_destroy(entrance->connections[i]);
    free(entrance->connections);
    event_free(entrance->rest);
    free(entrance);
}
