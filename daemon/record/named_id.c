#include "record/named_id.h"

#include "base/arena.h"

#include <string.h>

const char *named_id_write(struct arena *arena, const char *name, const char *id)
{
    return !name || !*name || strcmp(name, id) == 0 ? id : arena_printf(arena, "%s (%s)", name, id);
}

bool named_id_split(struct arena *arena, const char *text, const char **ret_name, const char **ret_id)
{
    size_t len = strlen(text);
    const char *open = strrchr(text, '(');
    if (!open || open == text || text[len - 1] != ')' || open[1] == ')')
        return false;
    size_t name = (size_t)(open - text);
    while (name && text[name - 1] == ' ')
        name--;
    *ret_name = arena_strndup(arena, text, name);
    *ret_id = arena_strndup(arena, open + 1, (size_t)(text + len - 1 - open - 1));
    return name > 0;
}
