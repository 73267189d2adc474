/*
 * The limits of a worker process: those that hold from its first instruction, and those that its work asks for once its
 * files are open (Landlock, the list of allowed system calls).
 */
#ifndef WORKER_LOCK_DOWN_H
#define WORKER_LOCK_DOWN_H

#include "worker/worker_kind.h"

#include <stdbool.h>
#include <stddef.h>

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
bool worker_confine_to(const char *database);
void worker_lock_down(void); /* as WORKER_EVALUATE */
/* The same for any row of worker_kind.h. `path`: a file or folder that may be read (and started, where the kind starts
 * programs) beside the kind's own folders; NULL = none. */
void worker_lock_down_as(enum worker_kind kind, const char *path);

/* Whether this kernel can keep files from a process; without it the other layers hold alone. */
bool worker_has_landlock(void);

#endif
