/* Named queries: bind, step, read, and always reset, so that no statement stays active unseen. */
#include "store/store.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/value.h"
#include "store/database.h"
#include "store/read_transaction.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>

static int bind_value(sqlite3_stmt *stmt, int index, const struct value *value)
{
    struct buffer json = {0};
    int code;
    switch (value_type(value)) {
    case VALUE_NULL:
        return sqlite3_bind_null(stmt, index);
    case VALUE_BOOL:
        return sqlite3_bind_int(stmt, index, value_as_bool(value));
    case VALUE_INT:
        return sqlite3_bind_int64(stmt, index, value_as_int(value));
    case VALUE_REAL:
        return sqlite3_bind_double(stmt, index, value_as_real(value));
    case VALUE_TEXT:
        return sqlite3_bind_text64(stmt, index, value_as_text(value), value_text_size(value), SQLITE_STATIC,
                                   SQLITE_UTF8);
    default: /* a list or a map */
        json_write(&json, value);
        code = sqlite3_bind_text64(stmt, index, buffer_text(&json), json.len, SQLITE_TRANSIENT, SQLITE_UTF8);
        buffer_finish(&json);
        return code;
    }
}

static int bind_bytes(sqlite3_stmt *stmt, int index, const void *bytes, size_t len)
{
    return sqlite3_bind_blob64(stmt, index, len == 0 ? "" : bytes, len, SQLITE_STATIC);
}

/* The prepared query with its parameters; texts stay borrowed until the reset at the end of the same call. */
static sqlite3_stmt *bound(struct store *store, struct err *err, enum query query, const char *types,
                           va_list list)
{
    sqlite3_stmt *stmt = database_query(store, query, err);
    int index = 0, code = SQLITE_OK;
    if (!stmt)
        return NULL;
    for (const char *type = types; *type != '\0' && code == SQLITE_OK; type++) {
        index++;
        switch (*type) {
        case 't':
            code = sqlite3_bind_text(stmt, index, va_arg(list, const char *), -1, SQLITE_STATIC);
            break;
        case 'i':
            code = sqlite3_bind_int64(stmt, index, va_arg(list, int64_t));
            break;
        case 'v':
            code = bind_value(stmt, index, va_arg(list, const struct value *));
            break;
        case 'b': {
            const void *bytes = va_arg(list, const void *);
            code = bind_bytes(stmt, index, bytes, va_arg(list, size_t));
            break;
        }
        default:
            die("query %s: “%c” is no type of a parameter", query_names[query], *type);
        }
    }
    if (code == SQLITE_RANGE || (code == SQLITE_OK && index != sqlite3_bind_parameter_count(stmt)))
        die("query %s wants %d parameters", query_names[query], sqlite3_bind_parameter_count(stmt));
    if (code == SQLITE_OK)
        return stmt;
    database_fail(store, err);
    sqlite3_clear_bindings(stmt);
    return NULL;
}

/* After the last step. An error of that step is reported before the reset clears it. */
static bool ended(struct store *store, sqlite3_stmt *stmt, int code, struct err *err)
{
    bool ok = code == SQLITE_DONE || code == SQLITE_ROW || database_fail(store, err);
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return ok;
}

bool store_do(struct store *store, struct err *err, enum query query, const char *types, ...)
{
    va_list list;
    va_start(list, types);
    sqlite3_stmt *stmt = bound(store, err, query, types, list);
    va_end(list);
    if (!stmt)
        return false;
    int code;
    errno = 0;
    do
        code = sqlite3_step(stmt);
    while (code == SQLITE_ROW);
    return ended(store, stmt, code, err);
}

/* What the columns are called; all rows of an answer share it. */
static const char *const *names_of(sqlite3_stmt *stmt, struct arena *arena)
{
    int count = sqlite3_column_count(stmt);
    const char **names = arena_alloc(arena, (size_t)count * sizeof *names);
    for (int i = 0; i < count; i++)
        names[i] = arena_strdup(arena, sqlite3_column_name(stmt, i));
    return names;
}

/*
 * NULL when a column holds what its table does not allow. Every table is STRICT (sqlite.org/stricttables.html), so no
 * program wrote it: a turned-over bit of a row's header gives a text as bytes or as a number.
 */
static struct value *row_of(struct store *store, sqlite3_stmt *stmt, const char *const *names, struct arena *arena, struct err *err,
                            enum query query)
{
    struct value *row = value_map_sized(arena, (size_t)sqlite3_column_count(stmt));
    for (int i = 0; i < sqlite3_column_count(stmt); i++) {
        if (!database_column_whole(stmt, i)) {
            database_damaged(store, err);
            return NULL;
        }
        struct value *column = database_column(stmt, i, arena);
        if (!column)
            die("query %s gives bytes: read it with store_blob", query_names[query]);
        value_set_kept(row, names[i], column);
    }
    return row;
}

