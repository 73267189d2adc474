/*
 * Asks the daemon one question over its unix socket. Tries for five seconds to reach a
 * daemon that is just starting; what was sent is never sent twice.
 */
#ifndef CTL_DAEMON_CLIENT_H
#define CTL_DAEMON_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct command;
struct err;
struct value;

enum ask_result {
    ASK_DONE,
    ASK_REFUSED, /* err, and problems perhaps */
    ASK_FAILED,  /* not reached, or lost on the way: err */
};

struct ask {
    const char *state;
    const struct command *command;
    const struct value *arguments;
    const struct buffer *body;                              /* NULL = none */
    void (*progress)(void *whom, const struct value *said); /* {vi, en}; NULL = nobody listens */
    void *whom;
};

struct answer {
    const struct value *value; /* of a command that answers with a value */
    const char *bytes;         /* of one that answers with a file */
    size_t len;
    const struct value *problems; /* of a refusal; NULL = no list */
};

enum ask_result ask_daemon(const struct ask *ask, struct arena *arena, struct answer *ret_answer,
                           struct err *err);

#endif
