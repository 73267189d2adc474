#include "record/version_sql.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "record/level.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"

static const char *list_of(struct arena *arena, const char *const *names, size_t count)
{
    struct buffer list = {0};
    for (size_t i = 0; i < count; i++)
        buffer_printf(&list, "%s%s", i ? ", " : "", names[i]);
    return buffer_take(&list, arena);
}

static const char *columns_of(struct arena *arena, const struct record_type *type)
{
    size_t count;
    const char *const *columns = record_sql_columns(arena, type, &count);
    return list_of(arena, columns, count);
}

/* "ward = ?1 AND tip_id = ?2" */
static const char *key_is(struct arena *arena, const struct record_type *type)
{
    struct buffer condition = {0};
    for (size_t i = 0; i < type->key_count; i++)
        buffer_printf(&condition, "%s%s = ?%zu", i ? " AND " : "", type->key[i], i + 1);
    return buffer_take(&condition, arena);
}

char *version_sql_superseded(struct arena *arena, const struct record_type *type)
{
    return arena_printf(arena, "SELECT %s, until_seq FROM history_%s WHERE %s ORDER BY from_seq DESC", columns_of(arena, type),
                        type->name, key_is(arena, type));
}

char *version_sql_of_record(struct arena *arena, const struct record_type *type)
{
    return arena_printf(arena,
                        "SELECT %1$s, NULL AS until_seq FROM record_%2$s WHERE %3$s UNION ALL "
                        "SELECT %1$s, until_seq FROM history_%2$s WHERE %3$s ORDER BY from_seq",
                        columns_of(arena, type), type->name, key_is(arena, type));
}

char *version_sql_of_change(struct arena *arena, const struct record_type *type)
{
    return arena_printf(arena,
                        "SELECT %1$s FROM record_%2$s WHERE from_seq = ?1 UNION SELECT %1$s FROM history_%2$s "
                        "WHERE from_seq = ?1 UNION SELECT %1$s FROM history_%2$s WHERE until_seq = ?1",
                        list_of(arena, type->key, type->key_count), type->name);
}

char *version_sql_between(struct arena *arena, const struct record_type *type)
{
    return arena_printf(arena,
                        "SELECT %1$s, NULL AS until_seq FROM record_%2$s WHERE from_seq > ?1 AND from_seq <= ?2 UNION ALL "
                        "SELECT %1$s, until_seq FROM history_%2$s WHERE (from_seq > ?1 AND from_seq <= ?2) OR (until_seq > ?1 AND until_seq <= ?2) "
                        "ORDER BY %3$s, from_seq",
                        columns_of(arena, type), type->name, list_of(arena, type->key, type->key_count));
}

char *version_sql_owners_of_change(struct arena *arena, const struct record_type *type, const char *field)
{
    return arena_printf(arena,
                        "SELECT %1$s FROM record_%2$s WHERE from_seq = ?1 UNION ALL SELECT %1$s FROM history_%2$s "
                        "WHERE from_seq = ?1 UNION ALL SELECT %1$s FROM history_%2$s WHERE until_seq = ?1",
                        field, type->name);
}

/* ---- what is not there yet ---- */

static char *view_of_nothing(struct arena *arena, const char *name, const char *const *columns, size_t count, const char *behind)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "CREATE TEMP VIEW %s AS SELECT ", name);
    for (size_t i = 0; i < count; i++)
        buffer_printf(&sql, "%sNULL AS %s", i ? ", " : "", columns[i]);
    buffer_printf(&sql, "%s WHERE FALSE;\n", behind);
    return buffer_take(&sql, arena);
}

char *version_sql_nothing(struct arena *arena, const struct record_type *type)
{
    size_t count;
    const char *const *columns = record_sql_columns(arena, type, &count);
    return view_of_nothing(arena, type->name, columns, count, "");
}

char *version_sql_foreseen(struct arena *arena, const struct record_type *type)
{
    size_t count;
    const char *const *columns = record_sql_columns(arena, type, &count);
    return arena_printf(arena, "%s%s", view_of_nothing(arena, arena_printf(arena, "record_%s", type->name), columns, count, ""),
                        view_of_nothing(arena, arena_printf(arena, "history_%s", type->name), columns, count, ", NULL AS until_seq"));
}

char *version_sql_foreseen_drop(struct arena *arena, const struct record_type *type)
{
    return arena_printf(arena, "DROP VIEW IF EXISTS temp.record_%1$s;\nDROP VIEW IF EXISTS temp.history_%1$s;\n", type->name);
}

/* ---- what is private ---- */

static const struct {
    const char *prefix, *until; /* what the table has behind the columns of a version */
} tables[] = {{"record", ""}, {"history", ", until_seq"}};

static void put_seen(struct buffer *sql, const struct record_type *type)
{
    const struct field *whose = record_key_whose(type);
    buffer_printf(sql, VERSION_SQL_SEEN "('%s', %s)", type->name, whose ? whose->name : "NULL");
}

