/*
 * The page where people log in, and the way out: GET and POST /login (fields name, password, code, next), POST /logout (token). The
 * password is looked at on a queue of its own, two at once; here is only what goes to and from the browser.
 */
#ifndef DOOR_HTTP_LOGIN_H
#define DOOR_HTTP_LOGIN_H

#include <stdbool.h>
#include <stddef.h>

struct door;
struct http_connection;
struct http_head;
struct visitor;

enum {
    HTTP_LOGIN_BODY = 16 * 1024, /* bytes of a form; more is refused */
    HTTP_LOGIN_NAME = 64,        /* bytes of a name; a longer one is nobody's */
    HTTP_LOGIN_WAITING = 32,     /* log-ins that wait; more are sent away */
};

void http_login_show(struct door *door, struct http_connection *connection, const struct http_head *head, const struct visitor *visitor,
                     bool english);
/* The body is borrowed. */
void http_login_enter(struct door *door, struct http_connection *connection, const struct http_head *head,
                      const struct visitor *visitor, bool english, const char *body, size_t len);
void http_login_leave(struct door *door, struct http_connection *connection, const struct http_head *head,
                      const struct visitor *visitor, const char *body, size_t len);

#endif
