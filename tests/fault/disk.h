/*
 * A disk that a test can watch and break: an SQLite VFS around the system's own, the default one once it is
 * registered, so that the product's code opens its database on it without knowing. Watched, it keeps every
 * write, sync, truncation, creation and deletion, and gives for any moment the files that a power loss at that
 * moment could have left. Broken, it fails the n-th operation. One thread; -shm is shared memory and no file.
 */
#ifndef FAULT_DISK_H
#define FAULT_DISK_H

#include <stdbool.h>
#include <stddef.h>

#define DISK_PLAIN "unix" /* the system's own VFS: neither watched nor broken */

void disk_register(void);

/* ---- power ---- */

/* From now on what happens in this folder, which must be empty, is kept. */
void disk_watch(const char *folder);
void disk_unwatch(void);
/* How many operations were kept so far: the moment now. */
size_t disk_moment(void);
size_t disk_syncs(void);
/* Whether the operation that ends at this moment was a sync. */
bool disk_is_sync(size_t moment);

/* What of the unsynced survives. */
enum disk_loss {
    DISK_ALL_LOST,
    DISK_ALL_KEPT,
    DISK_WRITES_LOST,  /* some writes, by the seed */
    DISK_SECTORS_TORN, /* each sector of each write lost, kept or half there, by the seed */
    DISK_LOSSES
};
/* Leaves in `folder` (emptied first) what a power loss after `moment` operations could have left of the watched
 * one. Moments must not go backwards between two calls unless disk_rewind is called. */
void disk_lose_power(size_t moment, enum disk_loss loss, unsigned seed, const char *folder);
void disk_rewind(void);
void disk_forget(void); /* all that was kept */

/* ---- faults ---- */

enum disk_harm {
    DISK_FAILS_ONCE, /* one operation of any kind: an I/O error */
    DISK_FAILS,      /* it and every later one */
    DISK_FULL,       /* a write that would need room, and every later one: no space left */
    DISK_SHORT,      /* a write that ends in the middle, once */
    DISK_HARMS
};
const char *disk_harm_name(enum disk_harm harm);
/* The operation after `after` others that this harm can meet. */
void disk_break(enum disk_harm harm, long after);
void disk_mend(void);
bool disk_was_hit(void); /* since disk_break */
long disk_operations(enum disk_harm harm); /* that it could have met since disk_break */
const char *disk_hit(void); /* which operation: "write thidua.db-wal" */

#endif
