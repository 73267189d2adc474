#include "form/text_edits.h"

#include "base/arena.h"
#include "base/value.h"

#include <string.h>

enum { FILES_MOST = 50 };

/* A row's cell; the first is written without its number. */
static const char *cell_of(struct arena *arena, const struct value *arguments, int row, const char *name)
{
    const char *text = value_get_text(arguments, arena_printf(arena, "change.%d.%s", row, name), NULL);
    return text || row > 1 ? text : value_get_text(arguments, arena_printf(arena, "change.%s", name), NULL);
}

struct value *text_edits(struct arena *arena, const struct value *arguments, const char *path)
{
    struct value *edits = value_map(arena), *others = value_list(arena);
    const char *own = NULL;
    for (int row = 1; row <= FILES_MOST; row++) {
        const char *file = cell_of(arena, arguments, row, "file"), *text = cell_of(arena, arguments, row, "text");
        if (!file || !text)
            continue;
        if (strcmp(file, path) == 0) {
            own = text;
            continue;
        }
        struct value *other = value_map(arena);
        value_set_text(other, "file", file);
        value_set_text(other, "text", text);
        value_set_int(other, "number", (int64_t)value_len(others) + 2);
        value_append(others, other);
    }
    value_set_text(edits, "text", own);
    value_set(edits, "others", others);
    return edits;
}
