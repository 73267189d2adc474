/*
 * A copy of a state folder's database, taken while the daemon writes or when none runs: one moment of it, page by
 * page, in one file that needs no -wal. It is checked (pages, audit chain, hashes) before it gets its name.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include <stdbool.h>
#include <stdint.h>

struct err;

struct backup {
    int64_t sequence; /* of the newest change that it holds */
    int64_t checked;  /* contents held against their hashes */
};

/* Refuses a path that exists. Leaves nothing behind when it fails. */
bool backup_write(const char *folder, const char *path, struct backup *ret_backup, struct err *err);

#endif
