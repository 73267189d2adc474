/*
 * Where a drill works: a folder beside the backup, so that the disk of the contest's own data is not filled. One drill at a time in a
 * folder of backups; what one that was killed left there is removed by the next.
 */
#ifndef DRILL_DRILL_FOLDER_H
#define DRILL_DRILL_FOLDER_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;

enum { DRILL_OLD_DAYS = 7 }; /* the newest of a folder is no older: it is copied each day */

struct drill_folder {
    struct arena *arena;
    const char *backups; /* the folder with the backups */
    const char *path;    /* of the work; NULL until it is made */
    int lock;            /* on the folder with the backups; -1: not taken */
};

/* path: a backup, or a folder of which the newest *.db is taken; refused where there is none, or only old ones. */
bool drill_folder_find(struct arena *arena, const char *path, int64_t now, const char **ret_backup, int64_t *ret_copied_at, struct err *err);
/* Zeroed but for what it finds, also when it fails; drill_folder_finish in any case. */
bool drill_folder_make(struct drill_folder *folder, struct arena *arena, const char *backup, struct err *err);
void drill_folder_finish(struct drill_folder *folder);
/* Removes what drills and upgrades that were killed left in the folder; nothing while one works there. */
void drill_folder_sweep(struct arena *arena, const char *folder);

#endif
