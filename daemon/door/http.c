#include "door/http.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "base/value.h"
#include "door/door_internal.h"
#include "door/http_act.h"
#include "door/http_connection.h"
#include "door/http_field.h"
#include "door/http_form.h"
#include "door/http_head.h"
#include "door/http_login.h"
#include "door/http_next.h"
#include "door/http_reply.h"
#include "door/http_request.h"
#include "door/route.h"
#include "door/visitor.h"
#include "login/session.h"

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
    FORM_MAX = 4 * 1024 * 1024, /* a form without files */
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

static struct visitor find_visitor(const struct entrance *entrance, const struct http_connection *connection, const struct http_head *head,
                                   struct arena *arena)
{
    return visitor_of(entrance->door, arena, http_connection_peer(connection), entrance->tcp, head);
}

static int find_route(const struct entrance *entrance, const struct visitor *visitor, const struct http_head *head, struct route *ret_route,
                      struct err *err)
{
    struct route_request request = {
        .get = head->get,
        .post = head->post,
        .path = head->path,
        .tcp = entrance->tcp,
        .board = entrance->door->settings.http.board,
        .host = head->host,
        .proof = visitor->proof,
        .caller = &visitor->caller,
    };
    return route_find(&request, ret_route, err);
}

/* How long a body may be; 0 = none is taken. */
static uint64_t body_most(const struct route *route, bool post)
{
    switch (route->kind) {
    case ROUTE_COMMAND:
        return route->command->files ? BODY_MAX : 0;
    case ROUTE_ACT:
        return route->command->files ? BODY_MAX : FORM_MAX;
    case ROUTE_LOGIN:
    case ROUTE_LOGOUT:
        return post ? HTTP_LOGIN_BODY : 0;
    default:
        return 0;
    }
}

static int admit_body(const struct route *route, const struct http_head *head, struct err *err)
{
    uint64_t most = body_most(route, head->post);
    if (head->body > BODY_MAX || (most && head->body > most)) {
        err_set(err, "nội dung gửi lên quá %d KiB", "the body is over %d KiB", (int)((most ? most : BODY_MAX) >> 10));
        return 413;
    }
    if (head->body > most) {
        err_set(err, "địa chỉ “%s” không nhận tệp", "the address “%s” takes no files", head->path);
        return 400;
    }
    return 200;
}

/* Everything that can be refused is refused before the body is read. */
static int admit(void *owner, const struct http_connection *connection, const struct http_head *head, struct err *err)
{
    const struct entrance *entrance = owner;
    struct route route;
    struct arena *arena = arena_create();
    struct visitor visitor = find_visitor(entrance, connection, head, arena);
    int status = find_route(entrance, &visitor, head, &route, err);
    arena_destroy(arena);
    if (status == 200)
        status = admit_body(&route, head, err);
    if (status == 200 && entrance->door->open >= OPEN_MAX) {
        err_set(err, "quá nhiều yêu cầu cùng lúc; hãy thử lại", "too many requests at once; try again");
        return 503;
    }
    return status;
}

/* A person in a browser reads a page, a program a value. */
static void refuse(void *owner, struct http_connection *connection, const struct http_head *head, int status, const struct err *err)
{
    const struct entrance *entrance = owner;
    const struct pages *pages = entrance->door->pages;
    const char *path = head && head->path ? head->path : "";
    bool english = strncmp(path, "/en/", 4) == 0;
    struct arena *arena = arena_create();
    if (status == 303)
        http_reply_send_on(connection, http_next_login(arena, path, head->query, english), NULL);
    else if (entrance->tcp && route_is_for_browsers(path))
        http_reply_refuse_page(connection, pages, english, status, err);
    else
        http_reply_refuse(connection, status, err);
    arena_destroy(arena);
}

