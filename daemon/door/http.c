#include "door/http.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "base/value.h"
#include "door/door_internal.h"
#include "door/http_connection.h"
#include "door/http_form.h"
#include "door/http_head.h"
#include "door/http_request.h"
#include "door/route.h"
#include "door/visitor.h"

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
    BODY_MAX = 64 * 1024 * 1024,
    BACKLOG = 128,
    OPEN_MAX = 256, /* requests at once, through all entrances */
    KEPT_DESCRIPTORS = 128, /* for databases, workers, files: never a connection's */
};

struct entrance {
    struct door *door;
    bool tcp;
    struct evconnlistener *listener; /* NULL once closed */
    struct event *rest;              /* out of descriptors: listens again when it comes */
    bool resting;                    /* and nobody came in since: it was said */
    struct http_connection_owner owner;
    struct http_connection **connections;
    size_t count, size;              /* size: settings.http.connections, or what the descriptors allow */
};

/* ---- a request ---- */

/* The query as a map of texts; what they mean is read by whoever performs the command or the page (form.h). */
static const struct value *read_arguments(struct arena *arena, const char *query, struct err *err)
{
    const struct value *pairs = http_form_query(arena, query, err);
    struct value *map = value_map(arena);
    for (size_t i = 0; i < value_len(pairs); i++) {
        const char *name = value_get_text(value_at(pairs, i), "name", "");
        if (value_get(map, name)) {
            err_set(err, "tham số “%s” được ghi hai lần", "the parameter “%s” stands twice", name);
            return NULL;
        }
        value_set(map, name, value_get(value_at(pairs, i), "value"));
    }
    return pairs ? map : NULL;
}

static struct caller find_caller(const struct entrance *entrance, const struct http_connection *connection, struct arena *arena)
{
    return entrance->tcp ? visitor_by_tcp(entrance->door, arena)
                         : visitor_by_socket(entrance->door, arena, http_connection_peer(connection)->uid);
}

static int find_route(const struct entrance *entrance, const struct caller *caller, const struct http_head *head, struct route *ret_route,
                      struct err *err)
{
    struct route_request request = {
        .get = head->get,
        .post = head->post,
        .path = head->path,
        .tcp = entrance->tcp,
        .host = head->host,
        .caller = caller,
    };
    return route_find(&request, ret_route, err);
}

/* Everything that can be refused is refused before the body is read. */
static int admit(void *owner, const struct http_connection *connection, const struct http_head *head, struct err *err)
{
    const struct entrance *entrance = owner;
    struct route route;
    struct arena *arena = arena_create();
    struct caller caller = find_caller(entrance, connection, arena);
    int status = find_route(entrance, &caller, head, &route, err);
    arena_destroy(arena);
    if (status != 200)
        return status;
    if (head->body > BODY_MAX) {
        err_set(err, "nội dung gửi lên quá %d MiB", "the body is over %d MiB", BODY_MAX >> 20);
        return 413;
    }
    if (head->body > 0 && !(route.command && route.command->files)) {
        err_set(err, "địa chỉ “%s” không nhận tệp", "the address “%s” takes no files", head->path);
        return 400;
    }
    if (entrance->door->open >= OPEN_MAX) {
        err_set(err, "quá nhiều yêu cầu cùng lúc; hãy thử lại", "too many requests at once; try again");
        return 503;
    }
    return 200;
}

static void answer_own(struct http_connection *connection, const struct route *route)
{
    struct arena *arena = arena_create();
    http_request_answer(connection, route->own(arena));
    arena_destroy(arena);
}

/* A command or a page; the body and the arena, in which the caller is, go with it. */
static void open_request(struct entrance *entrance, struct http_connection *connection, struct arena *arena, const struct caller *caller,
                         const struct http_head *head, const struct route *route, char *body, size_t len)
{
    struct err err = {0};
    struct http_request_person person = {.via = entrance->tcp ? "http" : "socket", .caller = *caller};
    struct http_request_question question = {
        .command = route->command,
        .page = route->page,
        .english = route->english,
        .query = arena_strdup(arena, head->query),
        .arguments = read_arguments(arena, head->query, &err),
    };
    if (question.arguments) {
        http_request_open(entrance->door, connection, arena, &question, &person, body, len);
        return;
    }
    http_request_refuse(connection, 400, &err);
    err_clear(&err);
    arena_destroy(arena);
    free(body);
}

static void perform(void *owner, struct http_connection *connection, const struct http_head *head, char *body, size_t len)
{
    struct entrance *entrance = owner;
    struct err err = {0};
    struct route route;
    struct arena *arena = arena_create();
    struct caller caller = find_caller(entrance, connection, arena);
    int status = find_route(entrance, &caller, head, &route, &err);
    if (status == 200 && (route.command || route.page)) {
        open_request(entrance, connection, arena, &caller, head, &route, body, len);
        return;
    }
    if (status != 200) /* admitted, but the settings were read again meanwhile */
        http_request_refuse(connection, status, &err);
    else if (route.file)
        http_request_answer_file(connection, route.type, route.file, route.file_len);
    else
        answer_own(connection, &route);
    err_clear(&err);
    arena_destroy(arena);
    free(body);
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

/* One person shall not keep the others out: a uid of the unix socket; by TCP, which is this machine's own addresses
 * only, all are one. */
static bool has_room(const struct entrance *entrance, const struct http_connection_peer *peer)
{
    size_t same = 0;
    for (size_t i = 0; i < entrance->count; i++)
        same += http_connection_peer(entrance->connections[i])->uid == peer->uid;
    return entrance->count < entrance->size && same < (size_t)entrance->door->settings.http.per_peer;
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
    if (entrance->tcp && (size_t)len <= sizeof peer.address)
        memcpy(&peer.address, address, (size_t)len);
    if (!entrance->tcp && getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0)
        peer.uid = who.uid;
    if (!has_room(entrance, &peer)) {
        turn_away(fd);
        return;
    }
    entrance->connections[entrance->count++] = http_connection_create(entrance->door->base, fd, &peer,
                                                                 &entrance->door->settings.http.limits, &entrance->owner);
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
    entrance->door = door;
    entrance->tcp = tcp;
    entrance->size = size;
    entrance->owner = (struct http_connection_owner){entrance, admit, perform, http_request_refuse, forget};
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
