/* Generated SQL, stepped by hand: what the import and the pages over record tables use. */
#include "base/decimal.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/param.h"
#include "base/value.h"
#include "store/database.h"
#include "store/store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct statement {
    struct memory_held held; /* first */
    struct store *store;
    sqlite3_stmt *stmt;
    int bind_code; /* the first bind that failed; said by the next step */
    bool fenced; /* prepared apart, for no one else */
    const struct param_list *params; /* of a fenced one */
};

/* A condition finds a handful of rows by their keys. One that needs more steps than this is stopped. */
enum { FENCED_STEPS = 1000, FENCED_LOOKS = 2000 };

static void release(struct memory_held *held)
{
    statement_finish((struct statement *)held);
}

static struct statement *statement_of(struct store *store, sqlite3_stmt *stmt, bool fenced, const struct param_list *params)
{
    struct statement *statement = stmt ? calloc(1, sizeof *statement) : NULL;
    if (stmt && !statement)
        memory_out();
    if (statement) {
        *statement = (struct statement){.store = store, .stmt = stmt, .fenced = fenced, .params = params};
        memory_hold(&statement->held, release);
    }
    return statement;
}

struct statement *store_prepare(struct store *store, const char *sql, struct err *err)
{
    return statement_of(store, database_prepare(store, sql, err), false, NULL);
}

/* Asked for every table, column and function that a statement names; while a condition is prepared it minds. */
static int fence(void *context, int action, const char *a, const char *b, const char *database,
                 const char *view)
{
    const struct store *store = context;
    (void)b, (void)database, (void)view;
    if (!store->fencing)
        return SQLITE_OK;
    if (action == SQLITE_READ)
        return strncmp(a, "record_", strlen("record_")) == 0 ? SQLITE_OK : SQLITE_DENY;
    return action == SQLITE_SELECT || action == SQLITE_FUNCTION ? SQLITE_OK : SQLITE_DENY;
}

/* param(name, day): a whole number of targets.ini, as in a rule; NULL where none holds on that day. */
static void condition_param(sqlite3_context *context, int count, sqlite3_value **arguments)
{
    (void)count;
    struct decimal decimal;
    const struct store *store = sqlite3_user_data(context);
    const char *name = (const char *)sqlite3_value_text(arguments[0]);
    const struct param *param = name ? param_find(store->params, name) : NULL;
    const struct param_entry *entry = param_at(param, sqlite3_value_int(arguments[1]));
    if (!param)
        sqlite3_result_error(context, "no such parameter in targets.ini", -1);
    else if (entry && sqlite3_value_type(arguments[1]) == SQLITE_INTEGER && decimal_parse(entry->value, &decimal, NULL) && !decimal.scale && !decimal.percent)
        sqlite3_result_int64(context, decimal.digits);
}

/* Once a connection: either makes SQLite prepare each of its statements anew, which costs an import of one record a quarter of its time. */
static void make_ready(struct store *store)
{
    if (store->conditions)
        return;
    store->conditions = sqlite3_create_function_v2(store->db, "param", 2, SQLITE_UTF8, store, condition_param, NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_set_authorizer(store->db, fence, store);
}

struct statement *store_prepare_condition(struct store *store, const struct param_list *params, const char *sql, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    make_ready(store);
    store->fencing = true;
    if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
        database_fail(store, err);
    if (!stmt && sqlite3_errcode(store->db) == SQLITE_AUTH)
        err_set(err, "điều kiện chỉ được đọc các bảng record_…; viết lại điều kiện",
                "a condition may read the tables record_… only; write it so");
    store->fencing = false;
    return statement_of(store, stmt, true, params);
}

void statement_finish(struct statement *statement)
{
    if (!statement)
        return;
    memory_let_go(&statement->held);
    if (statement->fenced)
        sqlite3_finalize(statement->stmt);
    else
        database_give_back(statement->store, statement->stmt);
    free(statement);
}

static void bind_result(struct statement *statement, int code)
{
    if (code == SQLITE_RANGE)
        die("a statement was given a parameter that it does not have: %s", sqlite3_sql(statement->stmt));
    if (code == SQLITE_NOMEM)
        memory_out();
    if (statement->bind_code == SQLITE_OK)
        statement->bind_code = code;
}

void statement_bind_text(struct statement *statement, int index, const char *text)
{
    bind_result(statement, sqlite3_bind_text(statement->stmt, index, text, -1, SQLITE_TRANSIENT));
}

void statement_bind_int(struct statement *statement, int index, int64_t integer)
{
    bind_result(statement, sqlite3_bind_int64(statement->stmt, index, integer));
}

void statement_bind_null(struct statement *statement, int index)
{
    bind_result(statement, sqlite3_bind_null(statement->stmt, index));
}

static int count_down(void *looks)
{
    return --*(int *)looks < 0;
}

static int step(struct statement *statement)
{
    int looks = FENCED_LOOKS;
    errno = 0;
    if (!statement->fenced)
        return sqlite3_step(statement->stmt);
    statement->store->params = statement->params;
    sqlite3_progress_handler(statement->store->db, FENCED_STEPS, count_down, &looks);
    int code = sqlite3_step(statement->stmt);
    sqlite3_progress_handler(statement->store->db, 0, NULL, NULL);
    return code;
}

bool statement_step(struct statement *statement, bool *ret_row, struct err *err)
{
    if (statement->bind_code != SQLITE_OK) {
        statement->bind_code = SQLITE_OK;
        sqlite3_reset(statement->stmt);
        return err_set(err, "một giá trị quá dài để lưu", "a value is too long to be stored");
    }
    int code = step(statement);
    if (code == SQLITE_ROW) {
        *ret_row = true;
        return true;
    }
    if (code == SQLITE_INTERRUPT)
        err_set(err, "điều kiện chạy quá lâu; viết điều kiện tìm theo khóa",
                "the condition runs too long; write one that looks rows up by their key");
    else if (code != SQLITE_DONE)
        database_fail(statement->store, err);
    sqlite3_reset(statement->stmt);
    if (code == SQLITE_DONE)
        *ret_row = false;
    return code == SQLITE_DONE;
}

void statement_reset(struct statement *statement)
{
    sqlite3_reset(statement->stmt);
}

int statement_columns(const struct statement *statement)
{
    return sqlite3_column_count(statement->stmt);
}

bool statement_is_null(const struct statement *statement, int column)
{
    return sqlite3_column_type(statement->stmt, column) == SQLITE_NULL;
}

bool statement_is_hidden(const struct statement *statement, int column)
{
    return sqlite3_column_type(statement->stmt, column) == SQLITE_BLOB && sqlite3_column_bytes(statement->stmt, column) == 0;
}

struct store *statement_store(const struct statement *statement)
{
    return statement->store;
}

int64_t statement_int(const struct statement *statement, int column)
{
    return sqlite3_column_int64(statement->stmt, column);
}

const char *statement_text(const struct statement *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement->stmt, column);
    if (!text && sqlite3_column_type(statement->stmt, column) != SQLITE_NULL)
        memory_out();
    return text;
}
