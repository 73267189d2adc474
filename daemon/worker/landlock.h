/*
 * Landlock: which files a process can still reach, and that it sends no signal to, and opens no connection with, what is not below it
 * (signals and abstract sockets since version 6 of Landlock, TCP since 4). A kernel without it is said by `false`; every other layer holds
 * there too. Internal to the room.
 */
#ifndef WORKER_LANDLOCK_H
#define WORKER_LANDLOCK_H

#include <stdbool.h>
#include <stddef.h>

struct landlock_path {
    const char *path; /* a file, or a folder with all that is below; one that is absent is passed over */
    bool execute, write;
};

bool landlock_known(void);
bool landlock_keeps_signals(void);
/* From now on only these paths can be opened, for reading (and what they say beside); what is open stays open. */
bool landlock_only(const struct landlock_path *paths, size_t count, bool network);

#endif