struct value *store_rows(struct store *store, struct arena *arena, struct err *err, enum query query,
                         const char *types, ...)
{
    struct value *rows = value_list(arena);
    va_list list;
    int code;
    va_start(list, types);
    sqlite3_stmt *stmt = bound(store, err, query, types, list);
    va_end(list);
    if (!stmt)
        return NULL;
    const struct value *row = rows;
    const char *const *names = NULL;
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
        names = names ? names : names_of(stmt, arena); /* after the first step: the tables may have been changed before */
        if (!(row = row_of(store, stmt, names, arena, err, query)))
            break;
        value_append(rows, row);
    }
    return ended(store, stmt, code, err) && row ? rows : NULL;
}

struct value *store_row(struct store *store, struct arena *arena, struct err *err, enum query query,
                        const char *types, ...)
{
    va_list list;
    va_start(list, types);
    sqlite3_stmt *stmt = bound(store, err, query, types, list);
    va_end(list);
    if (!stmt)
        return NULL;
    int code = sqlite3_step(stmt);
    struct value *row = code == SQLITE_ROW ? row_of(store, stmt, names_of(stmt, arena), arena, err, query) : value_null(arena);
    return ended(store, stmt, code, err) ? row : NULL;
}

bool store_blob(struct store *store, struct arena *arena, struct err *err, const char **ret_bytes,
                size_t *ret_len, enum query query, const char *types, ...)
{
    va_list list;
    va_start(list, types);
    sqlite3_stmt *stmt = bound(store, err, query, types, list);
    va_end(list);
    if (!stmt)
        return false;
    int code = sqlite3_step(stmt);
    size_t len = code == SQLITE_ROW ? (size_t)sqlite3_column_bytes(stmt, 0) : 0;
    const void *bytes = code == SQLITE_ROW ? sqlite3_column_blob(stmt, 0) : NULL;
    bool found = code == SQLITE_ROW && sqlite3_column_type(stmt, 0) != SQLITE_NULL;
    char *copy = found ? arena_strndup(arena, "", 0) : NULL;
    if (len > 0) {
        if (!bytes)
            memory_out();
        copy = arena_grow(arena, bytes, len, len + 1); /* followed by a 0, as base/file.h reads files */
    }
    if (!ended(store, stmt, code, err))
        return false;
    *ret_bytes = copy;
    *ret_len = len;
    return true;
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
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK || database_fail(store, err);
}

static void release_fresh(struct memory_held *held)
{
    database_abandon((struct store *)held);
}

/* The old connection still reads when the new one cannot be opened. */
static bool renew(struct store *store, struct err *err)
{
    if (!store->doubtful)
        return true;
    struct store fresh = *store;
    fresh.db = NULL;
    memset(fresh.idle, 0, sizeof fresh.idle);
    memset(fresh.queries, 0, sizeof fresh.queries);
    memory_hold(&fresh.held, release_fresh);
    bool good = database_open(&fresh, err);
    memory_let_go(&fresh.held);
    if (!good)
        return false;
    database_close(store);
    store->db = fresh.db;
    memcpy(store->queries, fresh.queries, sizeof fresh.queries);
    store->doubtful = false;
    return true;
}

bool store_write_begin(struct store *store, struct err *err)
{
    if (!renew(store, err) || !store_do(store, err, QUERY_BEGIN_WRITE, ""))
        return false;
    if (database_in_place(store, err))
        return true;
    store_write_cancel(store);
    return false;
}

bool store_write_commit(struct store *store, struct err *err)
{
    /* Moved between the two: it is written, but not where anybody will look for it. */
    if (!database_in_place(store, err) || !store_do(store, err, QUERY_COMMIT, ""))
        return false;
    store->commits++;
    return database_in_place(store, err);
}

/* SQLite rolls back by itself after some errors. */
void store_write_cancel(struct store *store)
{
    store->doubtful = store->doubtful || (sqlite3_errcode(store->db) & 0xff) == SQLITE_IOERR;
    if (!sqlite3_get_autocommit(store->db))
        store_do(store, NULL, QUERY_ROLLBACK, "");
}

/* A BEGIN alone sees nothing yet: the state is fixed by the first read. */
bool store_read_begin(struct store *store, struct err *err)
{
    if (read_transaction_begin(store->db) == SQLITE_OK)
        return true;
    database_fail(store, err);
    store_read_end(store);
    return false;
}

/* Nothing was written, so a rollback ends the transaction; unlike a commit it cannot fail. */
void store_read_end(struct store *store)
{
    if (!sqlite3_get_autocommit(store->db))
        store_do(store, NULL, QUERY_ROLLBACK, "");
}
