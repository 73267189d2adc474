/*
 * A program of the administrator's, run for a process that is locked down and could not start one: a runner
 * is forked while it still may, waits on a socket, and runs the program as often as it is asked, each time
 * with the given input, until the other end closes. No shell, an empty environment, `/` as its folder; killed
 * when it is late, says too much, or its asker is gone (what it left behind ends with the worker's process
 * group). What its output means is not known here (exec.h).
 */
#ifndef PLUGIN_PROGRAM_H
#define PLUGIN_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct arena;
struct err;
struct value;

struct program;

/* How the runner and the program are kept in (worker/lock_down.h). */
struct program_walls {
    pid_t (*fork)(const char *path); /* the runner: a child that reaches the program and what that may; -1 with errno */
    void (*confine)(void);           /* in the program's process, right before it becomes the program */
};

/* `path` was allowed by its caller. walls: NULL = none. */
bool program_start(struct arena *arena, const char *path, const struct program_walls *walls, struct program **ret_program,
                   struct err *err);

struct program_answer {
    int status;            /* of exit; -1 when a signal ended it */
    int signal;            /* which */
    const char *output;    /* standard output, UTF-8 */
    const char *complaint; /* the last line of its standard error, printable */
};

/* arguments: a list of texts. Late, too long and not UTF-8 are errors. */
bool program_run(struct program *program, struct arena *arena, const struct value *arguments,
                 const char *input, int timeout_ms, struct program_answer *ret_answer, struct err *err);
void program_stop(struct program *program); /* NULL is fine */

/* The runner's loop (program_runner.c); never returns. */
void program_serve(int fd, const char *path, const struct program_walls *walls) __attribute__((noreturn));

#endif
