#include "door/http_connection.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/memory.h"
#include "door/http_answer.h"
#include "door/http_head.h"
#include "door/tls.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum {
    WRITE_AT_ONCE = 256 * 1024, /* as much as the kernel takes; libevent would part a page into writes of 16 KiB */
    THROWN_AWAY = 64 * 1024, /* of a request in the wrong language */
    SLOWEST = 1024,         /* bytes a second of a body, over limits->slow seconds */
    LINGER_SECONDS = 2,     /* for a client that still sends to see why it was refused */
};

enum state {
    STATE_HEAD,   /* a head is awaited or coming */
    STATE_BODY,
    STATE_WORK,   /* handed over; reads nothing */
    STATE_ANSWER, /* the answer's last bytes go out */
    STATE_LINGER, /* said all; what comes is thrown away until the client has closed */
};

struct http_connection {
    struct memory_held held; /* first; while it is made */
    const struct http_connection_owner *owner;
    const struct http_connection_limits *limits;
    struct http_connection_peer peer;
    struct bufferevent *stream;
    struct event *timer;
    struct arena *arena; /* of the head */
    struct http_head head;
    enum state state;
    size_t looked; /* bytes of the head that were looked at */
    int64_t since; /* it waits for a head */
    int64_t body_until; /* the body's last byte is waited for, on clock_steady */
    size_t body_seen;   /* bytes of it when they were last counted */
    bool encrypted;
    bool timed;    /* the head's first byte was seen */
    bool last;     /* closes after this answer */
    bool said;     /* something of the answer was put */
    bool pieces;   /* the answer goes out in chunks */
    bool gone;     /* the client went away during the work */
    struct event *closed; /* fires when the client closes during the work; NULL: nobody asks */
    void (*left)(void *watcher);
    void *watcher;
};

static void set_timer(struct http_connection *connection, int seconds)
{
    if (event_add(connection->timer, &(struct timeval){.tv_sec = seconds}) != 0)
        memory_out();
}

/* What may come unread is bounded without a watermark: a turn of the loop reads some KiB, and who has all of a request reads no further. */
static void read_on(struct http_connection *connection)
{
    if (bufferevent_enable(connection->stream, EV_READ) != 0)
        memory_out();
}

static void forget_request(struct http_connection *connection)
{
    if (connection->closed)
        event_free(connection->closed);
    connection->closed = NULL;
    arena_destroy(connection->arena);
    connection->arena = NULL;
    connection->head = (struct http_head){0};
}

void http_connection_destroy(struct http_connection *connection)
{
    if (!connection)
        return;
    forget_request(connection);
    event_free(connection->timer);
    bufferevent_free(connection->stream);
    free(connection);
}

void http_connection_leave(struct http_connection *connection)
{
    connection->owner->closed(connection->owner->owner, connection);
    http_connection_destroy(connection);
}

bool http_connection_waits(const struct http_connection *connection, int64_t *ret_since)
{
    *ret_since = connection->state == STATE_LINGER ? 0 : connection->since; /* what was answered already goes first */
    return connection->state == STATE_HEAD || connection->state == STATE_LINGER;
}

const struct http_connection_peer *http_connection_peer(const struct http_connection *connection)
{
    return &connection->peer;
}

uint64_t http_connection_body(const struct http_connection *connection)
{
    return connection->state == STATE_HEAD || connection->state == STATE_LINGER ? 0 : connection->head.body;
}

bool http_connection_is_encrypted(const struct http_connection *connection)
{
    return connection->encrypted;
}

/* ---- writing ---- */

/* So that what is put next is put whole, or nothing of it. */
static void make_room(struct http_connection *connection, size_t len)
{
    if (!connection->gone && evbuffer_expand(bufferevent_get_output(connection->stream), len) != 0)
        memory_out();
}

static void put(struct http_connection *connection, const char *bytes, size_t len)
{
    if (!connection->gone && evbuffer_add(bufferevent_get_output(connection->stream), bytes, len) != 0)
        memory_out();
}

