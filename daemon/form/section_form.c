#include "form/section_form.h"

#include "base/arena.h"
#include "base/value.h"

#include <stdbool.h>
#include <string.h>

enum { ROWS = 3, LONG_BYTES = 100 };

static struct value *key_ready(struct arena *arena, const struct value *key, const struct value *arguments, int number)
{
    struct value *ready = value_copy(arena, key);
    const char *typed = value_get_text(arguments, arena_printf(arena, "change.key.%s", value_get_text(key, "name", "")), value_get_text(key, "value", ""));
    bool among = !*typed;
    for (size_t i = 0; i < value_len(value_get(key, "choices")); i++)
        among = among || strcmp(value_as_text(value_at(value_get(key, "choices"), i)), typed) == 0;
    value_set_text(ready, "value", typed);
    value_set(ready, "id", value_printf(arena, "f-key-%d", number));
    value_set_bool(ready, "long", strlen(typed) > LONG_BYTES);
    value_set_bool(ready, "select", among && value_len(value_get(key, "choices")));
    return ready;
}

struct value *section_form(struct arena *arena, const struct value *section, const struct value *arguments)
{
    const struct value *given = value_get(section, "keys"), *typed = value_get(arguments, "change.section") ? arguments : NULL;
    struct value *ready = value_copy(arena, section), *keys = value_list(arena), *rows = value_list(arena);
    for (size_t i = 0; i < value_len(given); i++)
        value_append(keys, key_ready(arena, value_at(given, i), typed, (int)i + 1));
    for (int number = 1; number <= ROWS; number++) {
        struct value *row = value_map(arena);
        value_set_text(row, "key", value_get_text(typed, arena_printf(arena, "change.more.%d.key", number), ""));
        value_set_text(row, "value", value_get_text(typed, arena_printf(arena, "change.more.%d.value", number), ""));
        value_set_int(row, "number", number);
        value_append(rows, row);
    }
    value_set(ready, "keys", keys);
    value_set(ready, "rows", rows);
    value_set_bool(ready, "drop", *value_get_text(typed, "change.drop", ""));
    return ready;
}
