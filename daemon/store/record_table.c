#include "store/record_table.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"
#include "record/record_folded.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "record/version_sql.h"
#include "store/database.h"
#include "store/store.h"

#include <string.h>

/* What folded forms hold follows from the rest. */
static const char **column_names(const struct value *rows, struct arena *arena, size_t *ret_count)
{
    const char **names = arena_alloc(arena, value_len(rows) * sizeof(char *));
    size_t count = 0;
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *name = value_get_text(value_at(rows, i), "name", "");
        if (!record_folded_is(name))
            names[count++] = name;
    }
    *ret_count = count;
    return names;
}

/* SQLite keeps the text of what made a table, so equal text means equal tables. */
static bool is_made_so(const char *wanted, const struct value *made)
{
    size_t statements = 0;
    for (const char *end = wanted; (end = strstr(end, ";\n")) != NULL; end++)
        statements++;
    for (size_t i = 0; i < value_len(made); i++)
        if (!strstr(wanted, value_get_text(value_at(made, i), "sql", "")))
            return false;
    return statements == value_len(made);
}

/* The tables of a type: as they are, and as they are to be. */
struct plan {
    const char **stored; /* the columns that there are */
    size_t count;
    const char *wanted;
    bool up;
};

static bool read_plan(struct store *store, const struct record_type *type, struct arena *arena, struct plan *ret_plan,
                      struct err *err)
{
    char *live = arena_printf(arena, "record_%s", type->name);
    char *history = arena_printf(arena, "history_%s", type->name);
    struct value *columns = store_rows(store, arena, err, QUERY_RECORD_TABLE_COLUMNS, "t", live);
    struct value *made = store_rows(store, arena, err, QUERY_RECORD_TABLE_MADE, "tt", live, history);
    if (!columns || !made)
        return false;
    struct plan plan = {0};
    plan.stored = column_names(columns, arena, &plan.count);
    plan.wanted = record_sql_tables(arena, type, plan.stored, plan.count);
    plan.up = plan.count > 0 && is_made_so(plan.wanted, made);
    *ret_plan = plan;
    return true;
}

/* Another order of the same fields tells the same records apart. */
static bool is_same_key(const struct record_type *type, const struct value *fields)
{
    bool same = value_len(fields) == type->key_count;
    for (size_t i = 0; same && i < type->key_count; i++)
        same = text_place(value_as_text(value_at(fields, i)), type->key, type->key_count) >= 0;
    return same;
}

static bool note_key(struct store *store, int64_t sequence, const struct record_type *type, struct arena *arena,
                     struct err *err)
{
    const struct value *row =
        store_row(store, arena, err, QUERY_RECORD_TABLE_KEY, "t", arena_printf(arena, "record_%s", type->name));
    const char *text = value_get_text(row, "fields", "[]");
    const struct value *fields = row ? json_parse(arena, text, strlen(text), err) : NULL;
    return fields && (is_same_key(type, fields) ||
                      store_do(store, err, QUERY_KEY_CHANGE_INSERT, "tit", type->name, sequence, text));
}

static bool bring_up(struct store *store, int64_t sequence, const struct record_type *type, struct arena *arena,
                     struct err *err)
{
    struct plan plan;
    if (!read_plan(store, type, arena, &plan, err))
        return false;
    if (plan.count == 0)
        return store_script(store, plan.wanted, err);
    return plan.up || (note_key(store, sequence, type, arena, err) &&
                       store_script(store, record_sql_rebuild(arena, type, plan.stored, plan.count), err));
}

bool record_tables_bring_up(struct store *store, int64_t sequence, const struct record_types *types, struct arena *arena,
                            struct err *err)
{
    for (size_t i = 0; i < types->len; i++) {
        if (!bring_up(store, sequence, &types->items[i], arena, err))
            return err_prefix(err, "loại bản ghi “%s”", "record type “%s”", types->items[i].name);
    }
    return true;
}

bool record_tables_are_up(struct store *store, const struct record_types *types, struct arena *arena, bool *ret_up,
                          struct err *err)
{
    bool up = true;
    for (size_t i = 0; up && i < types->len; i++) {
        struct plan plan;
        if (!read_plan(store, &types->items[i], arena, &plan, err))
            return false;
        up = plan.up;
    }
    *ret_up = up;
    return true;
}

/* A connection that only reads is not let make views either, which are no data. */
static bool make_views(struct store *store, const char *sql, struct err *err)
{
    if (store->writes)
        return store_script(store, sql, err);
    bool good = store_script(store, "PRAGMA query_only = OFF", err) && store_script(store, sql, err);
    return store_script(store, "PRAGMA query_only = ON", good ? err : NULL) && good;
}

const char *record_tables_foresee(struct store *store, const struct record_types *types, struct arena *arena, struct err *err)
{
    struct buffer made = {0}, drop = {0};
    bool good = true;
    for (size_t i = 0; good && i < types->len; i++) {
        const char *table = arena_printf(arena, "record_%s", types->items[i].name);
        const struct value *columns = store_rows(store, arena, err, QUERY_RECORD_TABLE_COLUMNS, "t", table);
        good = columns != NULL;
        if (good && !value_len(columns)) {
            buffer_puts(&made, version_sql_foreseen(arena, &types->items[i]));
            buffer_puts(&drop, version_sql_foreseen_drop(arena, &types->items[i]));
        }
    }
    good = good && (!made.len || make_views(store, buffer_text(&made), err));
    buffer_finish(&made);
    const char *end = buffer_take(&drop, arena);
    return good ? end : NULL;
}

bool record_tables_foresee_end(struct store *store, const char *end, struct err *err)
{
    return !*end || make_views(store, end, err);
}