/* A form is one of this session, sent by a page of ours. */
static bool is_own_form(const struct entrance *entrance, const struct visitor *visitor, const struct http_head *head,
                        const struct http_act *act, struct err *err)
{
    return (http_field_is_same_site(head, door_is_secure(entrance->door)) && session_form_token_is(visitor->token, act->token)) ||
           err_set(err, "biểu mẫu này không phải của phiên đăng nhập đang mở, chưa ghi gì cả; hãy mở lại trang rồi gửi lại",
                   "this form is not of the session that is open, nothing was done; open the page again and send it again");
}

static bool read_question(const struct entrance *entrance, struct arena *arena, const struct visitor *visitor, const struct http_head *head,
                          const struct route *route, const char *body, size_t len, struct http_request_question *question, struct err *err)
{
    if (route->kind == ROUTE_ACT) {
        struct http_act *act = arena_alloc(arena, sizeof *act);
        if (!http_act_read(arena, head, route->command, body, len, act, err) || !is_own_form(entrance, visitor, head, act, err))
            return false;
        question->act = act;
        question->arguments = act->arguments;
        return true;
    }
    const struct value *pairs = http_form_query(arena, head->query, err);
    question->arguments = pairs ? http_form_map(arena, pairs, err) : NULL;
    return question->arguments;
}

/* A command or a page; the body and the arena, in which the visitor is, go with it. */
static void open_request(struct entrance *entrance, struct http_connection *connection, struct arena *arena, const struct visitor *visitor,
                         const struct http_head *head, const struct route *route, char *body, size_t len)
{
    struct err err = {0};
    struct http_request_person person = {
        .via = entrance->tcp ? "http" : "socket",
        .caller = route->as_reader ? visitor_as_reader(entrance->door, arena) : visitor->caller,
        .session = visitor->session,
        .address = visitor->address,
    };
    struct http_request_question question = {
        .command = route->command,
        .page = route->page,
        .english = route->english,
        .nobody = route->as_reader,
        .query = arena_strdup(arena, head->query),
    };
    if (visitor->token) {
        char token[SESSION_TOKEN_TEXT];
        session_form_token(visitor->token, token);
        question.form_token = arena_strdup(arena, token);
    }
    if (read_question(entrance, arena, visitor, head, route, body, len, &question, &err)) {
        http_request_open(entrance->door, connection, arena, &question, &person, body, len);
        return;
    }
    refuse(entrance, connection, head, question.act || route->kind == ROUTE_ACT ? 403 : 400, &err);
    err_clear(&err);
    arena_destroy(arena);
    free(body);
}

static void answer_own(struct http_connection *connection, struct arena *arena, const struct route *route)
{
    http_reply_value(connection, route->own(arena));
}

/* What is answered without a command: the body is not needed any more afterwards. */
static void answer_at_once(struct entrance *entrance, struct http_connection *connection, struct arena *arena, const struct visitor *visitor,
                           const struct http_head *head, const struct route *route, const char *body, size_t len)
{
    struct door *door = entrance->door;
    if (route->kind == ROUTE_OWN)
        answer_own(connection, arena, route);
    else if (route->kind == ROUTE_FILE)
        http_reply_file(connection, route->type, route->file, route->file_len);
    else if (route->kind == ROUTE_LOGOUT)
        http_login_leave(door, connection, head, visitor, body, len);
    else if (head->post)
        http_login_enter(door, connection, head, visitor, route->english, body, len);
    else
        http_login_show(door, connection, head, visitor, route->english);
}

static void perform(void *owner, struct http_connection *connection, const struct http_head *head, char *body, size_t len)
{
    struct entrance *entrance = owner;
    struct err err = {0};
    struct route route;
    struct arena *arena = arena_create();
    struct visitor visitor = find_visitor(entrance, connection, head, arena);
    int status = find_route(entrance, &visitor, head, &route, &err);
    if (status == 200 && (route.command || route.page)) {
        open_request(entrance, connection, arena, &visitor, head, &route, body, len);
        return;
    }
    if (status != 200) /* admitted, but the settings were read again meanwhile, or the session ended */
        refuse(entrance, connection, head, status, &err);
    else
        answer_at_once(entrance, connection, arena, &visitor, head, &route, body, len);
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
