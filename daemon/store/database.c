#include "store/database.h"

#include "base/array.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/value.h"
#include "store/text_function.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 10000 }; /* how long a writer waits for another one (a backup, an administrator's sqlite3) */

/*
 * SQLite gives -wal and -shm the rights of the database file, so only this one needs to be made with care. One that is there is
 * not touched: closing any descriptor of a file drops all locks that the process holds on it (fcntl(2), Advisory record locking),
 * and without them the next sqlite3 that an administrator ends would take the -wal away from under an open store.
 */
static bool make_file(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0 && errno == EEXIST)
        return true;
    if (fd < 0) {
        return err_set(
            err, "không mở được tệp dữ liệu “%s” để ghi: %s; kiểm tra thư mục dữ liệu và quyền của nó",
            "cannot open the data file “%s” for writing: %s; check the state folder and its rights", path,
            strerror(errno));
    }
    close(fd);
    return true;
}

/*
 * Each switch and why: SQLite's "Defense Against The Dark Arts" (sqlite.org/security.html). TRUSTED_SCHEMA
 * stays on: the schema is ours, no function of ours may stand in it (text_function.h), and SQLite 3.40 counts neither
 * json_valid nor json_each among what a CHECK or a view may use otherwise. Where rules read (rule_reader.h)
 * it is off.
 */
static void harden(sqlite3 *db)
{
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, BUSY_MS);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
}

static bool settle(struct store *store, struct err *err)
{
    static const enum query reads[] = {QUERY_DATABASE_KEYS, QUERY_DATABASE_TEMP, QUERY_DATABASE_READS_ONLY};
    static const enum query writes[] = {QUERY_DATABASE_KEYS, QUERY_DATABASE_TEMP,  QUERY_DATABASE_WAL,
                                        QUERY_DATABASE_SYNC, QUERY_DATABASE_CACHE, QUERY_DATABASE_WAL_LIMIT};
    for (size_t i = 0; i < (store->writes ? LEN(writes) : LEN(reads)); i++)
        if (!database_run(store, store->writes ? writes[i] : reads[i], err))
            return false;
    return true;
}

bool database_open(struct store *store, struct err *err)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
    flags |= store->writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    if (store->writes && strcmp(store->path, DATABASE_IN_MEMORY) != 0 &&
        !make_file(store->path, err))
        return false;
    if (sqlite3_open_v2(store->path, &store->db, flags, NULL) != SQLITE_OK) {
        database_fail(store, err);
        database_close(store);
        return false;
    }
    harden(store->db);
    store->conditions = false;
    if ((text_function_add(store->db) != SQLITE_OK && !database_fail(store, err)) || !settle(store, err)) {
        database_close(store);
        return false;
    }
    store->doubtful = false;
    return true;
}

/* The file of that name is the one known; the first that is met becomes it. */
static bool is_same(const char *path, struct file_identity *known)
{
    struct stat file;
    if (stat(path, &file) != 0)
        return false;
    if (known->number == 0)
        *known = (struct file_identity){file.st_dev, file.st_ino};
    return file.st_dev == known->device && file.st_ino == known->number;
}

bool database_in_place(struct store *store, struct err *err)
{
    if (strcmp(store->path, DATABASE_IN_MEMORY) == 0)
        return true;
    const char *moved = !is_same(store->path, &store->file) ? store->path : !is_same(store->log_path, &store->log) ? store->log_path : NULL;
    if (moved)
        err_set(err,
                "“%s” đã bị thay, chuyển đi hoặc xóa trong khi chương trình chạy, nên không ghi thay đổi nào nữa; hãy đưa tệp cũ về "
                "đúng chỗ, hoặc dừng chương trình rồi khôi phục bản sao lưu (thiduactl restore)",
                "“%s” was replaced, moved or deleted while the program runs, so no change is written any more; put the old file back, "
                "or stop the program and restore a backup (thiduactl restore)",
                moved);
    return moved == NULL;
}

void database_keep_log(struct store *store, bool keep)
{
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep, NULL);
}

void database_forget_views(struct store *store)
{
    free(store->views);
    free(store->views_drop);
    store->views = store->views_drop = NULL;
}

void database_close(struct store *store)
{
    for (int i = 0; i < QUERY_COUNT; i++) {
        sqlite3_finalize(store->queries[i]);
        store->queries[i] = NULL;
    }
    for (size_t i = 0; i < DATABASE_IDLE; i++) {
        sqlite3_finalize(store->idle[i]);
        store->idle[i] = NULL;
    }
    database_forget_views(store);
    sqlite3_close_v2(store->db); /* statements of others may still be there; the last one closes */
    store->db = NULL;
}

void database_abandon(struct store *store)
{
    memset(store->queries, 0, sizeof store->queries);
    memset(store->idle, 0, sizeof store->idle);
    for (sqlite3_stmt *stmt; store->db && (stmt = sqlite3_next_stmt(store->db, NULL));)
        sqlite3_finalize(stmt);
    database_close(store);
}

bool database_run(struct store *store, enum query query, struct err *err)
{
    return sqlite3_exec(store->db, query_texts[query], NULL, NULL, NULL) == SQLITE_OK || database_fail(store, err);
}

sqlite3_stmt *database_query(struct store *store, enum query query, struct err *err)
{
    sqlite3_stmt **stmt = &store->queries[query];
    if (!*stmt && sqlite3_prepare_v3(store->db, query_texts[query], -1, SQLITE_PREPARE_PERSISTENT, stmt,
                                     NULL) != SQLITE_OK) {
        database_fail(store, err);
        err_prefix(err, "truy vấn %s", "query %s", query_names[query]);
    }
    return *stmt;
}

