#include "store_case.h"

#include "store/commit_mark.h"

#include <sqlite3.h>
#include <stdlib.h>

struct arena *arena;
char *folder;
struct store *store;

int store_case_setup(void **state)
{
    char pattern[] = "/tmp/test_store.XXXXXX";
    struct err err = {0};
    (void)state;
    arena = arena_create();
    folder = arena_strdup(arena, mkdtemp(pattern));
    store = store_open(folder, STORE_WRITE, &err);
    if (!store)
        print_error("%s\n", err.en);
    err_clear(&err);
    return store == NULL;
}

char *path_of(const char *name)
{
    return arena_printf(arena, "%s/%s", folder, name);
}

int store_case_teardown(void **state)
{
    static const char *const names[] = {STORE_FILE, STORE_FILE "-wal", STORE_FILE "-shm", STORE_FILE COMMIT_MARK_SUFFIX,
                                        STORE_ACCOUNTS_FILE, STORE_ACCOUNTS_FILE "-wal", STORE_ACCOUNTS_FILE "-shm"};
    (void)state;
    store_close(store);
    for (size_t i = 0; i < LEN(names); i++)
        unlink(path_of(names[i]));
    rmdir(folder);
    arena_destroy(arena);
    return 0;
}

bool change_meta(const char *name, int64_t value, struct err *err)
{
    struct change change;
    struct value *detail = value_map(arena);
    value_set_text(detail, "name", name);
    if (!change_begin(&change, store, 1730419200 + value, "uid:0", "socket", "test", NULL, err))
        return false;
    if (!store_do(store, err, QUERY_META_SET, "ti", name, value)) {
        change_cancel(&change);
        return false;
    }
    return change_commit(&change, detail, err);
}

int64_t meta(struct store *from, const char *name)
{
    return value_get_int(store_row(from, arena, NULL, QUERY_META_GET, "t", name), "value", -1);
}

void behind_its_back(const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path_of(STORE_FILE), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

const char *pragma(const char *sql)
{
    struct statement *statement = store_prepare(store, sql, NULL);
    bool row;
    assert_non_null(statement);
    assert_true(statement_step(statement, &row, NULL));
    const char *text = arena_strdup(arena, statement_text(statement, 0));
    statement_finish(statement);
    return text;
}
