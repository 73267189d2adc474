/*
 * The limits of a worker process that hold from its first instruction. The rest (Landlock, the list of
 * allowed system calls) is worker_confine_to and worker_lock_down of worker.h. Internal to the room.
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

#endif
