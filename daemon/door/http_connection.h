/*
 * One connection of a person's program: reads requests one after the other (http_head.h), hands each over, writes its
 * answer. Every wait has an end, and what comes in is bounded. A request that is being worked on outlives a client
 * that goes away: its answer is then dropped here. Everything runs on the loop's thread. Knows no commands.
 */
#ifndef DOOR_HTTP_CONNECTION_H
#define DOOR_HTTP_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>

struct buffer;
struct bufferevent;
struct http_connection;
struct err;
struct http_answer;
struct http_head;

/* Who is at the other end. */
struct http_connection_peer {
    struct sockaddr_storage address; /* of TCP */
    uid_t uid;                       /* of the unix socket's peer (SO_PEERCRED); (uid_t)-1 by TCP: nobody is known */
};

/* Seconds; each counts from the beginning of its stretch, not from the last byte. */
struct http_connection_limits {
    int head;   /* from the first byte of a request to its empty line; of a new connection, from its beginning to the first byte */
    int body;   /* from there to the body's last byte */
    int answer; /* from an answer's last byte handed over to its last byte taken */
    int idle;   /* between two requests */
    int slow;   /* a body brings 1 KiB a second over so many, or it is not waited for */
};

struct http_connection_owner {
    void *owner;
    /* The head has come: 200 = go on, else the status of the refusal with err; the body is not waited for then. */
    int (*admit)(void *owner, const struct http_connection *connection, const struct http_head *head, struct err *err);
    /* The request is whole; the body (NULL when empty) is there until it is answered. To be answered once, now or later. */
    void (*perform)(void *owner, struct http_connection *connection, const struct http_head *head, char *body, size_t len);
    /* A refusal is to be written, by http_connection_answer. head NULL: it was not understood. */
    void (*refuse)(void *owner, struct http_connection *connection, const struct http_head *head, int status, const struct err *err);
    void (*closed)(void *owner, struct http_connection *connection); /* it is gone; forget it */
};

/* Takes the stream over, plain or of tls.h. Both borrowed structs live as long as the connection. */
struct http_connection *http_connection_create(struct bufferevent *stream, const struct http_connection_peer *peer,
                                     const struct http_connection_limits *limits, const struct http_connection_owner *owner);
void http_connection_destroy(struct http_connection *connection);
/* Whether it may go for another's sake: it sends no request, or is slow with the head of one; since when, on clock_steady. */
bool http_connection_waits(const struct http_connection *connection, int64_t *ret_since);
void http_connection_leave(struct http_connection *connection); /* closes at once; its owner forgets it */
const struct http_connection_peer *http_connection_peer(const struct http_connection *connection);
uint64_t http_connection_body(const struct http_connection *connection); /* bytes, of the request that is coming or under way */
bool http_connection_is_encrypted(const struct http_connection *connection);

/* A whole answer. A status from 400 on ends the connection, for nobody knows what the client thinks comes next. */
void http_connection_answer(struct http_connection *connection, int status, const struct http_answer *content,
                            const struct buffer *body);
/* Calls `left` once when the client has gone before its answer was begun or ended: closed the connection, by TCP its sending half of it. Until the
 * answer is whole. */
void http_connection_watch(struct http_connection *connection, void (*left)(void *watcher), void *watcher);
/* An answer of 200 in pieces. */
void http_connection_begin(struct http_connection *connection, const struct http_answer *content);
void http_connection_piece(struct http_connection *connection, const struct buffer *piece);
void http_connection_end(struct http_connection *connection);
/* Instead of an answer that memory ran out for: a sentence, where nothing was said yet, and the end of the connection. changed: what was asked
 * for was done. Outside of an attempt (base/memory.h); it needs no memory. */
void http_connection_starve(struct http_connection *connection, bool changed);

#endif
