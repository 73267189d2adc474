#include "base/param.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/value.h"

#include <string.h>

/* Whoever gets one may read it. */
static const struct param *looked_at(const struct param_list *params, size_t i)
{
    if (params->looked)
        params->looked[i] = true;
    return &params->items[i];
}

const struct param *param_find(const struct param_list *params, const char *name)
{
    for (size_t i = 0; i < params->len; i++)
        if (strcmp(params->items[i].name, name) == 0)
            return looked_at(params, i);
    return NULL;
}

const char *param_kind(const struct param *param)
{
    struct decimal decimal;
    const char *value = param->len ? param->entries[0].value : "";
    if (strchr(value, '/'))
        return "majority";
    if (param->word_count || !decimal_parse(value, &decimal, NULL))
        return "words";
    return decimal.percent ? "percent" : "number";
}

const struct param_entry *param_at(const struct param *param, int32_t day)
{
    const struct param_entry *found = NULL;
    for (size_t i = 0; param && i < param->len && param->entries[i].from <= day; i++)
        found = &param->entries[i];
    return found && *found->value ? found : NULL;
}

const char *param_unit(const char *name)
{
    const char *blank = strchr(name, ' ');
    return blank ? blank + 1 : NULL;
}

const char *param_general(struct arena *arena, const char *name)
{
    return arena_strndup(arena, name, strcspn(name, " "));
}

const struct param *param_own(const struct param_list *params, const char *name, const char *unit, int32_t day)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < params->len; i++) {
        const struct param *param = &params->items[i];
        const char *of = param_unit(param->name);
        if (of && strcmp(of, unit) == 0 && strncmp(param->name, name, len) == 0 && param->name[len] == ' ')
            return param_at(looked_at(params, i), day) ? param : NULL;
    }
    return NULL;
}

const char **param_names(const struct param_list *params, struct arena *arena, size_t *ret_len)
{
    const char **names = arena_alloc(arena, (params->len + 1) * sizeof *names);
    size_t len = 0;
    for (size_t i = 0; i < params->len; i++)
        if (!param_unit(params->items[i].name))
            names[len++] = params->items[i].name;
    *ret_len = len;
    return names;
}

bool param_is_named(const char *sql, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = sql ? strstr(sql, name) : NULL; at; at = strstr(at + 1, name))
        if (at > sql && at[-1] == '\'' && at[len] == '\'')
            return true;
    return false;
}

struct value *param_to_value(const struct param_list *params, struct arena *arena)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < params->len; i++) {
        const struct param *param = &params->items[i];
        struct value *list = value_list(arena);
        for (size_t j = 0; j < param->len; j++) {
            struct value *entry = value_map(arena);
            value_set_text(entry, "from", day_text(arena, param->entries[j].from));
            value_set_text(entry, "value", param->entries[j].value);
            value_set_text(entry, "reference", param->entries[j].reference);
            value_append(list, entry);
        }
        value_set(map, param->name, list);
    }
    return map;
}

struct value *param_words_to_value(const struct param_list *params, struct arena *arena)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < params->len; i++) {
        const struct param *param = &params->items[i];
        struct value *list = value_list(arena);
        for (size_t j = 0; j < param->word_count; j++)
            value_append(list, value_text(arena, param->words[j]));
        if (param->word_count)
            value_set(map, param->name, list);
    }
    return map;
}

static void words_from_value(struct arena *arena, const struct value *list, struct param *param)
{
    const char **words = arena_alloc(arena, (value_len(list) + 1) * sizeof *words);
    for (size_t i = 0; i < value_len(list); i++)
        words[i] = arena_strdup(arena, value_as_text(value_at(list, i)));
    param->words = words;
    param->word_count = value_len(list);
}

void param_from_value(struct arena *arena, const struct value *map, const struct value *words,
                      struct param_list *ret_params)
{
    size_t len = value_len(map);
    struct param *items = arena_alloc(arena, len * sizeof *items);
    for (size_t i = 0; i < len; i++) {
        const struct value *list = value_item(map, i);
        struct param *param = &items[i];
        *param = (struct param){.name = arena_strdup(arena, value_key(map, i))};
        words_from_value(arena, value_get(words, param->name), param);
        param->len = value_len(list);
        param->entries = arena_alloc(arena, param->len * sizeof *param->entries);
        for (size_t j = 0; j < param->len; j++) {
            const struct value *entry = value_at(list, j);
            day_parse(value_get_text(entry, "from", ""), &param->entries[j].from);
            param->entries[j].value = arena_strdup(arena, value_get_text(entry, "value", ""));
            param->entries[j].reference = arena_strdup(arena, value_get_text(entry, "reference", ""));
        }
    }
    *ret_params = (struct param_list){.items = items, .len = len};
}
