#include "store/store_open.h"

#include "base/buffer.h"
#include "base/byte_cache.h"
#include "base/err.h"
#include "base/memory.h"
#include "store/commit_mark.h"
#include "store/database.h"
#include "store/integrity.h"
#include "store/migration.h"
#include "store/record_cells.h"
#include "store/row_digest.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool bring_up(struct store *store, struct err *err)
{
    const struct migration_list *list = store->logged ? &main_migrations : &account_migrations;
    if (store->writes)
        return migration_apply(store, list, err);
    if (!store_read_begin(store, err))
        return false;
    bool ok = migration_apply(store, list, err);
    store_read_end(store);
    return ok;
}

/* Of a program that was killed. */
static bool has_log(const struct store *store)
{
    struct stat file;
    return stat(store->log_path, &file) == 0 && file.st_size > 0;
}

/*
 * SQLite takes the pages of any -wal that lies beside a file, also one of another database or of a later time, and nothing in
 * either says so: the two together are checked before anything is written. Of the main database commit_mark_open says besides
 * whether the newest change is there, and lets the log go then.
 */
static bool check_log(struct store *store, struct err *err)
{
    database_keep_log(store, true);
    if (!integrity_check_pages(store, err))
        return err_prefix(err, "tệp dữ liệu không khớp với tệp -wal bên cạnh, có thể vì đã bị thay khi chương trình chưa dừng",
                          "the data file does not agree with the -wal beside it, perhaps it was replaced while the program ran");
    database_keep_log(store, store->logged);
    return true;
}

static void release(struct memory_held *held)
{
    struct store *store = (struct store *)held;
    store_abandon(store);
    store_close(store);
}

static struct store *store_new(char *path, enum store_mode mode, bool logged)
{
    struct store *store = calloc(1, sizeof *store);
    if (store)
        memory_hold(&store->held, release);
    if (!store || !(store->path = path) || asprintf(&store->log_path, "%s-wal", path) < 0)
        memory_out();
    store->writes = mode == STORE_WRITE;
    store->logged = logged;
    store->commit_mark = -1;
    return store;
}

static struct store *open_at(char *path, enum store_mode mode, bool logged, struct err *err)
{
    struct store *store = store_new(path, mode, logged);
    bool left = store->writes && has_log(store);
    if (database_open(store, err) && (!left || check_log(store, err)) && bring_up(store, err))
        return store;
    store_close(store);
    return NULL;
}

static char *path_in(const char *folder, const char *name)
{
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, name) < 0)
        memory_out();
    return path;
}

const char *store_library(void)
{
    return sqlite3_libversion();
}

void store_settle(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

struct store *store_open(const char *folder, enum store_mode mode, struct err *err)
{
    return open_at(path_in(folder, STORE_FILE), mode, true, err);
}

struct store *store_open_later(const char *folder)
{
    return store_new(path_in(folder, STORE_FILE), STORE_READ, true);
}

struct store *store_open_file(const char *path, enum store_mode mode, struct err *err)
{
    return open_at(strdup(path), mode, true, err);
}

#define SCRATCH "scratch" /* a key that is no hash */

/* The bytes of its pages, as SQLite gives and takes them. */
static bool put_pages(struct store *store, const struct buffer *pages)
{
    const unsigned flags = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE;
    unsigned char *bytes = sqlite3_malloc64(pages->len);
    if (!bytes)
        memory_out();
    memcpy(bytes, pages->bytes, pages->len);
    return sqlite3_deserialize(store->db, "main", bytes, (sqlite3_int64)pages->len, (sqlite3_int64)pages->len, flags) == SQLITE_OK;
}

static void keep_pages(struct store *store, struct byte_cache *kept)
{
    sqlite3_int64 len = 0;
    unsigned char *bytes = kept ? sqlite3_serialize(store->db, "main", &len, 0) : NULL;
    if (bytes)
        byte_cache_keep(kept, SCRATCH, (const char *)bytes, (size_t)len);
    sqlite3_free(bytes);
}

struct store *store_open_scratch(struct byte_cache *kept, struct err *err)
{
    struct buffer pages = {0};
    bool known = byte_cache_find(kept, SCRATCH, &pages);
    struct store *store = store_new(strdup(DATABASE_IN_MEMORY), STORE_WRITE, true);
    bool good = database_open(store, err) && ((known && put_pages(store, &pages)) || bring_up(store, err));
    if (good && !known)
        keep_pages(store, kept);
    buffer_finish(&pages);
    if (good)
        return store;
    store_close(store);
    return NULL;
}

struct store *store_open_accounts(const char *folder, enum store_mode mode, struct err *err)
{
    return open_at(path_in(folder, STORE_ACCOUNTS_FILE), mode, false, err);
}

struct store *store_open_accounts_file(const char *path, enum store_mode mode, struct err *err)
{
    return open_at(strdup(path), mode, false, err);
}

void store_let_go(struct store *store)
{
    memory_let_go(&store->held);
}

void store_abandon(struct store *store)
{
    row_digest_end(store);
    private_view_end(store);
    database_abandon(store);
}

bool store_revive(struct store *store, struct err *err)
{
    return store->db || database_open(store, err);
}

void store_rest(struct store *store)
{
    if (store->db)
        sqlite3_db_release_memory(store->db);
}

int64_t store_commits(const struct store *store)
{
    return store->commits;
}

void store_close(struct store *store)
{
    if (!store)
        return;
    store_let_go(store);
    database_close(store);
    commit_mark_close(store);
    row_digest_destroy(store->written);
    free(store->log_path);
    free(store->path);
    free(store);
}