/* body: so many bytes will follow at once. */
static void put_head(struct http_connection *connection, int status, const struct http_answer *answer, const char *length, size_t body)
{
    struct buffer head = {0};
    connection->last = connection->last || status >= 400 || !connection->head.keep_alive;
    http_answer_write(&head, status, answer, length, connection->encrypted, connection->last);
    make_room(connection, head.len + body);
    connection->said = true;
    put(connection, head.bytes, head.len);
    buffer_finish(&head);
}

/* The answer is handed over whole; on_written goes on when the client has taken it. */
static void finish_answer(void *context)
{
    struct http_connection *connection = context;
    forget_request(connection);
    connection->pieces = false;
    if (connection->gone) {
        http_connection_leave(connection);
        return;
    }
    connection->state = STATE_ANSWER;
    set_timer(connection, connection->limits->answer);
    bufferevent_trigger(connection->stream, EV_WRITE, BEV_TRIG_DEFER_CALLBACKS); /* it may have taken all already */
}

/* By the socket itself, for a buffer would need memory; beside TLS, and behind what still waits there, it takes its chance. */
static bool say_starved(struct http_connection *connection, bool changed)
{
    const char *answer = http_answer_starved(connection->head.accept, changed);
    struct evbuffer *output = bufferevent_get_output(connection->stream);
    size_t len = strlen(answer);
    if (connection->encrypted || evbuffer_get_length(output) > 0)
        return evbuffer_add(output, answer, len) == 0;
    return send(bufferevent_getfd(connection->stream), answer, len, MSG_DONTWAIT | MSG_NOSIGNAL) == (ssize_t)len;
}

void http_connection_starve(struct http_connection *connection, bool changed)
{
    connection->last = true;
    bufferevent_disable(connection->stream, EV_READ);
    if ((!connection->gone && (connection->said || !say_starved(connection, changed))) || !memory_try(finish_answer, connection))
        http_connection_leave(connection);
}

/* On a unix socket a program may close its sending half and still read: only both halves closed mean that nobody waits any more. By TCP the two cannot
 * be told apart before something is sent; whoever closes there has left, as browsers do. */
static void on_closed(evutil_socket_t fd, short what, void *argument)
{
    struct http_connection *connection = argument;
    bool tcp = connection->peer.uid == (uid_t)-1;
    struct pollfd looked = {.fd = fd, .events = tcp ? POLLRDHUP : 0};
    (void)what;
    if (poll(&looked, 1, 0) < 1 || !(looked.revents & (POLLHUP | POLLERR | (tcp ? POLLRDHUP : 0))))
        return;
    connection->left(connection->watcher);
}

void http_connection_watch(struct http_connection *connection, void (*left)(void *watcher), void *watcher)
{
    connection->left = left;
    connection->watcher = watcher;
    connection->closed = event_new(bufferevent_get_base(connection->stream), bufferevent_getfd(connection->stream), EV_CLOSED,
                                   on_closed, connection);
    if (!connection->closed || event_add(connection->closed, NULL) != 0)
        memory_out();
}

void http_connection_answer(struct http_connection *connection, int status, const struct http_answer *answer,
                            const struct buffer *body)
{
    char length[48] = "";
    if (status != 304) /* it has no body, and would say how long the kept one is */
        snprintf(length, sizeof length, "Content-Length: %zu\r\n", body->len);
    put_head(connection, status, answer, length, body->len);
    put(connection, body->bytes, body->len);
    finish_answer(connection);
}

void http_connection_begin(struct http_connection *connection, const struct http_answer *answer)
{
    connection->pieces = !connection->head.http_1_0; /* HTTP/1.0 knows no chunks: the end of the connection ends it */
    put_head(connection, 200, answer, connection->pieces ? "Transfer-Encoding: chunked\r\n" : "", 0);
}

void http_connection_piece(struct http_connection *connection, const struct buffer *piece)
{
    char size[24];
    if (piece->len == 0)
        return; /* an empty chunk would be the end */
    int len = snprintf(size, sizeof size, "%zx\r\n", piece->len);
    make_room(connection, (size_t)len + piece->len + strlen("\r\n"));
    if (connection->pieces)
        put(connection, size, (size_t)len);
    put(connection, piece->bytes, piece->len);
    if (connection->pieces)
        put(connection, "\r\n", 2);
}

