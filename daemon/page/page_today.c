/* What waits for this person, made ready: things of one kind together, the first of many in sight. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/value.h"

#include <stdint.h>
#include <string.h>

enum { TODAY_SHOWN = 5 }; /* of a kind; the rest is behind the kind's own page */

static struct value *group_of(struct arena *arena, const char *kind)
{
    struct value *group = value_map(arena);
    value_set_text(group, "kind", kind);
    value_set(group, "heading", value_printf(arena, "todo_%s", kind));
    value_set(group, "items", value_list(arena));
    value_set_int(group, "more", 0);
    return group;
}

static struct value *item_ready(struct arena *arena, const struct value *item)
{
    static const char *const texts[] = {"unit", "unit_title", "type", "title", "reason", "period", "period_title", "due_on", "document", "phase", "id", "successor_titles", "people"};
    struct value *ready = value_copy(arena, item);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!value_get(ready, texts[i]))
            value_set(ready, texts[i], value_null(arena));
    value_set_int(ready, "days_over", -value_get_int(item, "days_left", 0));
    value_set_text(ready, "oldest_text", page_instant(arena, value_get_text(item, "oldest_at", NULL)));
    return ready;
}

/* The items come in order: those of a kind stand together. */
struct value *page_ready_today(struct arena *arena, const struct value *today)
{
    struct value *ready = value_map(arena), *groups = value_list(arena), *group = NULL, *shown = NULL;
    const struct value *items = value_get(today, "items");
    int64_t more = 0;
    const char *last = "";
    for (size_t i = 0; i < value_len(items); i++) {
        const char *kind = value_get_text(value_at(items, i), "kind", "");
        if (strcmp(kind, last) != 0) {
            group = group_of(arena, kind);
            shown = value_list(arena);
            more = 0;
            value_set(group, "items", shown);
            value_append(groups, group);
            last = kind;
        }
        if (value_len(shown) < TODAY_SHOWN)
            value_append(shown, item_ready(arena, value_at(items, i)));
        else
            value_set_int(group, "more", ++more);
    }
    value_set(ready, "groups", groups);
    value_set_text(ready, "day_text", page_written(arena, value_get_text(today, "today", NULL)));
    return ready;
}
