#include "record/record_type.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text.h"
#include "base/value.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <string.h>

const struct field *record_own_field(struct arena *arena, int which)
{
    const struct workflow *workflow = workflow_find("record");
    struct field *field = arena_alloc(arena, sizeof *field);
    const char **words = arena_alloc(arena, workflow->state_count * sizeof *words);
    const char **titles = arena_alloc(arena, workflow->state_count * sizeof *titles);
    for (size_t i = 0; i < workflow->state_count; i++) {
        words[i] = workflow->states[i].name;
        titles[i] = workflow->states[i].vi;
    }
    *field = (struct field){.name = "state", .title = "Trạng thái", .type = FIELD_CHOICE, .choices = words, .choice_titles = titles,
                            .choice_count = workflow->state_count};
    if (which == RECORD_COMMON_REASON)
        *field = (struct field){.name = "state_reason", .title = "Lý do", .type = FIELD_TEXT};
    return field;
}

const struct record_type *record_type_find(const struct record_types *types, const char *name)
{
    for (size_t i = 0; i < types->len; i++)
        if (strcmp(types->items[i].name, name) == 0)
            return &types->items[i];
    return NULL;
}

struct choice_list record_type_titles(const struct record_types *types, struct arena *arena)
{
    const char **names = arena_alloc(arena, types->len * sizeof *names), **titles = arena_alloc(arena, types->len * sizeof *titles);
    for (size_t i = 0; i < types->len; i++) {
        names[i] = types->items[i].name;
        titles[i] = types->items[i].title ? types->items[i].title : types->items[i].name;
    }
    return (struct choice_list){.words = names, .titles = titles, .count = types->len};
}

const struct record_type *record_type_meant(const struct record_types *types, struct arena *arena, const char *text,
                                            const struct record_type **ret_other)
{
    const struct choice_list list = record_type_titles(types, arena);
    size_t place = 0, other = 0;
    enum choice_found found = choice_match(arena, &list, text, &place, &other);
    *ret_other = found == CHOICE_SEVERAL ? &types->items[other] : NULL;
    return found == CHOICE_NONE ? NULL : &types->items[place];
}

const struct field *record_field(const struct record_type *type, const char *name)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (strcmp(type->fields[i].name, name) == 0)
            return &type->fields[i];
    return NULL;
}

static struct value *words_to_value(const char *const *words, size_t len, struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < len; i++)
        value_append(list, value_text(arena, words[i]));
    return list;
}

static const char *const *words_from_value(struct arena *arena, const struct value *list, size_t *ret_len)
{
    size_t len = value_len(list);
    const char **words = arena_alloc(arena, len * sizeof *words);
    for (size_t i = 0; i < len; i++)
        words[i] = arena_strdup(arena, value_as_text(value_at(list, i)));
    *ret_len = len;
    return words;
}

static void set_true(struct value *map, const char *key, bool is_so)
{
    if (is_so)
        value_set_bool(map, key, true);
}

static void set_words(struct value *map, const char *key, const char *const *words, size_t len, struct arena *arena)
{
    if (len)
        value_set(map, key, words_to_value(words, len, arena));
}

/* What is as field_from_value takes it unsaid is left out: each worker is sent all types. */
static struct value *field_to_value(const struct field *field, struct arena *arena)
{
    struct value *map = value_map(arena);
    value_set_text(map, "name", field->name);
    value_set_text(map, "type", field_type_name(field->type));
    value_set_text(map, "title", field->title);
    value_set_text(map, "level", level_id(field->level));
    set_true(map, "required", field->required);
    set_true(map, "planned", field->planned);
    set_true(map, "private", field->private);
    set_true(map, "retired", field->retired);
    if (field->min != 0)
        value_set_int(map, "min", field->min);
    if (field->max != INT64_MAX)
        value_set_int(map, "max", field->max);
    if (field->decimals)
        value_set_int(map, "decimals", field->decimals);
    if (field->letters)
        value_set_int(map, "letters", (int64_t)field->letters);
    set_words(map, "choices", field->choices, field->choice_count, arena);
    if (field->choice_titles)
        set_words(map, "choice_titles", field->choice_titles, field->choice_count, arena);
    return map;
}

static void field_from_value(struct arena *arena, const struct value *map, struct field *ret_field)
{
    struct field field = {
        .name = arena_strdup(arena, value_get_text(map, "name", "")),
        .title = arena_strdup(arena, value_get_text(map, "title", "")),
        .required = value_get_bool(map, "required", false),
        .planned = value_get_bool(map, "planned", false),
        .private = value_get_bool(map, "private", false),
        .retired = value_get_bool(map, "retired", false),
        .level = level_of(map),
        .level_name = level_id(level_of(map)),
        .min = value_get_int(map, "min", 0),
        .max = value_get_int(map, "max", INT64_MAX),
        .decimals = (int)value_get_int(map, "decimals", 0),
        .letters = (size_t)value_get_int(map, "letters", 0),
    };
    field_kind_parse(value_get_text(map, "type", "text"), &field.type);
    field.choices = words_from_value(arena, value_get(map, "choices"), &field.choice_count);
    size_t titled = 0;
    const char *const *titles = words_from_value(arena, value_get(map, "choice_titles"), &titled);
    field.choice_titles = titled == field.choice_count ? titles : NULL;
    *ret_field = field;
}

