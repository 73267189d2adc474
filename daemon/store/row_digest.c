/* sqlite3.h declares the hook only for those who say that the library has it; configure looks that it does. */
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include "store/row_digest.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/value.h"
#include "store/database.h"
#include "store/row_table.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

static const unsigned char nothing[DIGEST_BYTES];

struct row_digest {
    struct arena *arena;      /* of the tables; NULL = they must be listed anew */
    struct row_tables tables; /* sum: what the change wrote */
    struct row_table *latest; /* most rows go where the one before went */
    int64_t cookie;           /* of the schema that was listed */
    unsigned char schema[DIGEST_BYTES]; /* its sum; 0 before the first change, so that the first one notes all of it */
    bool first;
    const char *unlisted;     /* a table that was written and is in no list */
    struct buffer row;
    bool starved; /* memory ran out while a row was noted */
};

static bool read_cookie(struct store *store, int64_t *ret_cookie, struct err *err)
{
    sqlite3_stmt *stmt = database_query(store, QUERY_DIGEST_SCHEMA_COOKIE, err);
    if (!stmt)
        return false;
    bool good = sqlite3_step(stmt) == SQLITE_ROW || database_fail(store, err);
    int64_t cookie = good ? sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_reset(stmt);
    if (good)
        *ret_cookie = cookie;
    return good;
}

static void forget_tables(struct row_digest *digest)
{
    arena_destroy(digest->arena);
    digest->arena = NULL;
    digest->latest = NULL;
}

static bool list_tables(struct store *store, struct row_digest *digest, struct err *err)
{
    int64_t cookie;
    if (!read_cookie(store, &cookie, err))
        return false;
    if (digest->arena && digest->cookie == cookie)
        return true;
    forget_tables(digest);
    struct arena *arena = arena_create();
    bool good = row_table_list(store, arena, &digest->tables, err) &&
                row_table_scan(store, row_table_find(&digest->tables, ROW_TABLE_SCHEMA), digest->schema, err);
    if (good) {
        digest->arena = arena_let_go(arena);
        digest->cookie = cookie;
    } else {
        arena_destroy(arena);
    }
    return good;
}

typedef int value_of(sqlite3 *db, int column, sqlite3_value **ret_value);

static void hash_row(struct row_digest *digest, const struct row_table *table, sqlite3 *db, value_of *get,
                     unsigned char ret_hash[DIGEST_BYTES])
{
    digest->row.len = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        sqlite3_value *value;
        if (!table->columns[i])
            continue;
        if (get(db, (int)i, &value) != SQLITE_OK)
            memory_out();
        row_table_put(&digest->row, table->columns[i], value);
    }
    digest_raw(buffer_text(&digest->row), digest->row.len, ret_hash);
}

struct writing {
    struct row_digest *digest;
    sqlite3 *db;
    int operation;
    const char *name;
};

static void note_row(void *context)
{
    const struct writing *writing = context;
    struct row_digest *digest = writing->digest;
    sqlite3 *db = writing->db;
    const char *name = writing->name;
    unsigned char hash[DIGEST_BYTES];
    if (!digest->latest || strcmp(digest->latest->name, name) != 0)
        digest->latest = row_table_find(&digest->tables, name);
    struct row_table *table = digest->latest;
    if (!table) {
        digest->unlisted = arena_strdup(digest->arena, name);
        return;
    }
    if (writing->operation != SQLITE_INSERT) {
        hash_row(digest, table, db, sqlite3_preupdate_old, hash);
        digest_subtract(table->sum, hash);
    }
    if (writing->operation != SQLITE_DELETE) {
        hash_row(digest, table, db, sqlite3_preupdate_new, hash);
        digest_add(table->sum, hash);
    }
}

/* SQLite calls this before each row that is written. */
static void note(void *context, sqlite3 *db, int operation, char const *database, char const *name, sqlite3_int64 old_id,
                 sqlite3_int64 new_id)
{
    struct writing writing = {context, db, operation, name};
    (void)old_id, (void)new_id;
    if (strcmp(database, "main") == 0 && !row_table_is_elsewhere(name) && !memory_try(note_row, &writing))
        writing.digest->starved = true;
}

bool row_digest_begin(struct store *store, int64_t sequence, struct err *err)
{
    if (!store->written && !(store->written = calloc(1, sizeof *store->written)))
        memory_out();
    struct row_digest *digest = store->written;
    buffer_add(&digest->row, "", 0);
    buffer_let_go(&digest->row); /* as long as the store: no attempt in the hook has it */
    if (!list_tables(store, digest, err))
        return false;
    for (size_t i = 0; i < digest->tables.len; i++)
        memset(digest->tables.items[i].sum, 0, DIGEST_BYTES);
    digest->unlisted = NULL;
    digest->starved = false;
    digest->first = sequence == 1;
    sqlite3_preupdate_hook(store->db, note, digest);
    return true;
}

/* When the schema is another one, or nothing of it was noted before. */
static bool read_schema(struct store *store, struct row_digest *digest, struct err *err)
{
    struct row_table *schema = row_table_find(&digest->tables, ROW_TABLE_SCHEMA);
    int64_t cookie;
    if (!read_cookie(store, &cookie, err))
        return false;
    if (cookie == digest->cookie && !digest->first)
        return true;
    if (!row_table_scan(store, schema, schema->sum, err))
        return false;
    if (!digest->first)
        digest_subtract(schema->sum, digest->schema);
    return true;
}

bool row_digest_read(struct store *store, struct arena *arena, struct value *tables, struct err *err)
{
    struct row_digest *digest = store->written;
    if (digest->unlisted)
        die("table %s was made and written in one change", digest->unlisted);
    if (digest->starved)
        memory_out();
    if (!read_schema(store, digest, err))
        return false;
    for (size_t i = 0; i < digest->tables.len; i++) {
        const struct row_table *table = &digest->tables.items[i];
        if (memcmp(table->sum, nothing, DIGEST_BYTES) != 0)
            value_set_text(tables, table->name, digest_sum_text(arena, table->sum));
    }
    return true;
}

void row_digest_end(struct store *store)
{
    if (store->db)
        sqlite3_preupdate_hook(store->db, NULL, NULL);
}

void row_digest_destroy(struct row_digest *digest)
{
    if (!digest)
        return;
    forget_tables(digest);
    buffer_finish(&digest->row);
    free(digest);
}
