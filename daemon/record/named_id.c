#include "record/named_id.h"

#include "base/arena.h"

#include <string.h>

const char *named_id_write(struct arena *arena, const char *name, const char *id)
{
    return !name || !*name || strcmp(name, id) == 0 ? id : arena_printf(arena, "%s (%s)", name, id);
}

const char *named_id_read(struct arena *arena, const char *text)
{
    size_t len = strlen(text);
    const char *open = strrchr(text, '(');
    if (!open || open == text || text[len - 1] != ')' || open[1] == ')' || strpbrk(open, " /"))
        return text;
    return arena_strndup(arena, open + 1, (size_t)(text + len - 1 - open - 1));
}
