/*
 * A VFS (SQLite's access to files) that opens every file for reading only. SQLite opens -wal and -shm for writing even on a
 * read-only connection. Landlock refuses that; where the kernel has no Landlock this VFS keeps every descriptor of a
 * worker unable to write. Internal to the store.
 */
#ifndef STORE_RULE_VFS_H
#define STORE_RULE_VFS_H

#include <sqlite3.h>

struct arena;

#define RULE_VFS "rule"

/* Fills and registers *vfs, which must stay until the connection is closed; then unregister it. */
void rule_vfs_register(sqlite3_vfs *vfs);
/* The name under which sqlite3_open_v2 opens `path` (with SQLITE_OPEN_URI) so that -shm too is only read. */
char *rule_vfs_uri(struct arena *arena, const char *path);

#endif
