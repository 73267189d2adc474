/*
 * What statements of a rule read: the views of the declared types, the helper tables. Each is made when the first statement
 * comes that names it, for a statement names one or two of some twenty, and the teams of a whole country go into `home`.
 */
#include "store/rule_reader_internal.h"

#include "base/arena.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "record/version_sql.h"
#include "store/rule_reader.h"

#include <string.h>

enum { HELPER_HOME, HELPER_ORIGIN, HELPER_PERIOD };

const char *const rule_helper_tables[RULE_HELPERS] = {"home", "origin", "period"};

static const char *const helper_sql[RULE_HELPERS] = {
    "CREATE TEMP TABLE home (unit TEXT PRIMARY KEY, ward TEXT NOT NULL, own INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TEMP TABLE origin (ward TEXT, origin TEXT, PRIMARY KEY (ward, origin)) STRICT, WITHOUT ROWID",
    "CREATE TEMP TABLE period (from_day INTEGER, until_day INTEGER, last_day INTEGER) STRICT",
};

static bool script(struct rule_reader *reader, const char *sql, struct err *err)
{
    return sqlite3_exec(reader->db, sql, NULL, NULL, NULL) == SQLITE_OK || rule_sql_error_say(reader, NULL, sql, 0, err);
}

typedef bool making(struct rule_reader *reader, const char *sql, struct err *err);

/* Takes the lock off to make a view or helper table, and puts it on again. No statement of a rule begins meanwhile. */
static bool make_unlocked(struct rule_reader *reader, making *make, const char *sql, struct err *err)
{
    if (!reader->locked)
        return make(reader, sql, err);
    reader->locked = false;
    bool good = script(reader, "PRAGMA query_only = OFF", err) && make(reader, sql, err);
    good = script(reader, "PRAGMA query_only = ON", good ? err : NULL) && good;
    reader->locked = true;
    return good;
}

/* What a candidate declares, which is measured before anybody decided on it, is not stored yet. A past package declares less than is stored,
 * never more. */
static char *view_sql(struct rule_reader *reader, const struct record_type *type,
                      char *(*make)(struct arena *arena, const struct record_type *type, int64_t sequence, const char *const *absent, size_t count))
{
    size_t count, absent = 0;
    const char *const *columns = record_sql_columns(reader->arena, type, &count);
    const char **names = arena_alloc(reader->arena, count * sizeof *names);
    const char *table = arena_printf(reader->arena, "record_%s", type->name);
    for (size_t i = 0; i < count; i++)
        if (sqlite3_table_column_metadata(reader->db, "main", table, columns[i], NULL, NULL, NULL, NULL, NULL) != SQLITE_OK)
            names[absent++] = columns[i];
    return absent == count ? version_sql_nothing(reader->arena, type)
                           : make(reader->arena, type, reader->sequence, names, absent);
}

/* In an empty database (checking a rule) the stored tables are made first. */
static bool make_view(struct rule_reader *reader, const struct record_type *type, struct err *err)
{
    return (!reader->empty || script(reader, record_sql_tables(reader->arena, type, NULL, 0), err)) &&
           (script(reader, view_sql(reader, type, record_sql_view), err) ||
            err_prefix(err, "loại bản ghi “%s”", "record type “%s”", type->name));
}

static bool mask_view(struct rule_reader *reader, const char *sql, struct err *err)
{
    return script(reader, sql, err);
}

bool rule_reader_mask(struct rule_reader *reader, struct err *err)
{
    for (size_t i = 0; i < reader->types->len; i++) {
        const struct record_type *type = &reader->types->items[i];
        if (!type->readers)
            continue;
        reader->views_made[i] = true;
        if (!make_unlocked(reader, mask_view, view_sql(reader, type, record_sql_masked_view), err))
            return false;
    }
    return true;
}

static bool fill_period(struct rule_reader *reader, const char *sql, struct err *err)
{
    (void)sql;
    return script(reader,
                  arena_printf(reader->arena, "DELETE FROM period; INSERT INTO period VALUES (%d, %d, %d)",
                               reader->from, reader->until, reader->until - 1),
                  err);
}

