#include "door/http.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "base/memory.h"
#include "door/crowd.h"
#include "door/door_internal.h"
#include "door/http_connection.h"
#include "door/http_head.h"
#include "door/http_gate.h"
#include "door/net_address.h"
#include "door/tls.h"

#include <errno.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/listener.h>
#include <event2/util.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    BACKLOG = 1024, /* as many as come while the loop is at something else: who finds no room here tries again after a second */
    BODY_SMALL = 1 << 20,
    BODIES_MAX = 256 << 20, /* of all requests of an entrance that are coming or under way */
    KEPT_DESCRIPTORS = 128, /* for databases, workers, files: never a connection's */
};

struct entrance {
    struct http_gate gate;
    int fd;                          /* bound; -1 once the listener has it */
    struct evconnlistener *listener; /* NULL before it is opened and once it is closed */
    struct event *rest;              /* out of descriptors: listens again when it comes */
    bool resting;                    /* and nobody came in since: it was said */
    struct http_connection_owner owner;
    struct http_connection **connections;
    size_t count, size;              /* size: settings.http.connections, or what the descriptors allow */
};

static uint64_t bodies_held(const struct entrance *entrance)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < entrance->count; i++)
        sum += http_connection_body(entrance->connections[i]);
    return sum;
}

/* A form is always taken; files that many people send at once must not take the machine's memory. */
static int admit(void *owner, const struct http_connection *connection, const struct http_head *head, struct err *err)
{
    const struct entrance *entrance = owner;
    int status = http_gate_admit(&entrance->gate, connection, head, err);
    if (status == 200 && head->body > BODY_SMALL && bodies_held(entrance) + head->body > BODIES_MAX) {
        err_set(err, "đang có quá nhiều tệp được gửi lên cùng lúc; hãy gửi lại sau ít phút", "too many files are being sent at once; send it again in a few minutes");
        return 503;
    }
    return status;
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

/* A named proxy holds places for as many people as it likes, and says itself who holds how many. */
static size_t places_of(const struct entrance *entrance, const struct http_connection_peer *peer)
{
    const struct settings_http *settings = &entrance->gate.door->settings.http;
    return net_addresses_have(&settings->proxies, &peer->address) ? entrance->size : (size_t)settings->per_peer;
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
    enum crowd_answer answer = crowd_admit(members, entrance->count, entrance->size, places_of(entrance, newcomer), newcomer, &goes);
    arena_destroy(arena);
    if (answer == CROWD_SWAP)
        http_connection_leave(entrance->connections[goes]);
    return answer != CROWD_FULL;
}

/* Best effort: whoever is not taken in is told why, but costs nothing; whoever expects TLS could not read it. */
static void turn_away(int fd, bool tls, const char *status, const char *vi, const char *en)
{
    char body[512], answer[1024];
    int size = snprintf(body, sizeof body, "{\"error\":{\"vi\":\"%s\",\"en\":\"%s\"}}\n", vi, en);
    int len = snprintf(answer, sizeof answer,
                       "HTTP/1.1 %s\r\nContent-Type: application/json; charset=utf-8\r\n"
                       "Content-Length: %d\r\nRetry-After: 1\r\nConnection: close\r\n\r\n%s",
                       status, size, body);
    if (!tls)
        (void)!send(fd, answer, (size_t)len, MSG_DONTWAIT | MSG_NOSIGNAL);
    close(fd);
}

/* Passwords cross no network in the clear: without TLS only this machine itself comes in, and a proxy that is named. */
static bool is_near(const struct door *door, const struct sockaddr_storage *address)
{
    return net_address_is_loopback(address) || net_addresses_have(&door->settings.http.proxies, address);
}

/* Somebody who comes in. */
struct arrival {
    struct entrance *entrance;
    int fd;
    struct http_connection_peer peer;
    struct bufferevent *stream; /* has the fd, once there is one */
    bool taken;                 /* it is a connection, or was turned away */
};

static void take_in(void *context)
{
    struct arrival *arrival = context;
    struct entrance *entrance = arrival->entrance;
    struct door *door = entrance->gate.door;
    struct tls *tls = entrance->gate.tcp ? door->tls : NULL;
    if (!make_room(entrance, &arrival->peer)) {
        arrival->taken = true;
        turn_away(arrival->fd, tls, "503 Service Unavailable", "quá nhiều kết nối cùng lúc; hãy thử lại", "too many connections at once; try again");
        return;
    }
    errno = 0;
    arrival->stream = tls ? tls_stream_create(tls, door->base, arrival->fd) : bufferevent_socket_new(door->base, arrival->fd, BEV_OPT_CLOSE_ON_FREE);
    if (!arrival->stream || errno == ENOMEM) /* libevent 2.1 takes a NULL for its callbacks, and such a stream would never write */
        memory_out();
    struct http_connection *connection = http_connection_create(arrival->stream, &arrival->peer, &door->settings.http.limits, &entrance->owner);
    entrance->connections[entrance->count++] = connection;
    arrival->taken = true;
}

/* Its stream is dropped without its descriptor, by which it still hears why. */
static void starve(const struct arrival *arrival)
{
    int fd = arrival->stream ? fcntl(arrival->fd, F_DUPFD_CLOEXEC, 0) : arrival->fd;
    if (arrival->stream)
        bufferevent_free(arrival->stream);
    if (fd >= 0)
        turn_away(fd, arrival->entrance->gate.tcp && arrival->entrance->gate.door->tls, "503 Service Unavailable",
                  "máy hết bộ nhớ nên chưa làm gì cả; hãy thử lại sau ít phút", "the machine has no memory left, nothing was done; try again in a few minutes");
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
    if (entrance->gate.tcp)
        peer.address = net_address_plain(address, (size_t)len);
    /* A long answer goes out in pieces: none of them waits for the client to acknowledge the one before. */
    if (entrance->gate.tcp && setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int)) != 0)
        log_line(LOG_WARNING, "TCP_NODELAY: %s", strerror(errno));
    if (!entrance->gate.tcp && getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0)
        peer.uid = who.uid;
    if (entrance->gate.tcp && !entrance->gate.door->tls && !is_near(entrance->gate.door, &peer.address)) {
        turn_away(fd, false, "403 Forbidden", "cổng này không mã hóa ([http] certificate) nên chỉ nhận kết nối của chính máy này và của proxy ghi ở [http] proxy",
                  "this door is not encrypted ([http] certificate): it takes connections of this machine itself and of a proxy that [http] proxy names");
        return;
    }
    struct arrival arrival = {.entrance = entrance, .fd = fd, .peer = peer};
    if (!memory_try(take_in, &arrival) && !arrival.taken)
        starve(&arrival);
}

