/* What may be chosen in a criterion's form: record types with their fields, parameters, comparisons, the ways to count. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/measure_set.h"
#include "criterion/measure_word.h"
#include "package/package.h"
#include "record/record_type.h"
#include "rewrite/condition.h"
#include "rewrite/rule_file.h"

#include <string.h>

static struct value *named(struct arena *arena, struct value *list, const char *name, const char *title)
{
    struct value *map = value_map(arena);
    value_set_text(map, "name", name);
    value_set_text(map, "title", title);
    value_append(list, map);
    return map;
}

/* ---- a record type ---- */

static struct value *choices_of(struct arena *arena, const struct field *field)
{
    const struct value *titles = field_word_titles(field, arena);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(titles); i++)
        named(arena, list, value_key(titles, i), value_as_text(value_item(titles, i)));
    return list;
}

static bool is_any(const struct field *field)
{
    return field != NULL;
}

static bool is_number(const struct field *field)
{
    return field_kind(field)->number && !field_kind(field)->day;
}

static bool has_points(const struct field *field)
{
    return field_kind(field)->words || is_number(field);
}

static bool has_day(const struct field *field)
{
    return field_kind(field)->day != NULL;
}

static bool is_time(const struct field *field)
{
    return field_kind(field)->with_day;
}

/* Which fields of a type a field of the measure may name; day: a time by the column of its day. */
static const struct {
    const char *field;
    bool (*fits)(const struct field *field);
    bool day;
} columns_for[] = {
    {"date", has_day, true}, {"num", is_number, false}, {"den", is_number, false},   {"latest", is_any, false},
    {"distinct", is_any, false}, {"within", is_time, false}, {"within", has_day, true}, {"points", has_points, false},
};

static struct value *list_in(struct value *options, struct arena *arena, const char *field)
{
    struct value *list = value_list(arena);
    const struct value *before = value_get(options, field);
    for (size_t i = 0; i < value_len(before); i++)
        value_append(list, value_at(before, i));
    value_set(options, field, list);
    return list;
}

static struct value *options_of(struct arena *arena, const struct package *package, const struct record_type *type)
{
    struct value *options = value_map(arena);
    for (size_t i = 0; i < LEN(columns_for); i++) {
        struct value *list = list_in(options, arena, columns_for[i].field);
        bool again = value_len(list); /* the days beside the times */
        for (size_t j = 0; j < type->field_count; j++) {
            const struct field *field = &type->fields[j];
            bool of_time = columns_for[i].day && field_kind(field)->with_day;
            if (columns_for[i].fits(field))
                named(arena, list, of_time ? field_day_column(arena, field) : field->name, of_time && again ? arena_printf(arena, "%s (ngày)", field->title) : field->title);
        }
    }
    struct value *each = list_in(options, arena, "each"), *excused = list_in(options, arena, "excused");
    for (size_t i = 0; i < package->types.len; i++) {
        const struct record_type *other = &package->types.items[i];
        bool teams = strcmp(other->name, "unit") == 0;
        if (measure_set_may_be_each(other, type) && (!teams || *level_chain_id(&package->chain, LEVEL_TEAM)))
            named(arena, each, teams ? level_chain_id(&package->chain, LEVEL_TEAM) : other->name, teams ? package->levels[LEVEL_TEAM].vi : other->title);
        if (!teams && measure_set_may_be_excused(other))
            named(arena, excused, other->name, other->title);
    }
    return options;
}

static struct value *types_of(struct arena *arena, const struct package *package)
{
    struct value *types = value_list(arena);
    for (size_t i = 0; i < package->types.len; i++) {
        const struct record_type *type = &package->types.items[i];
        struct value *options = options_of(arena, package, type), *columns = value_list(arena);
        if (!record_field(type, "ward") && !record_field(type, "team") && !value_len(value_get(options, "each")))
            continue;
        for (size_t j = 0; j < type->field_count; j++)
            value_set(named(arena, columns, type->fields[j].name, type->fields[j].title), "choices", choices_of(arena, &type->fields[j]));
        struct value *map = named(arena, types, type->name, type->title);
        value_set(map, "columns", columns);
        value_set(map, "options", options);
    }
    return types;
}

