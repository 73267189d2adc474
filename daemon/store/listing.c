#include "store/listing.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/collation.h"
#include "base/err.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "base/value.h"
#include "record/record_type.h"
#include "store/store.h"

#include <string.h>

enum { PIECE = 5000 }; /* records a transaction: some 50 ms of a disk that others may want */

bool listing_has_key(const struct field *field)
{
    return field_kind(field)->free && !field->private; /* who may not see it must not learn its order */
}

bool listing_is_person(const char *name)
{
    static const char *const persons[] = {"full_name", "member_name"};
    return text_place(name, persons, LEN(persons)) >= 0;
}

/* ---- the statements of a type ---- */

static const struct field *key_field(const struct record_type *type, size_t part)
{
    return record_field(type, type->key[part]);
}

static char *table_sql(struct arena *arena, const struct record_type *type)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "CREATE TABLE listing_%s (\n", type->name);
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(&sql, "    key_%s %s NOT NULL,\n", type->key[i], field_kind(key_field(type, i))->number ? "INTEGER" : "TEXT");
    for (size_t i = 0; i < type->field_count; i++)
        if (listing_has_key(&type->fields[i]))
            buffer_printf(&sql, "    sort_%s BLOB,\n", type->fields[i].name);
    buffer_puts(&sql, "    search TEXT NOT NULL,\n    PRIMARY KEY (");
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(&sql, "%skey_%s", i ? ", " : "", type->key[i]);
    buffer_puts(&sql, ")\n) STRICT, WITHOUT ROWID");
    return buffer_take(&sql, arena);
}

/* A field as it is looked for: a day as 2024-11-05. Only people's own words are worth what text_search costs, the others are ASCII. */
static void put_said(struct buffer *sql, struct arena *arena, const struct field *field)
{
    const struct field_kind *kind = field_kind(field);
    if (kind->free)
        buffer_printf(sql, "ifnull(search_text(%s), '')", field->name);
    else if (kind->day)
        buffer_printf(sql, "ifnull(strftime('%%Y %%m %%d', 86400 * %s, 'unixepoch'), '')",
                      kind->with_day ? field_day_column(arena, field) : field->name);
    else
        buffer_printf(sql, "ifnull(lower(replace(%s, '-', ' ')), '')", field->name);
}

/* The values of the table's columns, of a row of record_<type>. */
static void put_values(struct buffer *sql, struct arena *arena, const struct record_type *type)
{
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(sql, "%s, ", type->key[i]);
    for (size_t i = 0; i < type->field_count; i++)
        if (listing_has_key(&type->fields[i]))
            buffer_printf(sql, "%s(%s), ", listing_is_person(type->fields[i].name) ? "sort_name" : "sort_key", type->fields[i].name);
    bool said = false;
    for (size_t i = 0; i < type->field_count; i++) {
        if (type->fields[i].private) /* nor find it; the key at least is not */
            continue;
        buffer_puts(sql, said ? " || char(31) || " : "");
        put_said(sql, arena, &type->fields[i]);
        said = true;
    }
}

static char *fill_sql(struct arena *arena, const struct record_type *type, const char *condition)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "INSERT OR REPLACE INTO listing_%s SELECT ", type->name);
    put_values(&sql, arena, type);
    buffer_printf(&sql, " FROM record_%s WHERE %s", type->name, condition);
    return buffer_take(&sql, arena);
}

/* By what the keys are made, and of which fields. */
static char *made_by(struct arena *arena, const struct record_type *type)
{
    struct buffer text = {0};
    buffer_printf(&text, "%s; fold " TEXT_FOLD_VERSION "; of", collation_version(arena));
    for (size_t i = 0; i < type->field_count; i++)
        buffer_printf(&text, " %s%s %s", type->fields[i].private ? "private " : "", field_kind(&type->fields[i])->name, type->fields[i].name);
    return buffer_take(&text, arena);
}

/* ---- tables ---- */

static bool is_made(struct store *store, const struct record_type *type, struct arena *arena, bool *ret_made, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_LISTING_TABLE, "t", arena_printf(arena, "listing_%s", type->name));
    *ret_made = strcmp(value_get_text(row, "sql", ""), table_sql(arena, type)) == 0;
    return row != NULL;
}

bool listing_is_up(struct store *store, const struct record_types *types, struct arena *arena, bool *ret_up, struct err *err)
{
    bool up = true;
    for (size_t i = 0; up && i < types->len; i++)
        if (!is_made(store, &types->items[i], arena, &up, err))
            return false;
    *ret_up = up;
    return true;
}

bool listing_bring_up(struct store *store, const struct record_types *types, struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < types->len; i++) {
        const struct record_type *type = &types->items[i];
        bool made;
        if (!is_made(store, type, arena, &made, err))
            return false;
        if (!made && (!store_script(store,
                                    arena_printf(arena, "DROP TABLE IF EXISTS listing_%s;\n%s;\n", type->name, table_sql(arena, type)),
                                    err) ||
                      !store_do(store, err, QUERY_LISTING_FORGET, "t", type->name)))
            return false;
    }
    return true;
}

/* ---- keys ---- */

