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
struct page;
struct http_connection;
struct value;

struct http_request_person {
    const char *via; /* socket, http */
    struct caller caller; /* in the request's arena */
};

/* What is asked for, in the request's arena. */
struct http_request_question {
    const struct command *command; /* this, or */
    const struct page *page;       /* this */
    bool english;                  /* the page's language */
    const char *query;             /* the address's own, NULL when there is none */
    const struct value *arguments;
};

/* Takes the request over (the arena and the body): a 400 at once, or an answer later. */
void http_request_open(struct door *door, struct http_connection *connection, struct arena *arena,
                  const struct http_request_question *question, const struct http_request_person *person, char *body, size_t len);
/* Answers a request that never came to a command. */
void http_request_refuse(struct http_connection *connection, int status, const struct err *err);
/* Answers with a value, or a file of the pages, at once. */
void http_request_answer_file(struct http_connection *connection, const char *type, const char *bytes, size_t len);
void http_request_answer(struct http_connection *connection, const struct value *value);

#endif
