/*
 * Which command, page or file a request asks for, and whether this person may ask for it this way: by method, path, door
 * and role. Pure: knows no libevent, so every cell of the table can be tried.
 */
#ifndef DOOR_ROUTE_H
#define DOOR_ROUTE_H

#include "command/command.h"

struct arena;
struct caller;
struct err;
struct page;
struct value;

struct route_request {
    bool get, post;   /* the method; neither = another one */
    const char *path; /* raw, up to the "?" */
    bool tcp;         /* came by TCP: reading commands only, from this machine's own addresses only */
    const char *host; /* the Host header, NULL when there is none */
    const struct caller *caller;
};

/* One of these. */
struct route {
    struct value *(*own)(struct arena *arena); /* the door's own answer */
    const struct command *command;
    const struct page *page;
    bool english;            /* the page's language */
    const char *type, *file; /* a file that pages refer to */
    size_t file_len;
};

/* 200 and the route, or an HTTP status of refusal with err. */
int route_find(const struct route_request *request, struct route *ret_route, struct err *err);

#endif