static bool run(struct store *store, const char *sql, int64_t first, int64_t second, bool both, struct err *err)
{
    struct statement *statement = store_prepare(store, sql, err);
    bool unused, good = statement != NULL;
    if (good) {
        statement_bind_int(statement, 1, first);
        if (both)
            statement_bind_int(statement, 2, second);
        good = statement_step(statement, &unused, err);
    }
    statement_finish(statement);
    return good;
}

bool listing_follow(struct store *store, const struct record_type *type, int64_t sequence, struct arena *arena, struct err *err)
{
    return run(store, fill_sql(arena, type, "from_seq = ?1"), sequence, 0, false, err);
}

/* The rowid of the last row of the piece behind `since`, and how many rows it has; 0 rows: there is none. */
static bool find_piece(struct store *store, const struct record_type *type, struct arena *arena, int64_t since, int64_t *ret_last,
                       int64_t *ret_rows, struct err *err)
{
    char *sql = arena_printf(arena, "SELECT max(rowid), count(*) FROM (SELECT rowid FROM record_%s WHERE rowid > ?1 ORDER BY rowid LIMIT %d)",
                             type->name, PIECE);
    struct statement *statement = store_prepare(store, sql, err);
    bool row = false, good = statement != NULL;
    if (good) {
        statement_bind_int(statement, 1, since);
        good = statement_step(statement, &row, err);
    }
    *ret_last = good && row ? statement_int(statement, 0) : 0;
    *ret_rows = good && row ? statement_int(statement, 1) : 0;
    statement_finish(statement);
    return good;
}

static bool fill_piece(struct store *store, const struct record_type *type, struct arena *arena, int64_t since, int64_t last, bool here,
                       struct err *err)
{
    char *sql = fill_sql(arena, type, "rowid > ?1 AND rowid <= ?2");
    if (!here && !store_write_begin(store, err))
        return false;
    bool good = run(store, sql, since, last, true, err) && (here || store_write_commit(store, err));
    if (!good && !here)
        store_write_cancel(store);
    return good;
}

static bool fill_type(struct store *store, const struct record_type *type, const struct listing_progress *progress, bool here,
                      struct arena *arena, int64_t *done, struct err *err)
{
    const char *made = made_by(arena, type);
    const struct value *row = store_row(store, arena, err, QUERY_LISTING_MADE, "t", type->name);
    if (!row || strcmp(value_get_text(row, "made", ""), made) == 0)
        return row != NULL;
    int64_t own = 0;
    for (int64_t since = INT64_MIN, last, rows;; since = last) {
        if (!find_piece(store, type, arena, since, &last, &rows, err) || (rows && !fill_piece(store, type, arena, since, last, here, err)))
            return false;
        if (!rows)
            break;
        own += rows;
        if (progress)
            progress->say(progress->listener, type->name, own);
    }
    *done += own;
    return store_do(store, err, QUERY_LISTING_NOTE, "tt", type->name, made);
}

static bool fill(struct store *store, const struct record_types *types, const struct listing_progress *progress, bool here,
                 struct arena *arena, int64_t *ret_done, struct err *err)
{
    *ret_done = 0;
    for (size_t i = 0; i < types->len; i++)
        if (!fill_type(store, &types->items[i], progress, here, arena, ret_done, err))
            return err_prefix(err, "khóa của danh sách “%s”", "the keys of the list of “%s”", types->items[i].name);
    return true;
}

bool listing_fill(struct store *store, const struct record_types *types, const struct listing_progress *progress,
                  struct arena *arena, int64_t *ret_done, struct err *err)
{
    return fill(store, types, progress, false, arena, ret_done, err);
}

bool listing_fill_here(struct store *store, const struct record_types *types, struct arena *arena, struct err *err)
{
    int64_t unused;
    return fill(store, types, NULL, true, arena, &unused, err);
}

/* ---- the check ---- */

static bool check_type(struct store *store, const struct record_type *type, struct arena *arena, struct err *err)
{
    struct buffer values = {0};
    put_values(&values, arena, type);
    /* Both hold one row a key, so equal numbers and nothing in the one that is not in the other is equality. */
    char *sql = arena_printf(arena,
                             "SELECT EXISTS (SELECT %s FROM record_%s EXCEPT SELECT * FROM listing_%s) "
                             "OR (SELECT count(*) FROM record_%s) <> (SELECT count(*) FROM listing_%s)",
                             buffer_text(&values), type->name, type->name, type->name, type->name);
    buffer_finish(&values);
    struct statement *statement = store_prepare(store, sql, err);
    bool row = false, good = statement && statement_step(statement, &row, err);
    bool wrong = good && row && statement_int(statement, 0) != 0;
    statement_finish(statement);
    return good && (!wrong || err_set(err, "số liệu “%s”: khóa để tìm và xếp danh sách không còn đúng với bản ghi",
                                      "records of type “%s”: the keys by which lists find and order them no longer follow from them",
                                      type->name));
}

bool listing_check(struct store *store, const struct record_types *types, struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < types->len; i++)
        if (!check_type(store, &types->items[i], arena, err))
            return false;
    return true;
}
