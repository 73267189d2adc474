/* A section of a file of sections and keys as a form: what each key says, and what else may be said there. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "rewrite/ini_text.h"

#include <string.h>

#define BODIES "@bodies"
#define JUDGED "@judged"

static const struct section_key {
    const char *file, *name, *choices, *vi, *en;
} section_keys[] = {
#define DUTY_KEY(name, choices, vi, en) {"duties.ini", name, choices, vi, en},
#define ROUTE_KEY(name, choices, vi, en) {"routes.ini", name, choices, vi, en},
#define BODY_KEY(name, choices, vi, en) {"bodies.ini", name, choices, vi, en},
#include "package/section_key.def"
#undef DUTY_KEY
#undef ROUTE_KEY
#undef BODY_KEY
};

/* date_#: date_2; symbol_*: symbol_a. */
static bool fits(const char *pattern, const char *name)
{
    size_t len = strcspn(pattern, "#*");
    if (!pattern[len])
        return strcmp(pattern, name) == 0;
    const char *rest = name + len;
    return strncmp(pattern, name, len) == 0 && *rest && (pattern[len] == '*' || strspn(rest, "0123456789") == strlen(rest));
}

static const struct section_key *find(const char *file, const char *name)
{
    for (size_t i = 0; i < LEN(section_keys); i++)
        if (strcmp(section_keys[i].file, file) == 0 && fits(section_keys[i].name, name))
            return &section_keys[i];
    return NULL;
}

/* What one like it would be called: the next number of date_#. */
static const char *next_name(struct arena *arena, const char *pattern, const char *const *names, size_t len)
{
    size_t head = strcspn(pattern, "#*");
    int number = 1;
    for (size_t i = 0; i < len; i++)
        number += fits(pattern, names[i]);
    return pattern[head] == '#' ? arena_printf(arena, "%.*s%d", (int)head, pattern, number) : arena_strndup(arena, pattern, head);
}

/* Names of bodies, each once. */
static struct value *bodies_of(struct arena *arena, const struct package *package)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(package->bodies); i++)
        value_append(list, value_text(arena, value_key(package->bodies, i)));
    return list;
}

static struct value *key_value(struct arena *arena, const struct package *package, const char *name, const struct section_key *key, const char *text)
{
    struct value *map = value_map(arena), *choices = value_list(arena);
    size_t len;
    const char *taken = !key || strcmp(key->choices, BODIES) == 0 ? "" : strcmp(key->choices, JUDGED) == 0 ? level_chain_id(&package->chain, LEVEL_WARD) : key->choices;
    const char *const *words = text_split(arena, taken, &len);
    for (size_t i = 0; i < len; i++)
        value_append(choices, value_text(arena, words[i]));
    value_set_text(map, "name", name);
    value_set_text(map, "title", key ? key->vi : NULL);
    value_set_text(map, "title_en", key ? key->en : NULL);
    value_set_text(map, "value", text);
    value_set(map, "choices", choices);
    value_set(map, "offered", key && strcmp(key->choices, BODIES) == 0 ? bodies_of(arena, package) : value_list(arena));
    return map;
}

struct value *studio_section(struct arena *arena, const struct package *package, const char *path, const char *text, const char *section)
{
    struct value *map = value_map(arena), *keys = value_list(arena), *more = value_list(arena);
    size_t len = 0;
    const char *const *names = ini_text_keys(arena, text, section, &len);
    for (size_t i = 0; i < len; i++)
        value_append(keys, key_value(arena, package, names[i], find(path, names[i]), ini_text_get(arena, text, section, names[i])));
    for (size_t i = 0; i < LEN(section_keys); i++)
        if (strcmp(section_keys[i].file, path) == 0 && (strpbrk(section_keys[i].name, "#*") || text_place(section_keys[i].name, names, len) < 0))
            value_append(more, key_value(arena, package, next_name(arena, section_keys[i].name, names, len), &section_keys[i], ""));
    bool fresh = !ini_text_has(text, section);
    value_set_text(map, "name", section);
    value_set_bool(map, "new", fresh);
    value_set(map, "keys", fresh ? more : keys); /* of a new one all, empty */
    value_set(map, "more", more);
    return map;
}

struct value *studio_sections(struct arena *arena, const char *path, const char *text)
{
    static const char *const titles[] = {"title", "name", "kinds"};
    struct value *list = value_list(arena);
    bool known = false;
    for (size_t i = 0; i < LEN(section_keys); i++)
        known = known || strcmp(section_keys[i].file, path) == 0;
    size_t len = 0;
    const char *const *names = known ? ini_text_sections(arena, text, &len) : NULL;
    for (size_t i = 0; i < len; i++) {
        struct value *map = value_map(arena);
        const char *title = NULL;
        for (size_t j = 0; !title && j < LEN(titles); j++)
            title = ini_text_get(arena, text, names[i], titles[j]);
        value_set_text(map, "name", names[i]);
        value_set_text(map, "title", title);
        value_append(list, map);
    }
    return known ? list : NULL;
}
