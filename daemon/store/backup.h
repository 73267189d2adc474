/*
 * Copies a state folder's database into one new file, while the daemon writes or when none runs. The copy holds one moment
 * and needs no -wal. It gets its name only after its pages, audit chain and hashes were checked.
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