/* ---- ways to count ---- */

/* What a field is filled in with, where its form in the file does not tell. */
static const char *input_of(const char *name)
{
    static const struct {
        const char *field, *input;
    } inputs[] = {{"each", "select"}, {"excused", "select"}, {"points", "select"}, {"standing", "count"}, {"otherwise", "conditions"}};
    static const char *const by_form[] = {[RULE_FILE_WORDS] = "list", [RULE_FILE_COUNT] = "count", [RULE_FILE_WEIGHTS] = "weights", [RULE_FILE_STRING] = "text"};
    for (size_t i = 0; i < LEN(inputs); i++)
        if (strcmp(inputs[i].field, name + strlen("measure.")) == 0)
            return inputs[i].input;
    const char *input = by_form[rule_file_field(name)->form];
    return input ? input : "text";
}

static void add_field(struct arena *arena, struct value *fields, const char *word)
{
    struct value *field = value_map(arena);
    const char *name = arena_printf(arena, "measure.%s", word);
    value_set_text(field, "name", name);
    value_set_text(field, "word", word);
    value_set_text(field, "input", input_of(name));
    value_append(fields, field);
}

static struct value *way(struct arena *arena, struct value *ways, const char *name, const char *instead)
{
    struct value *map = value_map(arena), *fields = value_list(arena);
    value_set_text(map, "name", name);
    value_set_text(map, "instead", instead);
    value_set(map, "fields", fields);
    value_append(ways, map);
    return fields;
}

static struct value *ways_of(struct arena *arena, bool of_record)
{
    struct value *ways = value_list(arena);
    way(arena, ways, of_record ? "count" : "records", NULL);
    if (of_record)
        way(arena, ways, "sum", NULL);
    for (size_t i = 0; i < MEASURE_WORDS; i++) {
        if (measure_words[i].of_record != of_record)
            continue;
        struct value *fields = way(arena, ways, measure_words[i].name, measure_words[i].instead);
        add_field(arena, fields, measure_words[i].name);
        for (size_t j = 0; j < MEASURE_WORD_BESIDE && measure_words[i].beside[j]; j++)
            add_field(arena, fields, measure_words[i].beside[j]);
    }
    return ways;
}

/* ---- all ---- */

void studio_known(struct arena *arena, const struct package *package, int32_t today, struct value *form)
{
    struct value *params = value_list(arena), *hows = value_list(arena), *levels = value_map(arena);
    for (size_t i = 0; i < package->targets.len; i++)
        if (!param_unit(package->targets.items[i].name)) {
            const struct param_entry *now = param_at(&package->targets.items[i], today);
            value_set_text(named(arena, params, package->targets.items[i].name, package->targets.items[i].title), "value", now && *now->value ? now->value : NULL);
        }
    for (int how = 0; how < CONDITION_HOWS; how++)
        if (how != CONDITION_TEXT)
            value_append(hows, value_text(arena, condition_how_names[how]));
    static const enum level of_rules[] = {LEVEL_WARD, LEVEL_TEAM};
    for (size_t i = 0; i < LEN(of_rules); i++) {
        enum level level = of_rules[i];
        const struct level_step *step = level_chain_step(&package->chain, level, 0);
        value_set_text(levels, level_id(level), step ? step->id : NULL); /* a chain may have no teams */
        value_set_text(levels, arena_printf(arena, "%s_vi", level_id(level)), package->levels[level].vi);
        value_set_text(levels, arena_printf(arena, "%s_en", level_id(level)), package->levels[level].en);
    }
    const struct record_type *member = record_type_find(&package->types, LEVEL_MEMBER_ID);
    value_set_text(levels, "member_vi", member ? member->title : NULL); /* a contest without members judges none */
    value_set_text(levels, "member_en", member ? member->title : NULL);
    value_set(form, "types", types_of(arena, package));
    value_set(form, "params", params);
    value_set(form, "hows", hows);
    value_set(form, "judges", studio_judges(arena, false));
    value_set(form, "share_judges", studio_judges(arena, true));
    value_set(form, "levels", levels);
    value_set(form, "sets", ways_of(arena, false));
    value_set(form, "adds", ways_of(arena, true));
}
