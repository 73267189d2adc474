/* Where a program lies that only works for the daemon (/usr/libexec/thidua): beside it in a build tree, else where it was installed. */
#ifndef WORKER_WORKER_PROGRAM_H
#define WORKER_WORKER_PROGRAM_H

struct arena;
struct err;

/* daemon: the daemon's own file. NULL with err, which says to install it again. */
const char *worker_program_find(struct arena *arena, const char *daemon, const char *name, struct err *err);

#endif
