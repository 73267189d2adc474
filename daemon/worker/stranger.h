/*
 * A process as a stranger on the machine: a user that owns nothing, and where the kernel allows it a set of processes of its own, in which
 * it sees and reaches only what it started itself and which ends with its first process. Internal to the room.
 */
#ifndef WORKER_STRANGER_H
#define WORKER_STRANGER_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * Root becomes a user that no other process has (0059 in docs/decisions says which), without groups and capabilities; who is not root
 * stays who it is. Dies where root cannot be left.
 */
void stranger_become(void);
/* A child, already a stranger, in a PID namespace of its own where the kernel allows it; it dies with its parent. -1 with errno. For a
 * process of one thread. */
pid_t stranger_fork(void);

/* Of this thread: what a user namespace gives to its first process. False: it may not. */
bool stranger_drop_capabilities(void);

#endif