/* Out of descriptors: one line, and a second's rest before each new try, instead of a million lines. */
static void on_listen_error(struct evconnlistener *listener, void *argument)
{
    struct entrance *entrance = argument;
    if (!entrance->resting)
        log_line(LOG_ERROR, "accept: %s", evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR()));
    entrance->resting = true;
    evconnlistener_disable(listener);
    if (event_add(entrance->rest, &(struct timeval){.tv_sec = 1}) != 0)
        evconnlistener_enable(listener); /* no memory for a rest */
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
        memory_out();
    entrance->fd = -1;
    entrance->gate = http_gate_of(door, tcp);
    entrance->size = size;
    entrance->owner = (struct http_connection_owner){entrance, admit, perform, refuse, forget};
    return entrance;
}

struct entrance *entrance_create_socket(struct door *door, int fd)
{
    struct entrance *entrance = entrance_create(door, false);
    entrance->fd = fd;
    return entrance;
}

/* A program that ended a moment ago leaves the address taken for a while; one that listens there has it alone. */
static int bound(const struct sockaddr *address, int size)
{
    int on = 1, fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 && bind(fd, address, (socklen_t)size) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
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
    struct sockaddr_storage plain = net_address_plain((struct sockaddr *)&address, (size_t)size);
    if (!net_address_is_loopback(&plain) && !door->tls && !door->settings.http.proxies.len) {
        err_set(err,
                "--listen %s: máy khác chỉ vào được khi có mã hóa; hãy ghi [http] certificate và key, hoặc ghi vào [http] proxy địa chỉ của proxy "
                "đứng trước, hoặc chỉ nhận trên chính máy này (127.0.0.1, [::1])",
                "--listen %s: other machines come in encrypted only; write [http] certificate and key, or into [http] proxy the address of the "
                "proxy in front, or listen on this machine itself (127.0.0.1, [::1])", text);
        return NULL;
    }
    int fd = bound((struct sockaddr *)&address, size);
    if (fd < 0) {
        err_set(err, "--listen %s: %s", "--listen %s: %s", text, strerror(errno));
        return NULL;
    }
    struct entrance *entrance = entrance_create(door, true);
    entrance->fd = fd;
    return entrance;
}

int entrance_socket(const struct entrance *entrance)
{
    return entrance ? entrance->fd : -1;
}

bool entrance_open(struct entrance *entrance, struct err *err)
{
    entrance->listener = evconnlistener_new(entrance->gate.door->base, on_connection, entrance, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC,
                                            BACKLOG, entrance->fd);
    if (!entrance->listener)
        return err_set(err, "không mở được cổng %s: %s", "cannot listen at the %s: %s", entrance->gate.tcp ? "TCP" : "socket", strerror(errno));
    entrance->fd = -1; /* the listener's now */
    evconnlistener_set_error_cb(entrance->listener, on_listen_error);
    return true;
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
    if (entrance->fd >= 0)
        close(entrance->fd);
    for (size_t i = 0; i < entrance->count; i++)
        http_connection_destroy(entrance->connections[i]);
    free(entrance->connections);
    event_free(entrance->rest);
    free(entrance);
}
