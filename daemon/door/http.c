#include "door/http.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/log.h"
#include "base/value.h"
#include "door/inside.h"
#include "door/request.h"
#include "door/route.h"

#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <event2/listener.h>
#include <event2/util.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    HEADERS_MAX = 16 * 1024,
    BODY_MAX = 64 * 1024 * 1024,
    IDLE_SECONDS = 60,
    BACKLOG = 128,
    OPEN_MAX = 256, /* requests at once */
};

struct entrance {
    struct door *door;
    bool tcp;
    struct evhttp *http;
    struct evconnlistener *listener; /* the evhttp's, NULL once closed */
    struct evhttp_bound_socket *bound;
};

static uid_t peer_uid(struct evhttp_request *http)
{
    struct ucred peer = {.uid = (uid_t)-1};
    socklen_t size = sizeof peer;
    struct evhttp_connection *connection = evhttp_request_get_connection(http);
    int fd = bufferevent_getfd(evhttp_connection_get_bufferevent(connection));
    getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size);
    return peer.uid;
}

/* name=value pairs as a map of texts; a flag of the command is true. */
static const struct value *read_arguments(struct arena *arena, const struct command *command,
                                          const char *query, struct err *err)
{
    struct evkeyvalq pairs;
    struct value *map = value_map(arena);
    if (!query)
        return map;
    if (evhttp_parse_query_str(query, &pairs) != 0) {
        err_set(err, "phần sau dấu ? của địa chỉ bị sai", "the part after the ? of the address is wrong");
        return NULL;
    }
    bool good = true;
    for (struct evkeyval *pair = pairs.tqh_first; pair && good; pair = pair->next.tqe_next) {
        const struct command_parameter *parameter = command_parameter(command, pair->key);
        if (value_get(map, pair->key))
            good =
                err_set(err, "tham số “%s” được ghi hai lần", "the parameter “%s” stands twice", pair->key);
        else if (parameter && parameter->flag)
            value_set_bool(map, pair->key, true);
        else
            value_set_text(map, pair->key, pair->value);
    }
    evhttp_clear_headers(&pairs);
    return good ? map : NULL;
}

static void open_request(struct entrance *entrance, struct evhttp_request *http,
                         const struct command *command, const struct request_person *person)
{
    struct err err = {0};
    struct arena *arena = arena_create();
    const char *query = evhttp_uri_get_query(evhttp_request_get_evhttp_uri(http));
    const struct value *arguments = read_arguments(arena, command, query, &err);
    if (arguments) {
        request_open(entrance->door, http, arena, command, person, arguments);
        return;
    }
    request_refuse(http, 400, &err);
    err_clear(&err);
    arena_destroy(arena);
}

static void answer_table(struct evhttp_request *http)
{
    struct arena *arena = arena_create();
    request_answer(http, command_table_value(arena));
    arena_destroy(arena);
}

static int find_route(const struct entrance *entrance, struct evhttp_request *http, uid_t uid,
                      const struct command **ret_command, struct err *err)
{
    char path[128] = "";
    const char *uri = evhttp_request_get_uri(http);
    size_t len = strcspn(uri, "?");
    if (len < sizeof path)
        memcpy(path, uri, len);
    enum evhttp_cmd_type method = evhttp_request_get_command(http);
    struct route_request request = {
        .get = method == EVHTTP_REQ_GET,
        .post = method == EVHTTP_REQ_POST,
        .path = path,
        .tcp = entrance->tcp,
        .host = evhttp_find_header(evhttp_request_get_input_headers(http), "Host"),
        .role = entrance->tcp ? ROLE_READER : settings_role(&entrance->door->settings, uid),
    };
    return route_find(&request, ret_command, err);
}

static void on_request(struct evhttp_request *http, void *argument)
{
    struct entrance *entrance = argument;
    struct err err = {0};
    const struct command *command = NULL;
    struct request_person person = {.via = "http", .uid = (uid_t)-1};
    if (!entrance->tcp)
        person = (struct request_person){.via = "socket", .uid = peer_uid(http)};
    int status = find_route(entrance, http, person.uid, &command, &err);
    if (status == 200 && entrance->door->open >= OPEN_MAX) {
        status = 503;
        err_set(&err, "quá nhiều yêu cầu cùng lúc; hãy thử lại", "too many requests at once; try again");
    }
    if (status != 200)
        request_refuse(http, status, &err);
    else if (command)
        open_request(entrance, http, command, &person);
    else
        answer_table(http);
    err_clear(&err);
}

static void listen_again(struct evhttp_bound_socket *bound, void *unused)
{
    (void)unused;
    evconnlistener_enable(evhttp_bound_socket_get_listener(bound));
}

static void on_rested(evutil_socket_t fd, short what, void *http)
{
    (void)fd, (void)what;
    evhttp_foreach_bound_socket(http, listen_again, NULL);
}

/* Out of descriptors: one line and a second's rest, instead of a million lines. */
static void on_listen_error(struct evconnlistener *listener, void *http)
{
    log_line(LOG_ERROR, "accept: %s", evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR()));
    evconnlistener_disable(listener);
    event_base_once(evconnlistener_get_base(listener), -1, EV_TIMEOUT, on_rested, http,
                    &(struct timeval){.tv_sec = 1});
}

static struct entrance *entrance_create(struct door *door, struct evconnlistener *listener, bool tcp)
{
    struct entrance *entrance = calloc(1, sizeof *entrance);
    if (!entrance || !(entrance->http = evhttp_new(door->base)))
        die("out of memory");
    entrance->door = door;
    entrance->tcp = tcp;
    entrance->listener = listener;
    evhttp_set_max_headers_size(entrance->http, HEADERS_MAX);
    evhttp_set_max_body_size(entrance->http, tcp ? 0 : BODY_MAX); /* who only reads sends no files */
    evhttp_set_timeout(entrance->http, IDLE_SECONDS);
    evhttp_set_allowed_methods(entrance->http, EVHTTP_REQ_GET | EVHTTP_REQ_POST | EVHTTP_REQ_HEAD |
                                                   EVHTTP_REQ_PUT | EVHTTP_REQ_DELETE | EVHTTP_REQ_PATCH |
                                                   EVHTTP_REQ_OPTIONS);
    evhttp_set_gencb(entrance->http, on_request, entrance);
    entrance->bound = evhttp_bind_listener(entrance->http, listener);
    if (!entrance->bound)
        die("out of memory");
    evconnlistener_set_error_cb(listener, on_listen_error);
    return entrance;
}

struct entrance *entrance_create_socket(struct door *door, int fd, struct err *err)
{
    struct evconnlistener *listener =
        evconnlistener_new(door->base, NULL, NULL, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC, 0, fd);
    if (listener)
        return entrance_create(door, listener, false);
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
    struct evconnlistener *listener = evconnlistener_new_bind(
        door->base, NULL, NULL, LEV_OPT_CLOSE_ON_FREE | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_REUSEABLE, BACKLOG,
        (struct sockaddr *)&address, size);
    if (listener)
        return entrance_create(door, listener, true);
    err_set(err, "--listen %s: %s", "--listen %s: %s", text, strerror(errno));
    return NULL;
}

void entrance_close(struct entrance *entrance)
{
    if (!entrance || !entrance->listener)
        return;
    evhttp_del_accept_socket(entrance->http, entrance->bound);
    entrance->listener = NULL;
}

void entrance_destroy(struct entrance *entrance)
{
    if (!entrance)
        return;
    evhttp_free(entrance->http);
    free(entrance);
}
