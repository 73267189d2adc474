#include "door/http_gate.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/value.h"
#include "door/address.h"
#include "door/door_internal.h"
#include "door/health.h"
#include "door/http_act.h"
#include "door/http_client.h"
#include "door/http_connection.h"
#include "door/http_field.h"
#include "door/http_form.h"
#include "door/http_head.h"
#include "door/http_login.h"
#include "door/http_reply.h"
#include "door/http_perform.h"
#include "door/http_request.h"
#include "door/route.h"
#include "door/tls.h"
#include "door/visitor.h"
#include "login/login.h"
#include "login/session.h"
#include "page/page.h"
#include "page/page_moved.h"

#include <string.h>

enum {
    BODY_MAX = 64 * 1024 * 1024,
    BODY_SHARE = 8, /* of the machine's memory, where that is less */
    FORM_MAX = 4 * 1024 * 1024, /* a form without files, or of somebody whom nobody knows */
    OPEN_MAX = 256,             /* requests at once, through all entrances */
};

struct http_gate http_gate_of(struct door *door, bool tcp)
{
    size_t share = memory_given() / BODY_SHARE;
    return (struct http_gate){door, tcp, share < BODY_MAX ? share : BODY_MAX};
}

/* A calendar's address: who asks there is known by its secret alone. */
static bool is_feed(const struct http_head *head)
{
    return head->path && strncmp(head->path, ADDRESS_FEED, strlen(ADDRESS_FEED)) == 0;
}

static struct visitor find_visitor(const struct http_gate *gate, const struct http_connection *connection, const struct http_head *head,
                                   struct arena *arena)
{
    const struct http_connection_peer *peer = http_connection_peer(connection);
    const struct http_client client = http_client_of(&gate->door->settings.http.proxies, &peer->address,
                                                     http_connection_is_encrypted(connection), head);
    if (is_feed(head))
        return visitor_by_feed(gate->door, arena, &client, head->path);
    return gate->tcp ? visitor_by_tcp(gate->door, arena, &client, head) : visitor_by_socket(gate->door, arena, peer->uid);
}

/* Where an address leads on to, NULL: nowhere. */
static const char *moved_to(struct arena *arena, const struct http_head *head)
{
    return page_moved(arena, head->path, head->query, http_form_map(arena, http_form_query(arena, head->query, NULL), NULL));
}

static int find_route(const struct http_gate *gate, struct arena *arena, const struct visitor *visitor, const struct http_head *head,
                      struct route *ret_route, struct err *err)
{
    struct route_request request = {
        .moved = moved_to(arena, head),
        .get = head->get,
        .post = head->post,
        .path = head->path,
        .tcp = gate->tcp,
        .board = gate->door->settings.http.board,
        .host = visitor->host,
        .names = gate->door->settings.http.names,
        .certified = gate->door->tls ? tls_certificate(gate->door->tls)->names : NULL,
        .proof = visitor->proof,
        .caller = &visitor->caller,
    };
    return route_find(&request, ret_route, err);
}

/* How long a body may be; 0 = none is taken. */
static uint64_t body_most(const struct http_gate *gate, const struct route *route, const struct visitor *visitor, bool post)
{
    switch (route->kind) {
    case ROUTE_COMMAND:
        return route->command->files ? gate->body_max : 0;
    case ROUTE_ACT:
        return route->command->files && visitor->proof != VISITOR_NONE ? gate->body_max : FORM_MAX;
    case ROUTE_LOGIN:
    case ROUTE_LOGOUT:
        return post ? HTTP_LOGIN_BODY : 0;
    default:
        return 0;
    }
}

static int admit_body(const struct http_gate *gate, const struct route *route, const struct visitor *visitor, const struct http_head *head, struct err *err)
{
    uint64_t most = body_most(gate, route, visitor, head->post);
    if (head->body > gate->body_max || (most && head->body > most)) {
        err_set(err, "nội dung gửi lên quá %d KiB; chia thành nhiều phần", "the body is over %d KiB; send it in parts", (int)((most ? most : gate->body_max) >> 10));
        return 413;
    }
    if (head->body > most) {
        err_set(err, "địa chỉ “%s” không nhận tệp", "the address “%s” takes no files", head->path);
        return 400;
    }
    return 200;
}

