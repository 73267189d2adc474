#include "store/backup.h"

#include "base/arena.h"
#include "base/err.h"
#include "store/change.h"
#include "store/database.h"
#include "store/integrity.h"
#include "store/store_open.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool fail(const char *path, struct err *err)
{
    return err_set(err, "không ghi được bản sao lưu “%s”: %s", "the backup “%s” cannot be written: %s", path,
                   strerror(errno));
}

/* One step: all pages of one moment; a writer is not held up, for it writes to the log. */
static bool copy_pages(const struct store *from, sqlite3 *to, const char *path, struct err *err)
{
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", from->db, "main");
    int code = copy ? sqlite3_backup_step(copy, -1) : SQLITE_ERROR;
    sqlite3_backup_finish(copy);
    /* Not WAL any more: a copy is to be read from a disk that nobody may write. */
    return (code == SQLITE_DONE &&
            sqlite3_exec(to, query_texts[QUERY_BACKUP_ALONE], NULL, NULL, NULL) == SQLITE_OK) ||
           err_set(err, "không ghi được bản sao lưu “%s”: %s", "the backup “%s” cannot be written: %s", path,
                   sqlite3_errmsg(to));
}

static bool copy(const char *folder, const char *path, struct err *err)
{
    sqlite3 *to = NULL;
    struct store *from = store_open(folder, STORE_READ, err);
    if (!from)
        return false;
    bool good = (sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK ||
                 err_set(err, "không ghi được bản sao lưu “%s”: %s", "the backup “%s” cannot be written: %s", path,
                         sqlite3_errmsg(to))) &&
                copy_pages(from, to, path, err);
    sqlite3_close(to);
    store_close(from);
    return good;
}

static bool check(const char *path, struct backup *ret_backup, struct err *err)
{
    struct arena *arena = arena_create();
    struct store *store = store_open_file(path, STORE_READ, err);
    struct backup backup;
    int64_t rows;
    bool good = store && change_verify(store, arena, &rows, err) && integrity_check(store, &backup.checked, err) &&
                change_version(store, &backup.sequence, err);
    store_close(store);
    arena_destroy(arena);
    if (good)
        *ret_backup = backup;
    return good || err_prefix(err, "bản sao lưu không dùng được", "the backup cannot be used");
}

/* The bytes, and then the name, are on the disk. */
static bool settle(const char *temporary, const char *path, struct arena *arena, struct err *err)
{
    int file = open(temporary, O_RDONLY | O_CLOEXEC);
    int folder = open(dirname(arena_strdup(arena, path)), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = file >= 0 && folder >= 0 && fsync(file) == 0 && link(temporary, path) == 0 && fsync(folder) == 0;
    if (!good)
        fail(path, err);
    if (file >= 0)
        close(file);
    if (folder >= 0)
        close(folder);
    return good;
}

bool backup_write(const char *folder, const char *path, struct backup *ret_backup, struct err *err)
{
    if (access(path, F_OK) == 0)
        return err_set(err, "“%s” đã có; chọn tên khác", "“%s” exists already; choose another name", path);
    struct arena *arena = arena_create();
    char *temporary = arena_printf(arena, "%s.XXXXXX", path);
    int fd = mkostemp(temporary, O_CLOEXEC); /* mode 0600: it holds what the database holds */
    bool good = fd >= 0 || fail(path, err);
    if (good) {
        close(fd);
        good = copy(folder, temporary, err) && check(temporary, ret_backup, err) && settle(temporary, path, arena, err);
        unlink(temporary);
    }
    arena_destroy(arena);
    return good;
}
