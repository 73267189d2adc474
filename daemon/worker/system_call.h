/* Which system calls a process may still make: the seccomp filters of the kinds. Internal to the room. */
#ifndef WORKER_SYSTEM_CALL_H
#define WORKER_SYSTEM_CALL_H

#include "worker/worker_kind.h"

/* From now on, for this process and all that it starts. A process that cannot be locked down dies. */
void system_call_limit(const struct worker_rights *rights);
/* While a shared object is loaded: what computing needs, what the loader does, and the next limit. */
void system_call_limit_loading(void);

#endif
