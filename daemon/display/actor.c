#include "display/actor.h"

#include "base/account.h"
#include "base/arena.h"
#include "base/value.h"

#include <stdbool.h>
#include <string.h>

#define PERSON "person:"

static bool is_actor(const char *key)
{
    size_t len = strlen(key);
    return strcmp(key, "actor") == 0 || (len > 3 && strcmp(key + len - 3, "_by") == 0);
}

/* "Nguyễn Văn Nam (nam)" for "person:nam"; who is no account keeps the machine's name for them. */
static const char *name_of(struct arena *arena, const char *actor, const struct value *people)
{
    const char *name = account_name(arena, actor), *full_name = value_get_text(people, name ? name : "", NULL);
    bool person = actor && strncmp(actor, PERSON, strlen(PERSON)) == 0;
    return person && full_name ? arena_printf(arena, "%s (%s)", full_name, name) : name;
}

static struct value *named_map(struct arena *arena, const struct value *map, const struct value *people)
{
    struct value *named = value_map(arena);
    for (size_t i = 0; i < value_len(map); i++) {
        const char *key = value_key(map, i);
        const struct value *item = value_item(map, i);
        value_set(named, key, actor_named(arena, item, people));
        if (!is_actor(key) || (value_type(item) != VALUE_TEXT && !value_is_null(item)))
            continue;
        value_set_text(named, arena_printf(arena, "%s_name", key), name_of(arena, value_get_text(map, key, NULL), people));
    }
    return named;
}

struct value *actor_named(struct arena *arena, const struct value *answer, const struct value *people)
{
    if (value_type(answer) == VALUE_MAP)
        return named_map(arena, answer, people);
    if (value_type(answer) != VALUE_LIST)
        return value_copy(arena, answer);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(answer); i++)
        value_append(list, actor_named(arena, value_at(answer, i), people));
    return list;
}
