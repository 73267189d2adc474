/*
 * The system calls of those who reach out: programs of the administrator's and notifiers, which call libraries and programs of others.
 * A list of what is allowed, some of it by its arguments: what a program does with its own memory, its own processes, its pipes
 * and the files that it may read. Internal to the room.
 */
#ifndef WORKER_OUTSIDE_CALL_H
#define WORKER_OUTSIDE_CALL_H

#include "worker/worker_kind.h"

#include <seccomp.h>

/* What is neither allowed nor refused by name does not exist (ENOSYS): a C library then does without, as on an older kernel. */
#define OUTSIDE_CALL_UNKNOWN SCMP_ACT_ERRNO(ENOSYS)

/* Adds the rules to a filter of that default; 0, or a code of libseccomp's. */
int outside_call_allow(scmp_filter_ctx filter, const struct worker_rights *rights);

#endif