bool rule_reader_set_period(struct rule_reader *reader, int32_t from, int32_t until, struct err *err)
{
    reader->from = from;
    reader->until = until;
    return !reader->helpers_made[HELPER_PERIOD] || make_unlocked(reader, fill_period, NULL, err);
}

static bool insert(struct rule_reader *reader, int helper, const char *sql, const char *a, const char *b, bool own,
                   struct err *err)
{
    sqlite3_stmt **stmt = &reader->inserts[helper];
    if (!*stmt && sqlite3_prepare_v2(reader->db, sql, -1, stmt, NULL) != SQLITE_OK)
        return rule_sql_error_say(reader, NULL, sql, 0, err);
    sqlite3_bind_text(*stmt, 1, a, -1, SQLITE_STATIC);
    sqlite3_bind_text(*stmt, 2, b, -1, SQLITE_STATIC);
    if (helper == HELPER_HOME)
        sqlite3_bind_int(*stmt, 3, own);
    sqlite3_step(*stmt);
    return sqlite3_reset(*stmt) == SQLITE_OK || rule_sql_error_say(reader, NULL, NULL, 0, err);
}

bool rule_reader_add_home(struct rule_reader *reader, const char *unit, const char *ward, bool own, struct err *err)
{
    return insert(reader, HELPER_HOME, "INSERT INTO home VALUES (?1, ?2, ?3)", unit, ward, own, err);
}

bool rule_reader_add_origin(struct rule_reader *reader, const char *ward, const char *origin, struct err *err)
{
    return insert(reader, HELPER_ORIGIN, "INSERT INTO origin VALUES (?1, ?2)", ward, origin, false, err);
}

void rule_reader_lend(struct rule_reader *reader, rule_reader_lending *lend_home, rule_reader_lending *lend_origin,
                      const void *lender)
{
    reader->lend[HELPER_HOME] = lend_home;
    reader->lend[HELPER_ORIGIN] = lend_origin;
    reader->lender = lender;
}

static bool make_lent(struct rule_reader *reader, int helper, struct err *err)
{
    bool good = script(reader, helper_sql[helper], err) && (helper != HELPER_PERIOD || fill_period(reader, NULL, err)) &&
                (!reader->lend[helper] || reader->lend[helper](reader->lender, reader, err));
    sqlite3_finalize(reader->inserts[helper]);
    reader->inserts[helper] = NULL;
    return good;
}

/* A name in SQL has one spelling only, so a statement that does not contain it does not use it. */
static bool names(const char *sql, const char *name)
{
    return strcasestr(sql, name) != NULL;
}

static bool make_named(struct rule_reader *reader, const char *sql, struct err *err)
{
    for (size_t i = 0; i < reader->types->len; i++) {
        const struct record_type *type = &reader->types->items[i];
        if (reader->views_made[i] || !names(sql, type->name))
            continue;
        reader->views_made[i] = true; /* before, for a helper that is lent may ask for it too */
        if (!make_view(reader, type, err))
            return false;
    }
    for (int i = 0; i < RULE_HELPERS; i++) {
        if (reader->helpers_made[i] || !names(sql, rule_helper_tables[i]))
            continue;
        reader->helpers_made[i] = true;
        if (!make_lent(reader, i, err))
            return false;
    }
    return !names(sql, "with") || reader->name_count || rule_authorizer_learn_names(reader, err);
}

static bool has_all_named(const struct rule_reader *reader, const char *sql)
{
    bool all = reader->name_count || !names(sql, "with");
    for (size_t i = 0; i < reader->types->len && all; i++)
        all = reader->views_made[i] || !names(sql, reader->types->items[i].name);
    for (int i = 0; i < RULE_HELPERS && all; i++)
        all = reader->helpers_made[i] || !names(sql, rule_helper_tables[i]);
    return all;
}

bool rule_schema_make(struct rule_reader *reader, const char *sql, struct err *err)
{
    return has_all_named(reader, sql) || make_unlocked(reader, make_named, sql, err);
}