/* Whoever asks without having logged in, and costs work: counted before that. A form of somebody whom nobody knows, by the address; a calendar, by its secret, or by the
 * address where that is none. */
static int admit_stranger(const struct http_gate *gate, struct arena *arena, const struct http_head *head, const struct visitor *visitor, int status, const struct route *route,
                          struct err *err)
{
    bool guessed = is_feed(head) && status == 404, counted = guessed || route->kind == ROUTE_FEED || (route->kind == ROUTE_ACT && visitor->proof == VISITOR_NONE);
    const char *who = visitor->feed ? arena_printf(arena, "feed %lld", (long long)visitor->feed) : visitor->address;
    if ((status != 200 && !guessed) || !counted || login_admit_stranger(gate->door->login, who))
        return status;
    err_clear(err);
    err_set(err, "từ địa chỉ này đã hỏi quá nhiều lần; hãy thử lại sau một phút", "there were too many questions from this address; try again in a minute");
    return 429;
}

/* Everything that can be refused is refused before the body is read. */
int http_gate_admit(const struct http_gate *gate, const struct http_connection *connection, const struct http_head *head, struct err *err)
{
    struct route route;
    struct arena *arena = arena_create();
    struct visitor visitor = find_visitor(gate, connection, head, arena);
    int status = find_route(gate, arena, &visitor, head, &route, err);
    if (status == 200)
        status = admit_body(gate, &route, &visitor, head, err);
    status = admit_stranger(gate, arena, head, &visitor, status, &route, err);
    arena_destroy(arena);
    if (status == 200 && gate->door->open >= OPEN_MAX) {
        err_set(err, "quá nhiều yêu cầu cùng lúc; hãy thử lại", "too many requests at once; try again");
        return 503;
    }
    return status;
}

/* Where a browser goes that does not see its page here: on where the page is, to the log-in, to the account where something is owed first. */
static const char *way_on(const struct http_gate *gate, const struct http_connection *connection, const struct http_head *head,
                          struct arena *arena, bool english)
{
    const struct visitor visitor = find_visitor(gate, connection, head, arena);
    const char *moved = moved_to(arena, head);
    if (moved)
        return moved;
    if (visitor.caller.owes)
        return english ? "/en" ADDRESS_ACCOUNT : ADDRESS_ACCOUNT;
    return http_next_login(arena, head->path, head->query, english);
}

/* A person in a browser reads a page, a program a value. */
void http_gate_refuse(const struct http_gate *gate, struct http_connection *connection, const struct http_head *head, int status, const struct err *err)
{
    const struct pages *pages = gate->door->pages;
    const char *path = head && head->path ? head->path : "";
    bool english = strncmp(path, "/en/", 4) == 0;
    struct arena *arena = arena_create();
    if (status == 303)
        http_reply_send_on(connection, way_on(gate, connection, head, arena, english), NULL);
    else if (gate->tcp && (route_is_for_browsers(path) || (head && http_field_takes_html(head->accept))))
        http_reply_refuse_page(connection, pages, english, status, err);
    else
        http_reply_refuse(connection, status, err);
    arena_destroy(arena);
}

/* A form is one of this session, sent by a page of ours; who has no session has no token. */
static bool is_own_form(const struct visitor *visitor, const struct http_head *head,
                        const struct http_act *act, struct err *err)
{
    return (http_field_is_same_site(head, visitor->host, visitor->secure) && (visitor->proof == VISITOR_NONE || session_form_token_is(visitor->token, act->token))) ||
           err_set(err, "biểu mẫu này không phải của phiên đăng nhập đang mở, chưa ghi gì cả; hãy mở lại trang rồi gửi lại",
                   "this form is not of the session that is open, nothing was done; open the page again and send it again");
}

