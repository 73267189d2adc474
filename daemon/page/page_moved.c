#include "page/page_moved.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "page/page_data.h"
#include "page/page_part.h"

#include <string.h>

static const char *at(struct arena *arena, const char *root, const char *path, const char *query)
{
    return arena_printf(arena, "%s%s%s%s", root, path, query ? "?" : "", query ? query : "");
}

/* What waits for a person was at an address of its own, until it became the first page. */
static const char *today_to(struct arena *arena, const char *root, const char *query, const struct value *arguments)
{
    (void)arguments;
    return at(arena, root, "/", query);
}

/* The first page was the board: who asks it for a period means that. */
static const char *first_to(struct arena *arena, const char *root, const char *query, const struct value *arguments)
{
    for (size_t i = 0; i < value_len(arguments); i++)
        if (!page_part_is_of_frame(value_key(arguments, i)))
            return at(arena, root, "/board", query);
    return NULL;
}

/* Chosen by three lists; no address is put together by a form. */
static const char *why_to(struct arena *arena, const char *root, const char *query, const struct value *arguments)
{
    const char *period = value_get_text(arguments, "period", ""), *criterion = value_get_text(arguments, "criterion", "");
    const char *subject = value_get_text(arguments, "subject", "");
    (void)query;
    if (!*period || !*criterion || !*subject)
        return NULL;
    return at(arena, root, "/result",
              arena_printf(arena, "id=%s/%s/%s", page_encoded(arena, period), page_encoded(arena, criterion), page_encoded(arena, subject)));
}

const char *page_moved(struct arena *arena, const char *path, const char *query, const struct value *arguments)
{
    static const struct {
        const char *path;
        const char *(*to)(struct arena *arena, const char *root, const char *query, const struct value *arguments);
    } moved[] = {{"/today", today_to}, {"/", first_to}, {"/why", why_to}};
    const char *root = strncmp(path, "/en/", 4) == 0 ? "/en" : "";
    for (size_t i = 0; i < LEN(moved); i++)
        if (strcmp(moved[i].path, path + strlen(root)) == 0)
            return moved[i].to(arena, root, query, arguments);
    return NULL;
}