bool record_type_retired(const struct record_type *type, int32_t day)
{
    return type->retired && day >= type->retired_from;
}

struct value *record_types_to_value(const struct record_types *types, struct arena *arena)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < types->len; i++) {
        const struct record_type *type = &types->items[i];
        struct value *map = value_map(arena), *fields = value_list(arena);
        for (size_t j = 0; j < type->field_count; j++)
            value_append(fields, field_to_value(&type->fields[j], arena));
        value_set_text(map, "name", type->name);
        value_set_text(map, "title", type->title);
        value_set(map, "fields", fields);
        set_words(map, "key", type->key, type->key_count, arena);
        set_words(map, "unique", type->unique, type->unique_count, arena);
        value_set_text(map, "touches_on", type->touches_on);
        value_set_text(map, "touches_from", type->touches_from);
        value_set_text(map, "touches_until", type->touches_until);
        value_set_int(map, "overlap", type->overlap);
        value_set_int(map, "readers", type->readers);
        set_true(map, "private", type->private);
        set_true(map, "bundles", type->bundles);
        if (type->retired)
            value_set_int(map, "retired_from", type->retired_from);
        value_append(list, map);
    }
    return list;
}

void record_types_from_value(struct arena *arena, const struct value *list, struct record_types *ret_types)
{
    size_t len = value_len(list);
    struct record_type *items = arena_alloc(arena, len * sizeof *items);
    for (size_t i = 0; i < len; i++) {
        const struct value *map = value_at(list, i), *fields = value_get(map, "fields");
        struct record_type *type = &items[i];
        type->name = arena_strdup(arena, value_get_text(map, "name", ""));
        type->title = arena_strdup(arena, value_get_text(map, "title", ""));
        type->field_count = value_len(fields);
        type->fields = arena_alloc(arena, type->field_count * sizeof *type->fields);
        for (size_t j = 0; j < type->field_count; j++)
            field_from_value(arena, value_at(fields, j), &type->fields[j]);
        type->key = words_from_value(arena, value_get(map, "key"), &type->key_count);
        type->unique = words_from_value(arena, value_get(map, "unique"), &type->unique_count);
        type->touches_on = arena_strdup(arena, value_get_text(map, "touches_on", NULL));
        type->touches_from = arena_strdup(arena, value_get_text(map, "touches_from", NULL));
        type->touches_until = arena_strdup(arena, value_get_text(map, "touches_until", NULL));
        type->overlap = (enum record_overlap)value_get_int(map, "overlap", RECORD_OVERLAP_NONE);
        type->readers = (unsigned)value_get_int(map, "readers", 0);
        type->private = value_get_bool(map, "private", false);
        type->bundles = value_get_bool(map, "bundles", false);
    }
    *ret_types = (struct record_types){items, len};
}

bool record_private_column(struct arena *arena, const struct record_type *type, const char *column)
{
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (field->private && (strcmp(field->name, column) == 0 || (field_kind(field)->with_day && strcmp(field_day_column(arena, field), column) == 0)))
            return true;
    }
    return false;
}

struct value *record_private_value(const struct record_types *types, struct arena *arena)
{
    struct value *map = value_map(arena);
    for (size_t i = 0; i < types->len; i++) {
        const struct record_type *type = &types->items[i];
        struct value *fields = value_list(arena);
        for (size_t j = 0; j < type->field_count; j++)
            if (type->fields[j].private)
                value_append(fields, value_text(arena, type->fields[j].name));
        if (type->readers)
            value_set(map, type->name, fields);
    }
    return map;
}

void record_private_mark(const struct record_types *types, const struct value *private)
{
    for (size_t i = 0; i < types->len; i++) {
        struct record_type *type = &types->items[i];
        const struct value *fields = value_get(private, type->name);
        if (!fields)
            continue;
        type->readers = ROLE_ADMINISTRATOR; /* of somebody: who it is, is not asked here */
        type->private = type->private || !value_len(fields);
        for (size_t j = 0; j < type->field_count; j++)
            for (size_t k = 0; k < value_len(fields); k++)
                type->fields[j].private = type->fields[j].private || strcmp(value_as_text(value_at(fields, k)), type->fields[j].name) == 0;
    }
}