static bool read_question(struct arena *arena, const struct visitor *visitor, const struct http_head *head,
                          const struct route *route, const char *body, size_t len, struct http_request_question *question, struct err *err)
{
    if (route->kind == ROUTE_ACT) {
        struct http_act *act = arena_alloc(arena, sizeof *act);
        if (!http_act_read(arena, head, route->command, body, len, act, err) || !is_own_form(visitor, head, act, err))
            return false;
        question->act = act;
        question->arguments = act->arguments;
        return true;
    }
    const struct value *pairs = http_form_query(arena, head->query, err);
    question->arguments = pairs ? http_form_map(arena, pairs, err) : NULL;
    return question->arguments;
}

/* A command or a page; the arena, in which the visitor is, goes with it. */
static void open_request(const struct http_gate *gate, struct http_connection *connection, struct arena *arena, const struct visitor *visitor,
                         const struct http_head *head, const struct route *route, char *body, size_t len)
{
    struct err err = {0};
    struct http_request_person person = {
        .via = gate->tcp ? "http" : "socket",
        .caller = route->as_reader ? visitor_as_reader(gate->door, arena) : visitor->caller,
        .session = visitor->session,
        .address = visitor->address,
    };
    struct http_request_question question = {
        .command = route->command,
        .page = route->page,
        .english = route->english,
        .nobody = route->as_reader || visitor->proof == VISITOR_NONE,
        .query = arena_strdup(arena, head->query),
        .none_match = arena_strdup(arena, head->none_match),
        .feed = route->kind == ROUTE_FEED,
    };
    if (visitor->token) {
        char token[SESSION_TOKEN_TEXT];
        session_form_token(visitor->token, token);
        question.form_token = arena_strdup(arena, token);
    }
    if (read_question(arena, visitor, head, route, body, len, &question, &err)) {
        http_request_open(gate->door, connection, arena, &question, &person, body, len);
        return;
    }
    http_gate_refuse(gate, connection, head, question.act || route->kind == ROUTE_ACT ? 403 : 400, &err);
    err_clear(&err);
    arena_destroy(arena);
}

static void answer_own(struct http_connection *connection, struct arena *arena, const struct route *route)
{
    http_reply_value(connection, route->own(arena));
}

/* What is answered without a command: the body is not needed any more afterwards. */
static void answer_at_once(const struct http_gate *gate, struct http_connection *connection, struct arena *arena, const struct visitor *visitor,
                           const struct http_head *head, const struct route *route, const char *body, size_t len)
{
    struct door *door = gate->door;
    if (route->kind == ROUTE_OWN)
        answer_own(connection, arena, route);
    else if (route->kind == ROUTE_FILE)
        http_reply_file(connection, &route->file);
    else if (route->kind == ROUTE_LOGOUT)
        http_login_leave(door, connection, head, visitor, body, len);
    else if (head->post)
        http_login_enter(door, connection, head, visitor, route->english, body, len);
    else
        http_login_show(door, connection, head, visitor, route->english);
}

void http_gate_perform(const struct http_gate *gate, struct http_connection *connection, const struct http_head *head, char *body, size_t len)
{
    struct err err = {0};
    struct route route;
    struct arena *arena = arena_create();
    struct visitor visitor = find_visitor(gate, connection, head, arena);
    int status = find_route(gate, arena, &visitor, head, &route, &err);
    if (status == 200 && route.page && route.as_reader && page_is_plain(route.page) && health_refuse(gate->door->health, connection)) {
        arena_destroy(arena);
        return;
    }
    if (status == 200 && (route.command || route.page)) {
        open_request(gate, connection, arena, &visitor, head, &route, body, len);
        return;
    }
    if (status != 200) /* admitted, but the settings were read again meanwhile, or the session ended */
        http_gate_refuse(gate, connection, head, status, &err);
    else
        answer_at_once(gate, connection, arena, &visitor, head, &route, body, len);
    err_clear(&err);
    arena_destroy(arena);
}