void http_connection_end(struct http_connection *connection)
{
    if (connection->pieces)
        put(connection, "0\r\n\r\n", 5);
    finish_answer(connection);
}

/* ---- reading ---- */

static void refuse(struct http_connection *connection, int status, const struct err *err)
{
    bufferevent_disable(connection->stream, EV_READ);
    event_del(connection->timer);
    connection->last = true;
    connection->state = STATE_WORK;
    connection->owner->refuse(connection->owner->owner, connection, connection->head.path ? &connection->head : NULL, status, err);
}

/* Until it is counted again, or until the end of all waiting. */
static void time_body(struct http_connection *connection)
{
    int64_t left = (connection->body_until - clock_steady() + 999) / 1000;
    set_timer(connection, (int)(left < connection->limits->slow ? left : connection->limits->slow));
}

/* Whether the body came on fast enough to be waited for further. */
static bool body_comes(struct http_connection *connection)
{
    size_t have = evbuffer_get_length(bufferevent_get_input(connection->stream));
    bool fast = have - connection->body_seen >= (size_t)connection->limits->slow * SLOWEST;
    connection->body_seen = have;
    return fast && clock_steady() < connection->body_until;
}

static void await_body(struct http_connection *connection)
{
    connection->state = STATE_BODY;
    connection->body_until = clock_steady() + (int64_t)connection->limits->body * 1000;
    connection->body_seen = 0;
    time_body(connection);
    if (connection->head.continues && connection->head.body > 0)
        put(connection, "HTTP/1.1 100 Continue\r\n\r\n", strlen("HTTP/1.1 100 Continue\r\n\r\n"));
}

/* False when there is nothing to do before more bytes come. */
static bool take_head(struct http_connection *connection, struct evbuffer *input, struct err *err)
{
    size_t have = evbuffer_get_length(input), len;
    size_t most = have < HTTP_HEAD_MAX ? have : HTTP_HEAD_MAX;
    int status = 200;
    if (have == 0)
        return false;
    if (!connection->timed)
        set_timer(connection, connection->limits->head);
    connection->timed = true;
    const char *bytes = (const char *)evbuffer_pullup(input, (ev_ssize_t)most);
    if (!bytes)
        memory_out();
    if (http_head_end(bytes, most, connection->looked, &len, &status, err)) {
        connection->looked = most;
        if (len == 0)
            return false;
        connection->arena = arena_let_go(arena_create());
        status = http_head_read(connection->arena, bytes, len, &connection->head, err);
        evbuffer_drain(input, len);
    }
    if (status == 200)
        status = connection->owner->admit(connection->owner->owner, connection, &connection->head, err);
    if (status == 200)
        await_body(connection);
    else
        refuse(connection, status, err);
    return true;
}

static bool take_body(struct http_connection *connection, struct evbuffer *input)
{
    size_t len = connection->head.body;
    char *body = NULL;
    if (evbuffer_get_length(input) < len)
        return false;
    if (len > 0)
        body = arena_alloc(connection->arena, len);
    evbuffer_remove(input, body, len);
    bufferevent_disable(connection->stream, EV_READ);
    event_del(connection->timer);
    connection->state = STATE_WORK;
    connection->owner->perform(connection->owner->owner, connection, &connection->head, body, len);
    return true;
}

static void take(void *context)
{
    struct http_connection *connection = context;
    struct evbuffer *input = bufferevent_get_input(connection->stream);
    struct err err = {0};
    bool more = true;
    while (more && (connection->state == STATE_HEAD || connection->state == STATE_BODY))
        more = connection->state == STATE_HEAD ? take_head(connection, input, &err) : take_body(connection, input);
    err_clear(&err);
    if (connection->state == STATE_LINGER)
        evbuffer_drain(input, evbuffer_get_length(input));
}

/* An event of the connection is an attempt; where memory ran out in it, it is the connection's last. */
static void attempt(struct http_connection *connection, void (*work)(void *connection))
{
    if (!memory_try(work, connection))
        http_connection_starve(connection, false);
}

static void on_read(struct bufferevent *stream, void *argument)
{
    (void)stream;
    attempt(argument, take);
}

