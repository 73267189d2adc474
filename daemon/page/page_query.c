#include "page/page_query.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"
#include "page/page_data.h"

#include <string.h>

const char *page_query(struct arena *arena, const char *path, const struct value *asked, const char *name, const char *text)
{
    struct buffer out = {0};
    buffer_puts(&out, path);
    for (size_t i = 0; i < value_len(asked); i++) {
        const char *key = value_key(asked, i), *said = value_get_text(asked, key, NULL);
        if (said && strcmp(key, name) != 0 && strcmp(key, "after") != 0)
            buffer_printf(&out, "%c%s=%s", strchr(buffer_text(&out), '?') ? '&' : '?', key, page_encoded(arena, said));
    }
    if (text)
        buffer_printf(&out, "%c%s=%s", strchr(buffer_text(&out), '?') ? '&' : '?', name, page_encoded(arena, text));
    return buffer_take(&out, arena);
}

/* "received_on,desc": whether a list is ordered by the column, and which way; NULL: by another one. */
static const char *order_of(const char *sort, const char *column)
{
    size_t len = strlen(column);
    if (!sort || strncmp(sort, column, len) != 0)
        return NULL;
    return strcmp(sort + len, ",desc") == 0 ? "descending" : sort[len] ? NULL : "ascending";
}

void page_query_set_order(struct arena *arena, struct value *head, const char *path, const struct value *asked, const char *column,
                          const char *first)
{
    const char *order = order_of(value_get_text(asked, "sort", first), column);
    bool up = order && strcmp(order, "ascending") == 0;
    value_set_text(head, "order", order);
    value_set_text(head, "address", page_query(arena, path, asked, "sort", up ? arena_printf(arena, "%s,desc", column) : column));
}
