#include "contest/record_taken.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/text.h"
#include "base/value.h"
#include "record/record_key.h"
#include "record/record_sql.h"
#include "record/record_type.h"
#include "store/store.h"

#include <string.h>

struct taking {
    struct store *store;
    struct arena *arena;
    const struct record_type *type;
    struct value *list;
};

/* The key's columns, which stand first, as people write it. */
static char *key_of(const struct taking *taking, const struct statement *statement)
{
    const struct record_type *type = taking->type;
    struct cell *cells = arena_alloc(taking->arena, type->field_count * sizeof *cells);
    for (size_t i = 0; i < type->key_count; i++) {
        const struct field *field = record_field(type, type->key[i]);
        struct cell *cell = &cells[field - type->fields];
        cell->kind = field_kind(field)->number ? CELL_NUMBER : CELL_TEXT;
        if (cell->kind == CELL_NUMBER)
            cell->number = statement_int(statement, (int)i);
        else
            cell->text = arena_strdup(taking->arena, statement_text(statement, (int)i));
    }
    return record_key_show(taking->arena, type, cells);
}

static bool add(struct taking *taking, const struct statement *statement, struct err *err)
{
    int column = (int)taking->type->key_count;
    struct value *map = value_map(taking->arena);
    const struct value *audit =
        store_row(taking->store, taking->arena, err, QUERY_AUDIT_ACT, "i", statement_int(statement, column));
    if (!audit)
        return false;
    value_set_text(map, "type", taking->type->name);
    value_set_text(map, "key", key_of(taking, statement));
    value_set_text(map, "to", statement_text(statement, column + 1));
    value_set_int(map, "sequence", statement_int(statement, column));
    value_set_text(map, "at", instant_text(taking->arena, value_get_int(audit, "at", 0)));
    value_set(map, "actor", value_get(audit, "actor"));
    value_set_text(map, "file", statement_text(statement, column + 2));
    if (!statement_is_null(statement, column + 3))
        value_set_int(map, "row", statement_int(statement, column + 3));
    value_set_bool(map, "restored", statement_int(statement, column + 4) != 0);
    value_append(taking->list, map);
    return true;
}

/* While one key was in force. An old key that is not part of today's told records apart in another way: nothing is said of it. */
static bool add_span(struct taking *taking, const struct value *fields, int64_t since, int64_t until, struct err *err)
{
    const struct record_type *type = taking->type;
    const char **key = arena_alloc(taking->arena, value_len(fields) * sizeof *key);
    for (size_t i = 0; i < value_len(fields); i++) {
        key[i] = value_as_text(value_at(fields, i));
        if (text_place(key[i], type->key, type->key_count) < 0)
            return true;
    }
    char *sql = record_sql_taken(taking->arena, type, record_key_reporter(type)->name, key, value_len(fields));
    struct statement *statement = store_prepare(taking->store, sql, err);
    bool row = false, good = statement != NULL;
    if (good) {
        statement_bind_int(statement, 1, since);
        statement_bind_int(statement, 2, until);
    }
    while (good && (good = statement_step(statement, &row, err)) && row)
        good = add(taking, statement, err);
    statement_finish(statement);
    return good;
}

static bool add_type(struct taking *taking, struct err *err)
{
    const struct value *changes = store_rows(taking->store, taking->arena, err, QUERY_KEY_CHANGES, "t", taking->type->name);
    int64_t since = 0;
    for (size_t i = 0; i < value_len(changes) && record_key_reporter(taking->type); i++) {
        const char *text = value_get_text(value_at(changes, i), "fields", "[]");
        const struct value *fields = json_parse(taking->arena, text, strlen(text), err);
        int64_t until = value_get_int(value_at(changes, i), "sequence", 0);
        if (!fields || !add_span(taking, fields, since, until, err))
            return false;
        since = until;
    }
    return changes != NULL;
}

struct value *record_taken_list(struct store *store, const struct record_types *types, struct arena *arena, struct err *err)
{
    struct taking taking = {.store = store, .arena = arena, .list = value_list(arena)};
    for (size_t i = 0; i < types->len; i++) {
        taking.type = &types->items[i];
        if (!add_type(&taking, err))
            return NULL;
    }
    return taking.list;
}
