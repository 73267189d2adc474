/*
 * A request from its arrival to its answer: performed on the command's queue, answered on the loop. A change outlives a
 * client that goes away: the connection stays until it is answered, to nobody if need be. What only answers is cancelled then.
 */
#ifndef DOOR_HTTP_REQUEST_H
#define DOOR_HTTP_REQUEST_H

#include "person/caller.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct door;
struct err;
struct http_connection;
struct http_request_question; /* http_perform.h */

struct http_request_person {
    const char *via; /* socket, http */
    struct caller caller; /* in the request's arena, as is the address */
    int64_t session;      /* 0: none */
    const char *address;
};

/* Takes the request over with its arena: a 400 at once, or an answer later, until which the body is there. */
void http_request_open(struct door *door, struct http_connection *connection, struct arena *arena,
                  const struct http_request_question *question, const struct http_request_person *person, char *body, size_t len);

#endif
