/*
 * A request at an entrance: who asks, for what, whether they may; then it is answered at once or handed on (http_request.h,
 * http_login.h). Knows no sockets.
 */
#ifndef DOOR_HTTP_GATE_H
#define DOOR_HTTP_GATE_H

#include <stdbool.h>
#include <stddef.h>

struct door;
struct err;
struct http_connection;
struct http_head;

struct http_gate {
    struct door *door;
    bool tcp;
    size_t body_max; /* bytes of a body with files */
};

struct http_gate http_gate_of(struct door *door, bool tcp);

/* What http_connection.h asks its owner for. */
int http_gate_admit(const struct http_gate *gate, const struct http_connection *connection, const struct http_head *head, struct err *err);
void http_gate_perform(const struct http_gate *gate, struct http_connection *connection, const struct http_head *head, char *body, size_t len);
void http_gate_refuse(const struct http_gate *gate, struct http_connection *connection, const struct http_head *head, int status,
                      const struct err *err);

#endif
