/*
 * The fork server: the daemon's own program, started once as `PROGRAM --fork-server` with everything linked and nothing
 * run. A worker is a fork of it and costs no exec (8 ms of the loader's work). The fork server never sees a job or a
 * rule. It is told the rights and limits of the next worker, and the contest that all jobs have in common, which it reads
 * once for all its workers. So every worker begins in memory that no rule has touched. Its forks are children of the
 * daemon (CLONE_PARENT), which waits for them, kills them and takes them down with it as if it had started them itself.
 *
 * Optional. Without a fork server, workers are started by exec with the same limits.
 */
#ifndef WORKER_FORK_SERVER_H
#define WORKER_FORK_SERVER_H

#include "worker/worker_kind.h"
#include "worker/worker_main.h"

#include <stdbool.h>
#include <sys/types.h>

struct buffer;
struct fork_server;
struct worker_settings;

/* NULL when none can be started. Call it from a thread that lives as long as the fork server: the kernel ends workers with
 * the thread that their parent came from. The program must call fork_server_main. */
struct fork_server *fork_server_create(const char *program);
void fork_server_destroy(struct fork_server *fork_server); /* NULL is fine */

/* A worker with these descriptors (file: -1 = none), from any thread. `shared`: the text of what its job has in common with others, which
 * the worker then has without having been sent it (child.h); empty = nothing. False: there is none, start one by exec. */
bool fork_server_start(struct fork_server *fork_server, enum worker_kind kind, const struct worker_settings *settings,
                       const struct buffer *shared, int socket, int complaints, int file, pid_t *ret_pid);

/* The fork server's own side: the program was started as `PROGRAM --fork-server`. */
void fork_server_main(int fd, worker_perform *perform) __attribute__((noreturn));

#endif
