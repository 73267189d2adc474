#include "page/page_tag.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/digest.h"
#include "base/value.h"
#include "command/call.h"
#include "person/caller.h"

#include <string.h>

/* Nobody's own: they show what is said of all to whoever may see it, and have no form, so no token. What they say changes with the data, the day, who
 * looks, and nothing else. */
static const char *const kept[] = {"/board", "/live", "/unit", "/alert", "/drafts", "/seals", "/seal"};

bool page_tag_is_kept(const char *path)
{
    for (size_t i = 0; i < LEN(kept); i++)
        if (strcmp(kept[i], path) == 0)
            return true;
    return false;
}

/* Who looks: two people share nothing, whatever their roles; a role that is given or taken is another page. */
static struct value *caller_of(struct arena *arena, const struct caller *caller)
{
    struct value *map = value_map(arena), *grants = value_list(arena);
    value_set_text(map, "actor", caller->actor);
    value_set_text(map, "name", caller->name);
    value_set_text(map, "full_name", caller->full_name);
    for (size_t i = 0; i < caller->grant_count; i++) {
        struct value *grant = value_map(arena);
        value_set_int(grant, "role", (int64_t)caller->grants[i].role);
        value_set_text(grant, "unit", caller->grants[i].unit);
        value_set_text(grant, "deputy_of", caller->grants[i].deputy_of);
        value_append(grants, grant);
    }
    value_set(map, "grants", grants);
    return map;
}

const char *page_tag_text(const struct page_tag *tag, const struct command_call *call)
{
    struct arena *arena = call->arena;
    struct value *map = value_map(arena);
    value_set_text(map, "life", tag->life);
    value_set_text(map, "version", tag->version);
    value_set_text(map, "path", tag->path);
    value_set_text(map, "query", tag->query);
    value_set_bool(map, "english", tag->english);
    value_set_bool(map, "nobody", tag->nobody);
    value_set(map, "certificate", call->certificate ? call->certificate : value_null(arena));
    value_set(map, "caller", caller_of(arena, call->caller));
    return arena_printf(arena, "\"%.32s\"", digest_value(arena, map));
}
