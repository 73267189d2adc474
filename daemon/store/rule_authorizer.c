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

/* The record type whose view this is: "tip", what came and went of it, "tip added" and "tip removed", or what was before, "tip before";
 * NULL for any other name. */
static const struct record_type *type_of_view(const struct rule_reader *reader, const char *view)
{
    static const char *const endings[] = {"", " added", " removed", " before"};
    size_t len = strcspn(view, " ");
    for (size_t i = 0; i < reader->types->len; i++) {
        const struct record_type *type = &reader->types->items[i];
        if (strncmp(type->name, view, len) == 0 && type->name[len] == '\0')
            return is_among(view + len, endings, LEN(endings)) ? type : NULL;
    }
    return NULL;
}

/* A column of a view or helper table; or of a stored table, when it is its own view that reads it. */
static bool may_read(struct rule_reader *reader, const char *table, const char *database, const char *view)
{
    if (is_among(table, rule_helper_tables, 3))
        return !database || strcmp(database, "temp") == 0;
    const struct record_type *type = type_of_view(reader, table);
    if (type) {
        reader->types_read[type - reader->types->items] |= !reader->own;
        return !database || strcmp(database, "temp") == 0;
    }
    const char *over = view_over(table);
    type = over && view ? type_of_view(reader, view) : NULL;
    if (!type || strcmp(over, type->name) != 0 || !database || strcmp(database, "main") != 0)
        return false;
    reader->types_read[type - reader->types->items] |= !reader->own;
    return true;
}

/* “count(*) FROM x” asks for x with an empty column, whether x is a table or a WITH of the statement itself. */
static bool is_own_name(const struct rule_reader *reader, const char *name, const char *column, const char *database)
{
    return reader->name_count && name && column && !*column && !database && strncasecmp(name, "sqlite_", strlen("sqlite_")) != 0 &&
           strncasecmp(name, "pragma_", strlen("pragma_")) != 0 && !is_among(name, reader->names, reader->name_count);
}

static int authorize(void *context, int action, const char *a, const char *b, const char *database,
                     const char *view)
{
    struct rule_reader *reader = context;
    if (!reader->locked)
        return SQLITE_OK;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        return may_read(reader, a, database, view) || is_own_name(reader, a, b, database) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
        return is_among(b, functions, LEN(functions)) || (reader->note && strcmp(b, "reached") == 0) ? SQLITE_OK
                                                                                                  : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

static int look_at_clock(void *context)
{
    const struct rule_reader *reader = context;
    return clock_steady() > reader->deadline;
}

void rule_authorizer_set(struct rule_reader *reader)
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

bool rule_authorizer_learn_names(struct rule_reader *reader, struct err *err)
{
    static const char sql[] = "SELECT name FROM main.sqlite_schema UNION SELECT name FROM temp.sqlite_schema "
                              "UNION SELECT name FROM pragma_module_list";
    sqlite3_stmt *stmt = NULL;
    size_t size = 0;
    int code = sqlite3_prepare_v2(reader->db, sql, -1, &stmt, NULL);
    while (code == SQLITE_OK && sqlite3_step(stmt) == SQLITE_ROW) {
        if (reader->name_count == size) {
            size_t larger = size ? 2 * size : 64;
            reader->names = arena_grow(reader->arena, reader->names, size * sizeof *reader->names,
                                       larger * sizeof *reader->names);
            size = larger;
        }
        reader->names[reader->name_count++] = arena_strdup(reader->arena, (const char *)sqlite3_column_text(stmt, 0));
    }
    return sqlite3_finalize(stmt) == SQLITE_OK && reader->name_count ? true : rule_sql_error_say(reader, NULL, sql, 0, err);
}

/* A WITH named like a view counts as that view when SQLite asks, so it could reach the stored table of the
 * same name; the text itself must not name one, in whatever quotes. */
bool rule_authorizer_allows_text(const struct rule_reader *reader, const char *sql, struct err *err)
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
