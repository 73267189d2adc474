/*
 * What a rule's SQL may do: read the views and the helper tables with functions that end. SQLite asks for
 * every table, column and function when a statement is prepared; what is not on the list is refused
 * (hardening.md, SQL).
 */
#include "store/rule_reader_internal.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "record/record_type.h"

#include <string.h>
#include <strings.h>

enum { STEPS_BETWEEN_LOOKS = 1000 };

/* Left out: what searches in texts (like, glob, instr, replace, trim take time without end on long ones),
 * what makes long texts, what shows the machine or the time, what is random. */
static const char *const functions[] = {
    "abs",    "avg",    "coalesce",      "count",      "dense_rank", "first_value", "group_concat",
    "ifnull", "iif",    "lag",           "last_value", "lead",       "length",      "lower",
    "max",    "min",    "minute_of_day", "nullif",     "param",      "param_has",   "param_text",
    "rank",   "round",  "row_number",    "sign",       "substr",     "substring",   "sum",
    "total",  "typeof", "upper",
};

static const struct {
    int what, most;
} limits[] = {
    {SQLITE_LIMIT_LENGTH, 1000000},
    {SQLITE_LIMIT_SQL_LENGTH, 100000},
    {SQLITE_LIMIT_COLUMN, 200},
    {SQLITE_LIMIT_EXPR_DEPTH, 50},
    {SQLITE_LIMIT_COMPOUND_SELECT, 10},
    {SQLITE_LIMIT_VDBE_OP, 50000},
    {SQLITE_LIMIT_FUNCTION_ARG, 20},
    {SQLITE_LIMIT_ATTACHED, 0},
    {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 20},
    {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

static bool is_among(const char *name, const char *const *names, size_t count)
{
    for (size_t i = 0; name && i < count; i++)
        if (strcasecmp(names[i], name) == 0)
            return true;
    return false;
}

/* "record_tip" or "history_tip" → the view's name; NULL for any other table. */
static const char *view_over(const char *table)
{
    if (strncmp(table, "record_", strlen("record_")) == 0)
        return table + strlen("record_");
    if (strncmp(table, "history_", strlen("history_")) == 0)
        return table + strlen("history_");
    return NULL;
}

/* A column of a view or helper table; or of a stored table, when it is its own view that reads it. */
static bool may_read(const struct rule_reader *reader, const char *table, const char *database,
                     const char *view)
{
    if (is_among(table, rule_helper_tables, 3))
        return database && strcmp(database, "temp") == 0;
    if (record_type_find(reader->types, table))
        return !database || strcmp(database, "temp") == 0;
    const char *over = view_over(table);
    return over && view && strcmp(over, view) == 0 && database && strcmp(database, "main") == 0;
}

static int authorize(void *context, int action, const char *a, const char *b, const char *database,
                     const char *view)
{
    const struct rule_reader *reader = context;
    if (!reader->locked)
        return SQLITE_OK;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        return may_read(reader, a, database, view) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
        return is_among(b, functions, LEN(functions)) ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

static int look_at_clock(void *context)
{
    const struct rule_reader *reader = context;
    return clock_steady() > reader->deadline;
}

void rule_fence_raise(struct rule_reader *reader)
{
    sqlite3 *db = reader->db;
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, NULL);
    sqlite3_busy_timeout(db, 2000);
    for (size_t i = 0; i < LEN(limits); i++)
        sqlite3_limit(db, limits[i].what, limits[i].most);
    sqlite3_set_authorizer(db, authorize, reader);
    sqlite3_progress_handler(db, STEPS_BETWEEN_LOOKS, look_at_clock, reader);
}

/* A WITH named like a view counts as that view when SQLite asks, so it could reach the stored table of the
 * same name; the text itself must not name one, in whatever quotes. */
bool rule_fence_allows_text(const struct rule_reader *reader, const char *sql, struct err *err)
{
    static const char *const stored[] = {"record_", "history_"};
    for (size_t i = 0; i < reader->types->len; i++) {
        for (int j = 0; j < 2; j++) {
            const char *name = arena_printf(reader->arena, "%s%s", stored[j], reader->types->items[i].name);
            if (strcasestr(sql, name))
                return err_set(err, "không được đọc bảng lưu trữ “%s”; đọc khung nhìn “%s”",
                               "the stored table “%s” is not for rules; read the view “%s”", name,
                               reader->types->items[i].name);
        }
    }
    return true;
}
