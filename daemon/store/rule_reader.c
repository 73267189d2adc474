#include "store/rule_reader.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/memory.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/read_transaction.h"
#include "store/rule_reader_internal.h"
#include "store/rule_text.h"
#include "store/rule_vfs.h"

#include <stdlib.h>
#include <string.h>

static bool script(struct rule_reader *reader, const char *sql, struct err *err)
{
    return sqlite3_exec(reader->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
           rule_sql_error_say(reader, NULL, sql, 0, err);
}

static bool open_database(struct rule_reader *reader, const char *database, struct err *err)
{
    int flags = database ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY;
    flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
    char seed;
    const char *name = database ? rule_vfs_uri(reader->arena, database) : ":memory:";
    rule_vfs_register(&reader->vfs);
    sqlite3_randomness(sizeof seed, &seed); /* a file is read for the first number; later there is none to be read */
    if (sqlite3_open_v2(name, &reader->db, flags, RULE_VFS) != SQLITE_OK)
        return rule_sql_error_say(reader, NULL, NULL, 0, err);
    /* One transaction for all statements, begun by the first thing that is read: the schema's version. */
    return script(reader, "PRAGMA temp_store = MEMORY", err) &&
           (read_transaction_begin(reader->db) == SQLITE_OK || rule_sql_error_say(reader, NULL, NULL, 0, err));
}

static bool make_differences(struct rule_reader *reader, const struct rule_reader_setup *setup, struct err *err)
{
    for (size_t i = 0; i < setup->difference_count; i++)
        if (!script(reader, record_sql_difference(reader->arena, setup->differences[i], setup->since, setup->sequence), err))
            return false;
    return true;
}

struct rule_reader *rule_reader_open(struct arena *arena, const struct rule_reader_setup *setup,
                                     struct err *err)
{
    struct rule_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        memory_out();
    reader->arena = arena;
    reader->types = setup->types;
    reader->params = setup->params;
    reader->sequence = setup->sequence;
    reader->empty = !setup->database;
    reader->types_read = arena_alloc(arena, (setup->types->len + 1) * sizeof *reader->types_read);
    reader->views_made = arena_alloc(arena, (setup->types->len + 1) * sizeof *reader->views_made);
    reader->deadline = clock_steady() + setup->deadline_ms;
    if (setup->memory)
        sqlite3_hard_heap_limit64((sqlite3_int64)setup->memory);
    if (open_database(reader, setup->database, err)) {
        rule_authorizer_set(reader);
        if (rule_function_register(reader, err) && make_differences(reader, setup, err))
            return reader;
    }
    rule_reader_close(reader);
    return NULL;
}

static struct rule_rows *rows_create(struct rule_reader *reader, sqlite3_stmt *stmt,
                                     const struct rule_piece *piece)
{
    struct rule_rows *rows = calloc(1, sizeof *rows);
    if (!rows)
        memory_out();
    *rows = (struct rule_rows){.stmt = stmt, .reader = reader, .piece = *piece};
    return rows;
}

struct rule_rows *rule_reader_own(struct rule_reader *reader, const char *sql, struct err *err)
{
    static const struct rule_piece own = {0};
    sqlite3_stmt *stmt;
    if (!rule_schema_make(reader, sql, err))
        return NULL;
    reader->own = true;
    int code = sqlite3_prepare_v2(reader->db, sql, -1, &stmt, NULL);
    reader->own = false;
    if (code == SQLITE_OK)
        return rows_create(reader, stmt, &own);
    rule_sql_error_say(reader, NULL, sql, 0, err);
    return NULL;
}

struct rule_rows *rule_reader_lent(struct rule_reader *reader, const struct value *lent)
{
    static const struct rule_piece none = {0};
    struct rule_rows *rows = rows_create(reader, NULL, &none);
    rows->lent = lent;
    return rows;
}

bool rule_reader_foresee_teams(struct rule_reader *reader, struct err *err)
{
    return rule_schema_make(reader, "unit", err);
}

struct rule_rows *rule_reader_teams(struct rule_reader *reader, const char *level, struct err *err)
{
    return rule_reader_own(reader,
                    arena_printf(reader->arena,
                                 "SELECT unit_id, parent, name, valid_from, valid_until FROM unit WHERE level = '%s' "
                                 "ORDER BY unit_id, valid_from",
                                 level),
                    err);
}

struct rule_rows *rule_reader_members(struct rule_reader *reader, const struct rule_piece *piece, struct err *err)
{
    return rule_reader_prepare(reader, piece, "SELECT DISTINCT member_id FROM member", 0, err);
}

struct rule_rows *rule_reader_returns(struct rule_reader *reader, const char *month, const char *type, struct err *err)
{
    struct rule_rows *rows =
        rule_reader_own(reader, "SELECT ward FROM submission WHERE period = :month AND record_type = :type ORDER BY ward", err);
    if (rows) {
        rule_rows_bind_text(rows, ":month", month);
        rule_rows_bind_text(rows, ":type", type);
    }
    return rows;
}

void rule_reader_close(struct rule_reader *reader)
{
    if (!reader)
        return;
    sqlite3_close_v2(reader->db);
    sqlite3_vfs_unregister(&reader->vfs);
    err_clear(&reader->said);
    free(reader);
}

bool rule_reader_lock(struct rule_reader *reader, struct err *err)
{
    if (!script(reader, "PRAGMA query_only = ON", err))
        return false;
    reader->locked = true;
    return true;
}

void rule_reader_next(struct rule_reader *reader)
{
    memset(reader->types_read, 0, reader->types->len * sizeof *reader->types_read);
    rule_reader_forget_reads(reader);
}

/* One SELECT, not its explanation, with no parameters but ours. */
static bool is_select(sqlite3_stmt *stmt, const char *rest, struct err *err)
{
    if (!stmt || rest[strspn(rest, " \t\r\n;")] || !sqlite3_stmt_readonly(stmt) || sqlite3_stmt_isexplain(stmt) ||
        !sqlite3_column_count(stmt))
        return err_set(err, "phải là đúng một câu SELECT", "must be exactly one SELECT");
    for (int i = 1; i <= sqlite3_bind_parameter_count(stmt); i++)
        if (!rule_text_knows_parameter(sqlite3_bind_parameter_name(stmt, i), err))
            return false;
    return true;
}

/* What is wrong with the text is known before anything runs; a limit that was met keeps its own kind. */
static struct rule_rows *refuse(struct err *err)
{
    if (err && err->kind == ERR_PLAIN)
        err_mark(err, ERR_REFUSED);
    return NULL;
}

struct rule_rows *rule_reader_prepare(struct rule_reader *reader, const struct rule_piece *piece,
                                      const char *sql, size_t start, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    const char *rest = NULL;
    if (!rule_authorizer_allows_text(reader, sql, err)) {
        rule_sql_error_at(err, piece);
        return refuse(err);
    }
    if (!rule_schema_make(reader, sql, err))
        return NULL;
    if (sqlite3_prepare_v2(reader->db, sql, -1, &stmt, &rest) != SQLITE_OK) {
        rule_sql_error_say(reader, piece, sql, start, err);
        return refuse(err);
    }
    if (is_select(stmt, rest, err))
        return rows_create(reader, stmt, piece);
    sqlite3_finalize(stmt);
    rule_sql_error_at(err, piece);
    return refuse(err);
}
