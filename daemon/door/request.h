/*
 * A request from its arrival to its answer: performed on the command's lane, answered on the loop. It
 * outlives a client that goes away: libevent keeps the evhttp_request until it is answered, to nobody if need
 * be.
 */
#ifndef DOOR_REQUEST_H
#define DOOR_REQUEST_H

#include <sys/types.h>

struct arena;
struct command;
struct door;
struct err;
struct evhttp_request;
struct value;

struct request_person {
    const char *via; /* socket, http */
    uid_t uid;       /* of the socket's peer; by TCP nobody is known */
};

/* Takes the request over (the arena too, which holds arguments): a 400 at once, or an answer later. */
void request_open(struct door *door, struct evhttp_request *http, struct arena *arena,
                  const struct command *command, const struct request_person *person,
                  const struct value *arguments);
/* Answers a request that never came to a command. */
void request_refuse(struct evhttp_request *http, int status, const struct err *err);
/* Answers with a value at once. */
void request_answer(struct evhttp_request *http, const struct value *value);

#endif
