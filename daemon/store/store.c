#include "store/store.h"

#include "base/err.h"
#include "store/connection.h"
#include "store/first_read.h"
#include "store/migration.h"
#include "store/witness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool bring_up(struct store *store, struct err *err)
{
    if (store->mode == STORE_WRITE)
        return migration_apply(store, migrations, migration_count, err);
    if (!store_read_begin(store, err))
        return false;
    bool ok = migration_apply(store, migrations, migration_count, err);
    store_read_end(store);
    return ok;
}

static struct store *open_at(char *path, enum store_mode mode, struct err *err)
{
    struct store *store = calloc(1, sizeof *store);
    if (!store || !path)
        die("out of memory");
    store->path = path;
    store->mode = mode;
    store->witness = -1;
    if (connection_open(store, err) && bring_up(store, err))
        return store;
    store_close(store);
    return NULL;
}

struct store *store_open(const char *folder, enum store_mode mode, struct err *err)
{
    char *path = NULL;
    if (asprintf(&path, "%s/%s", folder, STORE_FILE) < 0)
        die("out of memory");
    return open_at(path, mode, err);
}

struct store *store_open_file(const char *path, enum store_mode mode, struct err *err)
{
    return open_at(strdup(path), mode, err);
}

struct store *store_open_scratch(struct err *err)
{
    return open_at(strdup(CONNECTION_SCRATCH), STORE_WRITE, err);
}

void store_close(struct store *store)
{
    if (!store)
        return;
    connection_close(store);
    witness_close(store);
    free(store->path);
    free(store);
}

const char *store_path(const struct store *store)
{
    return store->path;
}

int64_t store_last_id(const struct store *store)
{
    return sqlite3_last_insert_rowid(store->db);
}

bool store_script(struct store *store, const char *sql, struct err *err)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK || connection_fail(store, err);
}

/* A BEGIN alone sees nothing yet: the state is fixed by the first read. */
bool store_read_begin(struct store *store, struct err *err)
{
    if (first_read_begin(store->db) == SQLITE_OK)
        return true;
    connection_fail(store, err);
    store_read_end(store);
    return false;
}

/* Nothing was written: rolling back is the end that cannot fail. */
void store_read_end(struct store *store)
{
    if (!sqlite3_get_autocommit(store->db))
        store_do(store, NULL, QUERY_ROLLBACK, "");
}
