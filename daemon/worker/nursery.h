/*
 * A process that becomes workers: the daemon's own program started once as `PROGRAM --nursery`, everything linked, nothing
 * run. A worker is a fork of it and costs no exec (the loader's work, 8 ms). It never sees a job or a rule: all it hears
 * is which rights and limits the next worker gets, and which contest is meant, the part that all jobs have in common: that
 * it reads once and its workers have. So every worker begins as the last one did, in memory that no rule has touched. Its
 * forks are children of the daemon (CLONE_PARENT), which waits for them, kills them and takes them down with it as if it
 * had started them itself.
 *
 * It is a help, never a need: where there is none, or it ended, a worker is started by exec.
 */
#ifndef WORKER_NURSERY_H
#define WORKER_NURSERY_H

#include "worker/worker_kind.h"

#include <stdbool.h>
#include <sys/types.h>

struct buffer;
struct nursery;
struct worker_settings;

/* NULL when none can be started. Call it from a thread that lives as long as the nursery: the kernel ends workers with
 * the thread that their parent came from. The program must call nursery_main. */
struct nursery *nursery_create(const char *program);
void nursery_destroy(struct nursery *nursery); /* NULL is fine */

/* A worker with these two descriptors, from any thread. `shared`: the text of what its job has in common with others, which
 * the worker then has without having been sent it (child.h); empty = nothing. False: there is none, start one by exec. */
bool nursery_start(struct nursery *nursery, enum worker_kind kind, const struct worker_settings *settings,
                   const struct buffer *shared, int socket, int complaints, pid_t *ret_pid);

#endif
