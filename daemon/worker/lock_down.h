/*
 * The limits of a worker process: those that hold from its first instruction, and those that its work asks for once its
 * files are open (Landlock, the list of allowed system calls).
 */
#ifndef WORKER_LOCK_DOWN_H
#define WORKER_LOCK_DOWN_H

#include "worker/worker_kind.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* Between fork and exec: only plain system calls. False when one of them cannot be set. */
bool lock_down_limits(const struct worker_rights *rights, size_t memory, int deadline_ms);
/* After exec: what exec takes away again. */
void lock_down_process(void);

/*
 * Called by `perform`, in this order. A reader in WAL mode opens -wal and -shm for writing even when it only
 * reads, so first its files are made read-only for this process, and all others out of reach, accounts.db beside it too (false:
 * the kernel has no Landlock, go on without), then the database is opened and answers one query, and then the process is locked down: no file,
 * no socket, no other program; any system call out of the ordinary ends it.
 */
bool worker_confine_to(const char *database, const char *object);
void worker_lock_down(void); /* as WORKER_EVALUATE */
/*
 * Before a shared object is loaded, for its constructors run with it: that file and the system's libraries can be read, and nothing else
 * is left but computing. worker_lock_down takes that away too. `object` (NULL above: none) is a path that this process still reaches, as
 * /proc/self/fd/N of an open file is.
 */
void worker_lock_down_to_load(const char *object);
/* The same for any row of worker_kind.h. `path`: a file or folder that may be read (and started, where the kind starts
 * programs) beside the kind's own folders; NULL = none. */
void worker_lock_down_as(enum worker_kind kind, const char *path);

/* Before the database is opened by a kind that has the network too: its files, `object` and the kind's own folders are what this process reaches
 * from here on. worker_lock_down_as takes the database's away again. */
void worker_confine_as(enum worker_kind kind, const char *database, const char *object);

/*
 * For a program that a locked-down process asks for (plugin/program.h). First its starter: a child that is another user than root, in a
 * PID namespace of its own where the kernel allows it, and reaches the kind's folders and `path` only; -1 with errno. Then, in the process
 * that becomes the program, its list of system calls.
 */
pid_t worker_fork_confined(const char *path);
void worker_confine_program(void);
/* The same for a program that delivers messages (WORKER_GATEWAY). */
pid_t worker_fork_gateway(const char *path);
void worker_confine_gateway(void);

#endif