static void await_head(struct http_connection *connection, int seconds)
{
    connection->state = STATE_HEAD;
    connection->since = clock_steady();
    connection->looked = 0;
    connection->timed = false;
    connection->said = false;
    set_timer(connection, seconds);
    read_on(connection);
}

/* Closing at once would throw away what the client has not read yet, were there bytes of it unread (RFC 9112 §9.6). */
static void linger(struct http_connection *connection)
{
    connection->state = STATE_LINGER;
    tls_stream_shut(connection->stream);
    shutdown(bufferevent_getfd(connection->stream), SHUT_WR);
    set_timer(connection, LINGER_SECONDS);
    read_on(connection);
    take(connection);
}

static void go_on(void *context)
{
    struct http_connection *connection = context;
    if (connection->state != STATE_ANSWER || evbuffer_get_length(bufferevent_get_output(connection->stream)) > 0)
        return;
    if (connection->last) {
        linger(connection);
        return;
    }
    await_head(connection, connection->limits->idle);
    take(connection); /* what was sent behind the request */
}

static void on_written(struct bufferevent *stream, void *argument)
{
    (void)stream;
    attempt(argument, go_on);
}

/* A browser to which no "https://" was typed. Its request, read by TLS already, is thrown away, so that closing does not take the answer back. */
static void answer_in_the_clear(int fd)
{
    static const char answer[] = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
                                 "Cổng này chỉ nhận https://: hãy ghi https:// trước địa chỉ.\n"
                                 "This door speaks https:// only: write https:// in front of the address.\n";
    char rest[THROWN_AWAY];
    (void)!recv(fd, rest, sizeof rest, MSG_DONTWAIT);
    (void)!send(fd, answer, sizeof answer - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void on_event(struct bufferevent *stream, short what, void *argument)
{
    struct http_connection *connection = argument;
    bool starved = what & BEV_EVENT_ERROR && EVUTIL_SOCKET_ERROR() == ENOMEM; /* what came could not be read */
    if (what & BEV_EVENT_CONNECTED) /* the handshake is done; the time for the head runs on */
        return;
    if (tls_stream_met_http(stream))
        answer_in_the_clear(bufferevent_getfd(stream));
    if (connection->state == STATE_WORK) {
        connection->gone = true;
        bufferevent_disable(stream, EV_READ | EV_WRITE);
    } else if (starved && connection->state != STATE_LINGER) {
        http_connection_starve(connection, false);
    } else {
        http_connection_leave(connection);
    }
}

static void end_waiting(void *context)
{
    struct http_connection *connection = context;
    struct err err = {0};
    if (connection->state == STATE_BODY && body_comes(connection)) {
        time_body(connection);
        return;
    }
    if ((connection->state == STATE_HEAD && connection->timed) || connection->state == STATE_BODY) {
        err_set(&err, "yêu cầu đến quá chậm", "the request came too slowly");
        refuse(connection, 408, &err);
        err_clear(&err);
    } else {
        http_connection_leave(connection);
    }
}

static void on_time(evutil_socket_t fd, short what, void *argument)
{
    (void)fd, (void)what;
    attempt(argument, end_waiting);
}

static void release(struct memory_held *held)
{
    struct http_connection *connection = (struct http_connection *)held;
    if (connection->timer)
        event_free(connection->timer);
    free(connection);
}

struct http_connection *http_connection_create(struct bufferevent *stream, const struct http_connection_peer *peer,
                                     const struct http_connection_limits *limits, const struct http_connection_owner *owner)
{
    struct http_connection *connection = calloc(1, sizeof *connection);
    if (connection)
        memory_hold(&connection->held, release);
    if (!connection || !(connection->timer = evtimer_new(bufferevent_get_base(stream), on_time, connection)))
        memory_out();
    connection->stream = stream;
    connection->encrypted = tls_stream_is(stream);
    connection->owner = owner;
    connection->limits = limits;
    connection->peer = *peer;
    bufferevent_set_max_single_write(stream, WRITE_AT_ONCE);
    bufferevent_setcb(connection->stream, on_read, on_written, on_event, connection);
    if (bufferevent_enable(connection->stream, EV_WRITE) != 0)
        memory_out();
    await_head(connection, limits->head);
    memory_let_go(&connection->held);
    return connection;
}
