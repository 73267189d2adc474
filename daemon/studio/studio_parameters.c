/* Parameters with their dated values, and who reads them. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/param.h"
#include "base/value.h"
#include "package/package.h"

#include <ctype.h>
#include <string.h>

/* The name in quotes, by itself: "1.1.share", '1.2.minutes'. */
static bool is_named(const char *source, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = strstr(source, name); at; at = strstr(at + 1, name)) {
        unsigned char before = at > source ? (unsigned char)at[-1] : ' ', behind = (unsigned char)at[len];
        if (!isalnum(before) && before != '.' && before != '_' && !isalnum(behind) && behind != '.' && behind != '_')
            return true;
    }
    return false;
}

/* [{criterion, text}…]: every file of every criterion, in the order of their paths. */
static struct value *criterion_texts(struct arena *arena, const struct package *package)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < package->files.len; i++) {
        const struct file *file = &package->files.items[i];
        size_t j = 0;
        while (j < package->criterion_count && !criterion_has_file(package->criteria[j].id, file->path))
            j++;
        if (j == package->criterion_count)
            continue;
        struct value *map = value_map(arena);
        value_set_text(map, "criterion", package->criteria[j].id);
        value_set(map, "text", value_text_len(arena, file->bytes, file->len));
        value_append(list, map);
    }
    return list;
}

/* By the texts of the criteria: whether they name it. */
static struct value *readers_of(struct arena *arena, const struct value *texts, const char *name)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(texts); i++) {
        const char *criterion = value_get_text(value_at(texts, i), "criterion", "");
        if (is_named(value_get_text(value_at(texts, i), "text", ""), name) && !value_has_text(list, criterion))
            value_append(list, value_text(arena, criterion));
    }
    return list;
}

static struct value *entries_of(struct arena *arena, const struct param *param, const struct param_entry *now)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < param->len; i++) {
        const struct param_entry *entry = &param->entries[i];
        struct value *map = value_map(arena);
        value_set_text(map, "from", day_text(arena, entry->from));
        value_set_text(map, "value", *entry->value ? entry->value : NULL);
        value_set_text(map, "reference", entry->reference);
        value_set_bool(map, "now", entry == now);
        value_append(list, map);
    }
    return list;
}

static struct value *parameter_of(struct arena *arena, const struct value *texts, const char *file, const struct param *param, int32_t today)
{
    const struct param_entry *now = param_at(param, today);
    struct value *map = value_map(arena), *choices = value_list(arena);
    for (size_t i = 0; i < param->word_count; i++)
        value_append(choices, value_text(arena, param->words[i]));
    const char *of = arena_strndup(arena, param->name, strcspn(param->name, " "));
    value_set_text(map, "name", param->name);
    value_set_text(map, "of", of);
    value_set_text(map, "unit", param_unit(param->name));
    value_set_text(map, "title", param->title);
    value_set_text(map, "file", file);
    value_set_text(map, "kind", param_kind(param));
    value_set(map, "choices", choices);
    value_set(map, "entries", entries_of(arena, param, now));
    value_set_text(map, "value", now && *now->value ? now->value : NULL);
    value_set_text(map, "from", now ? day_text(arena, now->from) : NULL);
    value_set_text(map, "reference", now ? now->reference : NULL);
    value_set(map, "used_by", readers_of(arena, texts, of));
    return map;
}

struct value *studio_parameters(struct arena *arena, const struct package *package, int32_t today)
{
    const struct param_list *targets = &package->targets;
    const struct value *texts = criterion_texts(arena, package);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < targets->len; i++) {
        const char *name = targets->items[i].name;
        size_t len = strlen(name);
        if (param_unit(name))
            continue;
        value_append(list, parameter_of(arena, texts, "targets.ini", &targets->items[i], today));
        for (size_t j = 0; j < targets->len; j++)
            if (strncmp(targets->items[j].name, name, len) == 0 && targets->items[j].name[len] == ' ')
                value_append(list, parameter_of(arena, texts, "targets.ini", &targets->items[j], today));
    }
    for (size_t i = 0; i < package->rates.len; i++)
        value_append(list, parameter_of(arena, texts, "rates.ini", &package->rates.items[i], today));
    return list;
}

struct value *studio_units(struct arena *arena, const struct package *package, int32_t today)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < package->units.fact_count; i++) {
        const struct unit_fact *fact = &package->units.facts[i];
        if ((fact->level != LEVEL_WARD && strcmp(fact->id, package->district) != 0) || fact->until <= today || unit_at(&package->units, fact->id, today) != fact)
            continue;
        struct value *unit = value_map(arena);
        value_set_text(unit, "id", fact->id);
        value_set_text(unit, "title", unit_full_title(arena, &package->chain, fact));
        value_append(list, unit);
    }
    return list;
}
