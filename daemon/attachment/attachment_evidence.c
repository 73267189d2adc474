#include "attachment/attachment_evidence.h"

#include "attachment/attachment.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"
#include "record/record_type.h"

#include <inttypes.h>
#include <string.h>

/* The places of a type's key among the columns, in the key's order. */
struct places {
    const struct record_type *type;
    size_t *of;
};

static size_t column_of(const struct value *columns, const char *name)
{
    size_t i = 0;
    while (i < value_len(columns) && strcmp(value_get_text(value_at(columns, i), "name", ""), name) != 0)
        i++;
    return i;
}

static bool find_places(const struct record_type *type, const struct value *columns, struct arena *arena, struct places *ret_places)
{
    *ret_places = (struct places){type, arena_alloc(arena, type->key_count * sizeof(size_t))};
    for (size_t i = 0; i < type->key_count; i++)
        if ((ret_places->of[i] = column_of(columns, type->key[i])) == value_len(columns))
            return false;
    return type->key_count > 0;
}

/* As record_key_show writes it; NULL where a part is missing: a team without a deed has a row too. */
static const char *key_of(const struct places *places, const struct value *row, struct arena *arena)
{
    struct buffer key = {0};
    for (size_t i = 0; i < places->type->key_count; i++) {
        const struct value *cell = value_at(row, places->of[i]);
        if (value_type(cell) == VALUE_TEXT)
            buffer_printf(&key, "%s%s", i ? "/" : "", value_as_text(cell));
        else if (value_type(cell) == VALUE_INT)
            buffer_printf(&key, "%s%" PRId64, i ? "/" : "", value_as_int(cell));
        else
            key.len = 0;
        if (!key.len)
            break;
    }
    const char *text = key.len ? buffer_take(&key, arena) : NULL;
    buffer_finish(&key);
    return text;
}

static struct value *entry_of(struct arena *arena, const struct places *places, const struct value *row, const struct value *counts)
{
    const char *key = key_of(places, row, arena);
    const struct value *files = key ? value_get(counts, key) : NULL;
    if (!files)
        return value_null(arena);
    struct value *entry = value_map(arena);
    value_set_text(entry, "type", places->type->name);
    value_set_text(entry, "key", key);
    value_set(entry, "whose", value_at(row, places->of[0]));
    value_set(entry, "files", files);
    return entry;
}

struct value *attachment_evidence(struct store *store, struct arena *arena, const struct record_types *types, const struct value *evidence,
                                  struct err *err)
{
    const struct value *columns = value_get(evidence, "columns"), *rows = value_get(evidence, "rows");
    struct value *list = value_list(arena);
    struct places places = {0};
    bool found = false;
    for (size_t i = 0; !found && i < types->len; i++)
        found = find_places(&types->items[i], columns, arena, &places);
    const struct value *counts = found ? attachment_counts(store, arena, places.type->name, err) : value_map(arena);
    for (size_t i = 0; counts && i < value_len(rows); i++)
        value_append(list, found ? entry_of(arena, &places, value_at(rows, i), counts) : value_null(arena));
    return counts ? list : NULL;
}
