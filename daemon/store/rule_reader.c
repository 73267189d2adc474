#include "store/rule_reader_internal.h"

#include "base/arena.h"
#include "base/clock.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/first_read.h"
#include "store/rule_text.h"
#include "store/rule_vfs.h"

#include <stdlib.h>
#include <string.h>

const char *const rule_helper_tables[3] = {"home", "origin", "period"};

static const char helper_sql[] =
    "CREATE TEMP TABLE home (unit TEXT PRIMARY KEY, ward TEXT NOT NULL, own INTEGER NOT NULL) "
    "STRICT, WITHOUT ROWID;"
    "CREATE TEMP TABLE origin (ward TEXT, origin TEXT, PRIMARY KEY (ward, origin)) "
    "STRICT, WITHOUT ROWID;"
    "CREATE TEMP TABLE period (from_day INTEGER, until_day INTEGER, last_day INTEGER) STRICT;";

static bool script(struct rule_reader *reader, const char *sql, struct err *err)
{
    return sqlite3_exec(reader->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
           rule_complain(reader, NULL, sql, 0, err);
}

static bool open_database(struct rule_reader *reader, const char *database, struct err *err)
{
    int flags = database ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY;
    flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
    const char *name = database ? rule_vfs_uri(reader->arena, database) : ":memory:";
    rule_vfs_register(&reader->vfs);
    if (sqlite3_open_v2(name, &reader->db, flags, RULE_VFS) != SQLITE_OK)
        return rule_complain(reader, NULL, NULL, 0, err);
    /* One transaction for all statements, begun by the first thing that is read: the schema's version. */
    return script(reader, "PRAGMA temp_store = MEMORY", err) &&
           (first_read_begin(reader->db) == SQLITE_OK || rule_complain(reader, NULL, NULL, 0, err));
}

/* In an empty database (checking a rule) the stored tables are made first. */
static bool make_views(struct rule_reader *reader, const struct rule_reader_setup *setup, struct err *err)
{
    for (size_t i = 0; i < setup->types->len; i++) {
        const struct record_type *type = &setup->types->items[i];
        if (!setup->database && !script(reader, record_sql_tables(reader->arena, type, NULL, 0), err))
            return false;
        if (!script(reader, record_sql_view(reader->arena, type, setup->sequence), err))
            return err_prefix(err, "loại bản ghi “%s”", "record type “%s”", type->name);
    }
    if (setup->difference &&
        !script(reader, record_sql_difference(reader->arena, setup->difference, setup->since, setup->sequence), err))
        return false;
    return script(reader, helper_sql, err);
}

struct rule_reader *rule_reader_open(struct arena *arena, const struct rule_reader_setup *setup,
                                     struct err *err)
{
    struct rule_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        die("out of memory");
    reader->arena = arena;
    reader->types = setup->types;
    reader->params = setup->params;
    reader->types_read = arena_alloc(arena, (setup->types->len + 1) * sizeof *reader->types_read);
    reader->deadline = clock_steady() + setup->deadline_ms;
    if (setup->memory)
        sqlite3_hard_heap_limit64((sqlite3_int64)setup->memory);
    if (open_database(reader, setup->database, err)) {
        rule_fence_raise(reader);
        if (rule_function_register(reader, err) && make_views(reader, setup, err))
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
        die("out of memory");
    *rows = (struct rule_rows){.stmt = stmt, .reader = reader, .piece = *piece};
    return rows;
}

static struct rule_rows *own_rows(struct rule_reader *reader, const char *sql, struct err *err)
{
    static const struct rule_piece own = {0};
    sqlite3_stmt *stmt;
    reader->own = true;
    int code = sqlite3_prepare_v2(reader->db, sql, -1, &stmt, NULL);
    reader->own = false;
    if (code == SQLITE_OK)
        return rows_create(reader, stmt, &own);
    rule_complain(reader, NULL, sql, 0, err);
    return NULL;
}

struct rule_rows *rule_reader_teams(struct rule_reader *reader, struct err *err)
{
    return own_rows(reader,
                    "SELECT unit_id, parent, name, valid_from, valid_until FROM unit WHERE level = 'team' "
                    "ORDER BY unit_id, valid_from",
                    err);
}

struct rule_rows *rule_reader_returns(struct rule_reader *reader, struct err *err)
{
    return own_rows(reader, "SELECT ward, period, record_type FROM submission", err);
}

/* Prepares an INSERT of ours when it is asked for the first time. */
static bool ready(struct rule_reader *reader, sqlite3_stmt **stmt, const char *sql, struct err *err)
{
    return *stmt || sqlite3_prepare_v2(reader->db, sql, -1, stmt, NULL) == SQLITE_OK ||
           rule_complain(reader, NULL, sql, 0, err);
}

static bool insert(struct rule_reader *reader, sqlite3_stmt *stmt, const char *a, const char *b,
                   struct err *err)
{
    sqlite3_bind_text(stmt, 1, a, -1, SQLITE_STATIC);
    sqlite3_bind_text(stmt, 2, b, -1, SQLITE_STATIC);
    sqlite3_step(stmt);
    return sqlite3_reset(stmt) == SQLITE_OK || rule_complain(reader, NULL, NULL, 0, err);
}

bool rule_reader_add_home(struct rule_reader *reader, const char *unit, const char *ward, bool own,
                          struct err *err)
{
    if (!ready(reader, &reader->add_home, "INSERT INTO home VALUES (?1, ?2, ?3)", err))
        return false;
    sqlite3_bind_int(reader->add_home, 3, own);
    return insert(reader, reader->add_home, unit, ward, err);
}

bool rule_reader_add_origin(struct rule_reader *reader, const char *ward, const char *origin, struct err *err)
{
    return ready(reader, &reader->add_origin, "INSERT INTO origin VALUES (?1, ?2)", err) &&
           insert(reader, reader->add_origin, ward, origin, err);
}

bool rule_reader_set_period(struct rule_reader *reader, int32_t from, int32_t until, struct err *err)
{
    char *sql = arena_printf(reader->arena,
                             "PRAGMA query_only = OFF; DELETE FROM period; "
                             "INSERT INTO period VALUES (%d, %d, %d); PRAGMA query_only = %s",
                             from, until, until - 1, reader->locked ? "ON" : "OFF");
    bool locked = reader->locked;
    reader->locked = false;
    bool done = script(reader, sql, err);
    reader->locked = locked;
    return done;
}

static void finish_inserts(struct rule_reader *reader)
{
    sqlite3_finalize(reader->add_home);
    sqlite3_finalize(reader->add_origin);
    reader->add_home = reader->add_origin = NULL;
}

void rule_reader_close(struct rule_reader *reader)
{
    if (!reader)
        return;
    finish_inserts(reader);
    sqlite3_close_v2(reader->db);
    sqlite3_vfs_unregister(&reader->vfs);
    err_clear(&reader->said);
    free(reader);
}

bool rule_reader_lock(struct rule_reader *reader, struct err *err)
{
    finish_inserts(reader);
    if (!rule_fence_learn_names(reader, err) || !script(reader, "PRAGMA query_only = ON", err))
        return false;
    reader->locked = true;
    return true;
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

struct rule_rows *rule_refuse(struct err *err, const struct rule_piece *piece)
{
    err_prefix(err, "quy tắc %s, dòng %d (%s)", "rule %s, line %d (%s)", piece->file, piece->line,
               piece->name);
    return NULL;
}

struct rule_rows *rule_reader_prepare(struct rule_reader *reader, const struct rule_piece *piece,
                                      const char *sql, size_t start, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    const char *rest = NULL;
    if (!rule_fence_allows_text(reader, sql, err))
        return rule_refuse(err, piece);
    if (sqlite3_prepare_v2(reader->db, sql, -1, &stmt, &rest) != SQLITE_OK) {
        rule_complain(reader, piece, sql, start, err);
        return NULL;
    }
    if (is_select(stmt, rest, err))
        return rows_create(reader, stmt, piece);
    sqlite3_finalize(stmt);
    return rule_refuse(err, piece);
}
