#include "form/section_form.h"

#include "base/arena.h"
#include "base/value.h"
#include "form/refused_cell.h"

#include <stdbool.h>
#include <string.h>

enum { ROWS = 3, LONG_BYTES = 100 };

static char *id_of(struct arena *arena, const char *name)
{
    char *id = arena_printf(arena, "f-key-%s", name);
    for (char *at = id; *at; at++)
        *at = *at == '.' ? '-' : *at;
    return id;
}

static struct value *key_ready(struct arena *arena, const struct value *key, const struct value *arguments, const struct value *refused)
{
    struct value *ready = value_copy(arena, key);
    const char *typed = value_get_text(arguments, arena_printf(arena, "change.key.%s", value_get_text(key, "name", "")), value_get_text(key, "value", ""));
    bool among = !*typed;
    for (size_t i = 0; i < value_len(value_get(key, "choices")); i++)
        among = among || strcmp(value_as_text(value_at(value_get(key, "choices"), i)), typed) == 0;
    value_set_text(ready, "value", typed);
    const char *name = value_get_text(key, "name", "");
    value_set_text(ready, "id", id_of(arena, name));
    value_set(ready, "wrong", refused_of(arena, refused, arena_printf(arena, "key.%s", name)));
    value_set_bool(ready, "long", strlen(typed) > LONG_BYTES);
    value_set_bool(ready, "select", among && value_len(value_get(key, "choices")));
    return ready;
}

struct value *section_form(struct arena *arena, const struct value *section, const struct value *met)
{
    const struct value *arguments = value_get(met, "arguments"), *refused = refused_cells(arena, NULL, met);
    const struct value *given = value_get(section, "keys"), *typed = value_get(arguments, "change.section") ? arguments : NULL;
    struct value *ready = value_copy(arena, section), *keys = value_list(arena), *rows = value_list(arena);
    for (size_t i = 0; i < value_len(given); i++)
        value_append(keys, key_ready(arena, value_at(given, i), typed, refused));
    for (int number = 1; number <= ROWS; number++) {
        struct value *row = value_map(arena);
        value_set_text(row, "key", value_get_text(typed, arena_printf(arena, "change.more.%d.key", number), ""));
        value_set_text(row, "value", value_get_text(typed, arena_printf(arena, "change.more.%d.value", number), ""));
        value_set(row, "wrong", refused_of(arena, refused, arena_printf(arena, "more.%d.key", number)));
        value_set_int(row, "number", number);
        value_append(rows, row);
    }
    value_set(ready, "keys", keys);
    value_set(ready, "rows", rows);
    value_set_bool(ready, "drop", *value_get_text(typed, "change.drop", ""));
    return ready;
}
