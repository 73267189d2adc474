/*
 * Puts a backup (backup.h) in the place of a state folder's databases, while no daemon runs there. The copy is checked, and brought
 * up to date, before anything is touched; its log gets a row that says so. What it replaces is kept, whole, in a folder beside
 * it. A kill or a power loss leaves the old databases, the new ones, or a start that is refused with what to do.
 */
#ifndef STORE_RESTORE_H
#define STORE_RESTORE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;

struct restore {
    int64_t sequence, at;          /* the newest change of the backup, and its instant (INT64_MIN: it has none) */
    int64_t replaced, replaced_at; /* the same of what is there now; replaced: 0 nothing is there, -1 nobody can read it */
    bool accounts;                 /* the backup has passwords beside it; without them those that are there stay */
    const char *kept;              /* the folder with what was replaced; NULL: nothing was there, or it was a trial */
};

/* trial: says what it would do. Refused while a daemon runs on the folder, for what is no backup and for one that does not agree
 * with itself. */
bool restore_write(const char *folder, const char *path, bool trial, struct arena *arena, struct restore *ret_restore, struct err *err);

#endif
