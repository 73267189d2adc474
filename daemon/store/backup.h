/*
 * Copies a state folder's databases into a new file and one beside it, while the daemon writes or when none runs: PATH, and PATH-accounts with
 * what proves who somebody is, without the sessions. Each copy holds one moment and needs no -wal; whoever has a password in the second is known
 * in the first. They get their names only after their pages, and of the first its audit chain and hashes, were checked.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include <stdbool.h>
#include <stdint.h>

struct err;

#define BACKUP_ACCOUNTS_SUFFIX "-accounts"

struct backup {
    int64_t sequence; /* of the newest change that it holds */
    int64_t checked;  /* contents held against their hashes */
    bool accounts;    /* there were accounts to copy */
};

/* Refuses paths that exist. Leaves nothing behind when it fails. */
bool backup_write(const char *folder, const char *path, struct backup *ret_backup, struct err *err);

/* One moment of a database as it stands, of whatever version, into the new file `path`: nothing is checked, brought up to date or written in the first. */
bool backup_copy(const char *database, const char *path, struct err *err);

#endif
