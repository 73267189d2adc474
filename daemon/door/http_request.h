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
struct command;
struct door;
struct err;
struct http_act;
struct page;
struct http_connection;
struct value;

struct http_request_person {
    const char *via; /* socket, http */
    struct caller caller; /* in the request's arena, as is the address */
    int64_t session;      /* 0: none */
    const char *address;
};

/* What is asked for, in the request's arena. */
struct http_request_question {
    const struct command *command; /* this, or */
    const struct page *page;       /* this */
    bool english;                  /* the page's language */
    bool nobody;                   /* the page is one that anybody may see */
    const char *query;             /* the address's own, NULL when there is none */
    const char *none_match;        /* the tags of what the browser has kept of the page; NULL: nothing */
    const struct value *arguments;
    const struct http_act *act;    /* a form asks for the command; NULL: a program does */
    const char *form_token;        /* of the session; NULL without one */
};

/* Takes the request over (the arena and the body): a 400 at once, or an answer later. */
void http_request_open(struct door *door, struct http_connection *connection, struct arena *arena,
                  const struct http_request_question *question, const struct http_request_person *person, char *body, size_t len);

#endif
