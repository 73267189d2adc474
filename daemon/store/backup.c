#include "store/backup.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/memory.h"
#include "store/change.h"
#include "store/database.h"
#include "store/integrity.h"
#include "store/store.h"
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
static bool copy_pages(sqlite3 *from, sqlite3 *to, const char *path, struct err *err)
{
    sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main");
    int code = copy ? sqlite3_backup_step(copy, -1) : SQLITE_ERROR;
    sqlite3_backup_finish(copy);
    /* Not WAL any more: a copy is to be read from a disk that nobody may write. */
    return (code == SQLITE_DONE &&
            sqlite3_exec(to, query_texts[QUERY_BACKUP_ALONE], NULL, NULL, NULL) == SQLITE_OK) ||
           err_set(err, "không ghi được bản sao lưu “%s”: %s", "the backup “%s” cannot be written: %s", path,
                   sqlite3_errmsg(to));
}

/* Who is logged in, and who tried, is nobody's business afterwards. */
static bool leave_out_sessions(sqlite3 *to, const char *path, struct err *err)
{
    static const enum query queries[] = {QUERY_SESSION_CLEAR, QUERY_ATTEMPT_CLEAR, QUERY_ACCOUNT_COMPACT};
    for (size_t i = 0; i < LEN(queries); i++)
        if (sqlite3_exec(to, query_texts[queries[i]], NULL, NULL, NULL) != SQLITE_OK)
            return err_set(err, "không ghi được bản sao lưu “%s”: %s", "the backup “%s” cannot be written: %s", path,
                           sqlite3_errmsg(to));
    return true;
}

struct copying {
    struct memory_held held; /* first */
    sqlite3 *to;
};

static void release_copying(struct memory_held *held)
{
    sqlite3_close_v2(((struct copying *)held)->to);
}

static bool copy(struct store *from, const char *path, struct err *err)
{
    struct copying copying = {.to = NULL};
    memory_hold(&copying.held, release_copying);
    bool good = (sqlite3_open_v2(path, &copying.to, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK ||
                 err_set(err, "không ghi được bản sao lưu “%s”: %s", "the backup “%s” cannot be written: %s", path,
                         sqlite3_errmsg(copying.to))) &&
                copy_pages(from->db, copying.to, path, err) && (from->logged || leave_out_sessions(copying.to, path, err));
    memory_let_go(&copying.held);
    sqlite3_close(copying.to);
    return good;
}

bool backup_copy(const char *database, const char *path, struct err *err)
{
    sqlite3 *from = NULL, *to = NULL;
    /* Whoever only reads leaves the log of a database beside it, as the program that ended left it. */
    bool good = (sqlite3_open_v2(database, &from, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK ||
                 err_set(err, "không đọc được “%s”: %s", "cannot read “%s”: %s", database, sqlite3_errmsg(from))) &&
                (sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK ||
                 err_set(err, "không ghi được “%s”: %s", "cannot write “%s”: %s", path, sqlite3_errmsg(to))) &&
                copy_pages(from, to, path, err);
    sqlite3_close(from);
    sqlite3_close(to);
    return good;
}

static bool check(const char *path, struct backup *backup, struct err *err)
{
    struct arena *arena = arena_create();
    struct store *store = store_open_file(path, STORE_READ, err);
    int64_t rows;
    bool good = store && change_verify(store, arena, &rows, err) && integrity_check(store, &backup->checked, err) &&
                change_version(store, &backup->sequence, err);
    store_close(store);
    arena_destroy(arena);
    return good || err_prefix(err, "bản sao lưu không dùng được", "the backup cannot be used");
}

static bool check_accounts(const char *path, struct err *err)
{
    struct store *store = store_open_accounts_file(path, STORE_READ, err);
    bool good = store && integrity_check_pages(store, err);
    store_close(store);
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

/* One of the pair, under a name that nobody looks for yet. *ret_temporary: from when on there is such a file. */
static bool write_temporary(struct store *from, const char *path, char **ret_temporary, struct arena *arena, struct err *err)
{
    char *temporary = arena_printf(arena, "%s.XXXXXX", path);
    int fd = mkostemp(temporary, O_CLOEXEC); /* mode 0600: it holds what the database holds */
    if (fd < 0) {
        fail(path, err);
        return false;
    }
    close(fd);
    *ret_temporary = temporary;
    return copy(from, temporary, err);
}

/* A folder that no daemon of this version has opened yet has no accounts. */
static bool has_accounts(const char *folder, struct arena *arena)
{
    return access(arena_printf(arena, "%s/%s", folder, STORE_ACCOUNTS_FILE), F_OK) == 0;
}

static bool absent(const char *path, struct err *err)
{
    return access(path, F_OK) != 0 ||
           err_set(err, "“%s” đã có; chọn tên khác", "“%s” exists already; choose another name", path);
}

/* The accounts first: whoever has a password there is known in the copy of the main database, which is of a later moment. */
static bool write_accounts(const char *folder, const char *path, char **ret_temporary, struct arena *arena, struct err *err)
{
    struct store *from = store_open_accounts(folder, STORE_READ, err);
    bool good = from && write_temporary(from, path, ret_temporary, arena, err);
    store_close(from);
    return good && check_accounts(*ret_temporary, err);
}

static bool write_main(const char *folder, const char *path, char **ret_temporary, struct backup *backup, struct arena *arena,
                       struct err *err)
{
    struct store *from = store_open(folder, STORE_READ, err);
    bool good = from && write_temporary(from, path, ret_temporary, arena, err);
    store_close(from);
    return good && check(*ret_temporary, backup, err);
}

/* What must not stay. */
struct temporaries {
    struct memory_held held; /* first */
    char *first, *second;
};

static void remove_temporaries(struct memory_held *held)
{
    const struct temporaries *made = (struct temporaries *)held;
    if (made->first)
        unlink(made->first);
    if (made->second)
        unlink(made->second);
}

bool backup_write(const char *folder, const char *path, struct backup *ret_backup, struct err *err)
{
    struct arena *arena = arena_create();
    struct backup backup = {0};
    const char *accounts = arena_printf(arena, "%s%s", path, BACKUP_ACCOUNTS_SUFFIX);
    struct temporaries made = {.first = NULL};
    memory_hold(&made.held, remove_temporaries);
    backup.accounts = has_accounts(folder, arena);
    bool good = absent(path, err) && (!backup.accounts || absent(accounts, err)) &&
                (!backup.accounts || write_accounts(folder, accounts, &made.first, arena, err)) &&
                write_main(folder, path, &made.second, &backup, arena, err) &&
                (!backup.accounts || settle(made.first, accounts, arena, err));
    if (good && !settle(made.second, path, arena, err)) {
        if (backup.accounts)
            unlink(accounts); /* half a pair is none */
        good = false;
    }
    memory_let_go(&made.held);
    remove_temporaries(&made.held);
    arena_destroy(arena);
    if (good)
        *ret_backup = backup;
    return good;
}