static void put_column(struct buffer *sql, struct arena *arena, const struct record_type *type, const char *column)
{
    if (type->private || !record_private_column(arena, type, column)) {
        buffer_puts(sql, column);
        return;
    }
    buffer_puts(sql, "iif(");
    put_seen(sql, type);
    buffer_printf(sql, ", %1$s, x'') AS %1$s", column);
}

static void put_view(struct buffer *sql, struct arena *arena, const struct record_type *type, size_t table)
{
    size_t count;
    const char *const *columns = record_sql_columns(arena, type, &count);
    buffer_printf(sql, "CREATE TEMP VIEW %s_%s AS SELECT ", tables[table].prefix, type->name);
    for (size_t i = 0; i < count; i++) {
        buffer_puts(sql, i ? ", " : "");
        put_column(sql, arena, type, columns[i]);
    }
    buffer_printf(sql, "%s FROM main.%s_%s", tables[table].until, tables[table].prefix, type->name);
    if (type->private) {
        buffer_puts(sql, " WHERE ");
        put_seen(sql, type);
    }
    buffer_puts(sql, ";\n");
}

/* Where results of persons are read: as they are kept, and every row of a run. They are nobody's else business; a contest that knows no members has none. */
static const char *const results[] = {"result", "result_row"};

static bool has_members(const struct record_types *types)
{
    return record_type_find(types, LEVEL_MEMBER_ID);
}

char *version_sql_private(struct arena *arena, const struct record_types *types)
{
    struct buffer sql = {0};
    for (size_t i = 0; i < types->len; i++)
        for (size_t j = 0; j < LEN(tables) && types->items[i].readers; j++)
            put_view(&sql, arena, &types->items[i], j);
    for (size_t i = 0; i < LEN(results) && has_members(types); i++)
        buffer_printf(&sql, "CREATE TEMP VIEW %1$s AS SELECT * FROM main.%1$s WHERE level <> '" LEVEL_MEMBER_ID "' OR " VERSION_SQL_RESULT_SEEN "(home);\n", results[i]);
    return buffer_take(&sql, arena);
}

char *version_sql_private_drop(struct arena *arena, const struct record_types *types)
{
    struct buffer sql = {0};
    for (size_t i = 0; i < types->len; i++)
        for (size_t j = 0; j < LEN(tables) && types->items[i].readers; j++)
            buffer_printf(&sql, "DROP VIEW IF EXISTS temp.%s_%s;\n", tables[j].prefix, types->items[i].name);
    for (size_t i = 0; i < LEN(results) && has_members(types); i++)
        buffer_printf(&sql, "DROP VIEW IF EXISTS temp.%s;\n", results[i]);
    return buffer_take(&sql, arena);
}

/* ---- what is private goes ---- */

/* "a IS NOT NULL OR b IS NOT NULL", "a = NULL, b = NULL": of the columns that are private; NULL: none is. */
static const char *private_columns(struct arena *arena, const struct record_type *type, const char *behind, const char *between)
{
    size_t count;
    const char *const *columns = record_sql_columns(arena, type, &count);
    struct buffer list = {0};
    for (size_t i = 0; i < count; i++)
        if (record_private_column(arena, type, columns[i]))
            buffer_printf(&list, "%s%s %s", list.len ? between : "", columns[i], behind);
    return buffer_take_some(&list, arena);
}

char *version_sql_erasable(struct arena *arena, const struct record_type *type)
{
    const char *holds = type->private ? "TRUE" : private_columns(arena, type, "IS NOT NULL", " OR ");
    if (!type->readers || !holds)
        return NULL;
    return arena_printf(arena,
                        "SELECT from_seq, count(*) FROM (SELECT from_seq FROM record_%1$s WHERE %2$s UNION ALL "
                        "SELECT from_seq FROM history_%1$s WHERE %2$s) GROUP BY from_seq ORDER BY from_seq",
                        type->name, holds);
}

char *version_sql_erase(struct arena *arena, const struct record_type *type)
{
    if (type->private)
        return arena_printf(arena, "DELETE FROM record_%1$s; DELETE FROM history_%1$s; DELETE FROM listing_%1$s;", type->name);
    return arena_printf(arena, "UPDATE record_%1$s SET %2$s WHERE %3$s; UPDATE history_%1$s SET %2$s WHERE %3$s;", type->name,
                        private_columns(arena, type, "= NULL", ", "), private_columns(arena, type, "IS NOT NULL", " OR "));
}

char *version_sql_referring(struct arena *arena, const struct record_type *type, const char *field)
{
    return arena_printf(arena,
                        "SELECT %2$s, count(*) FROM record_%1$s WHERE %2$s IN (SELECT value FROM json_each(?1)) "
                        "AND state IN (SELECT value FROM json_each(?2)) GROUP BY 1",
                        type->name, field);
}
