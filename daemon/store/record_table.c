#include "store/record_table.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/store.h"

#include <string.h>

static const char **column_names(const struct value *rows, struct arena *arena)
{
    const char **names = arena_alloc(arena, value_len(rows) * sizeof(char *));
    for (size_t i = 0; i < value_len(rows); i++)
        names[i] = value_get_text(value_at(rows, i), "name", "");
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

static bool bring_up(struct store *store, const struct record_type *type, struct arena *arena,
                     struct err *err)
{
    char *live = arena_printf(arena, "record_%s", type->name);
    char *history = arena_printf(arena, "history_%s", type->name);
    struct value *columns = store_rows(store, arena, err, QUERY_RECORD_TABLE_COLUMNS, "t", live);
    struct value *made = store_rows(store, arena, err, QUERY_RECORD_TABLE_MADE, "tt", live, history);
    if (!columns || !made)
        return false;
    size_t count = value_len(columns);
    const char **stored = column_names(columns, arena);
    const char *wanted = record_sql_tables(arena, type, stored, count);
    if (count == 0)
        return store_script(store, wanted, err);
    return is_made_so(wanted, made) ||
           store_script(store, record_sql_rebuild(arena, type, stored, count), err);
}

bool record_tables_bring_up(struct store *store, const struct record_types *types, struct arena *arena,
                            struct err *err)
{
    for (size_t i = 0; i < types->len; i++) {
        if (!bring_up(store, &types->items[i], arena, err))
            return err_prefix(err, "loại bản ghi “%s”", "record type “%s”", types->items[i].name);
    }
    return true;
}