sqlite3_stmt *database_prepare(struct store *store, const char *sql, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    for (size_t i = 0; i < DATABASE_IDLE && store->idle[i]; i++)
        if (strcmp(sqlite3_sql(store->idle[i]), sql) == 0) {
            stmt = store->idle[i];
            memmove(&store->idle[i], &store->idle[i + 1], (DATABASE_IDLE - i - 1) * sizeof *store->idle);
            store->idle[DATABASE_IDLE - 1] = NULL;
            return stmt;
        }
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
        database_fail(store, err);
    return stmt;
}

/* Of another connection: store_write_begin opened a new one meanwhile. The one that was given back longest ago gives way. */
void database_give_back(struct store *store, sqlite3_stmt *stmt)
{
    if (sqlite3_db_handle(stmt) != store->db) {
        sqlite3_finalize(stmt);
        return;
    }
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    sqlite3_finalize(store->idle[DATABASE_IDLE - 1]);
    memmove(&store->idle[1], &store->idle[0], (DATABASE_IDLE - 1) * sizeof *store->idle);
    store->idle[0] = stmt;
}

struct value *database_column(sqlite3_stmt *stmt, int column, struct arena *arena)
{
    switch (sqlite3_column_type(stmt, column)) {
    case SQLITE_INTEGER:
        return value_int(arena, sqlite3_column_int64(stmt, column));
    case SQLITE_FLOAT:
        return value_real(arena, sqlite3_column_double(stmt, column));
    case SQLITE_TEXT: {
        const char *text = (const char *)sqlite3_column_text(stmt, column);
        if (!text)
            memory_out();
        return value_text_len(arena, text, (size_t)sqlite3_column_bytes(stmt, column));
    }
    case SQLITE_NULL:
        return value_null(arena);
    default: /* bytes: none are what is hidden (record_cells.h) */
        return sqlite3_column_bytes(stmt, column) ? NULL : value_null(arena);
    }
}

bool database_column_whole(sqlite3_stmt *stmt, int column)
{
    const char *declared = sqlite3_column_decltype(stmt, column);
    int type = sqlite3_column_type(stmt, column);
    if (!declared || type == SQLITE_NULL)
        return true; /* an expression; whether NULL is allowed is asked by what reads it */
    switch (*declared) {
    case 'T': /* TEXT */
        return type == SQLITE_TEXT;
    case 'I': /* INT, INTEGER */
        return type == SQLITE_INTEGER;
    case 'R': /* REAL */
        return type == SQLITE_FLOAT;
    case 'B': /* BLOB */
        return type == SQLITE_BLOB;
    default: /* ANY */
        return true;
    }
}

bool database_damaged(const struct store *store, struct err *err)
{
    return err_set(err, "tệp dữ liệu “%s” bị hỏng; dừng chương trình và khôi phục bản sao lưu gần nhất",
                   "the data file “%s” is damaged; stop the program and restore the latest backup", store->path);
}

bool database_fail(const struct store *store, struct err *err)
{
    int code = store->db ? sqlite3_errcode(store->db) : SQLITE_NOMEM;
    const char *path = store->path;
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        memory_out();
    case SQLITE_FULL:
        return err_set(err, "đĩa chứa “%s” đã đầy; giải phóng chỗ rồi làm lại, dữ liệu cũ vẫn nguyên vẹn",
                       "the disk of “%s” is full; free some space and try again, nothing was lost", path);
    case SQLITE_NOTADB:
        return err_set(
            err,
            "“%s” không phải là tệp dữ liệu SQLite; chọn thư mục dữ liệu khác hoặc khôi phục bản sao lưu",
            "“%s” is not an SQLite database; use another state folder or restore a backup", path);
    case SQLITE_CORRUPT:
        return database_damaged(store, err);
    case SQLITE_CANTOPEN:
        return err_set(err, "không mở được tệp dữ liệu “%s”; kiểm tra thư mục dữ liệu và quyền của nó",
                       "cannot open the data file “%s”; check the state folder and its rights", path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return err_set(err, "không được ghi vào tệp dữ liệu “%s”; kiểm tra quyền của tệp và thư mục",
                       "the data file “%s” cannot be written; check the rights of the file and its folder",
                       path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, "chương trình khác đang giữ tệp dữ liệu “%s”; đóng chương trình đó rồi làm lại",
                       "another program holds the data file “%s”; close that program and try again", path);
    case SQLITE_IOERR: /* of a failing commit SQLite notes no errno */
        return err_set(err, "lỗi đọc, ghi đĩa ở tệp dữ liệu “%s”: %s; kiểm tra đĩa rồi làm lại",
                       "the disk failed at the data file “%s”: %s; check the disk and try again", path,
                       strerror(sqlite3_system_errno(store->db) ? sqlite3_system_errno(store->db) : EIO));
    case SQLITE_CONSTRAINT:
        if (errno == ENOMEM) /* json_valid of SQLite 3.40 finds nothing valid then; a step begins with no errno */
            memory_out();
        return err_set(err, "dữ liệu trái với ràng buộc của cơ sở dữ liệu (%s)",
                       "the data breaks a rule of the database (%s)", sqlite3_errmsg(store->db));
    default:
        return err_set(err, "cơ sở dữ liệu báo lỗi: %s", "the database reported: %s",
                       sqlite3_errmsg(store->db));
    }
}
