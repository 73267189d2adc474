#include "store/rule_vfs.h"

#include "base/buffer.h"

#include <string.h>

enum { WRITING = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE };

static int open_for_reading(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *ret_flags)
{
    (void)vfs;
    sqlite3_vfs *real = sqlite3_vfs_find(NULL);
    file->pMethods = NULL;
    if (!name || flags & SQLITE_OPEN_DELETEONCLOSE)
        return SQLITE_CANTOPEN; /* a temporary file: temp_store is memory */
    return real->xOpen(real, name, file, (flags & ~WRITING) | SQLITE_OPEN_READONLY, ret_flags);
}

static int delete_nothing(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
    (void)vfs, (void)name, (void)sync_folder;
    return SQLITE_READONLY;
}

void rule_vfs_register(sqlite3_vfs *vfs)
{
    *vfs = *sqlite3_vfs_find(NULL);
    vfs->pNext = NULL;
    vfs->zName = RULE_VFS;
    vfs->xOpen = open_for_reading;
    vfs->xDelete = delete_nothing;
    sqlite3_vfs_register(vfs, 0);
}

char *rule_vfs_uri(struct arena *arena, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-";
    struct buffer uri = {0};
    buffer_puts(&uri, "file:");
    for (; *path; path++) {
        if (strchr(plain, *path))
            buffer_putc(&uri, *path);
        else
            buffer_printf(&uri, "%%%02X", (unsigned char)*path);
    }
    buffer_puts(&uri, "?mode=ro&readonly_shm=1");
    return buffer_take(&uri, arena);
}
