/* A criterion's file as a form. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/file.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "record/record_type.h"
#include "rewrite/condition.h"
#include "rewrite/rule_file.h"

#include <string.h>

/* ---- what may be chosen ---- */

static struct value *named(struct arena *arena, struct value *list, const char *name, const char *title)
{
    struct value *map = value_map(arena);
    value_set_text(map, "name", name);
    value_set_text(map, "title", title);
    value_append(list, map);
    return map;
}

static struct value *choices_of(struct arena *arena, const struct field *field)
{
    const struct value *titles = field_word_titles(field, arena);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(titles); i++)
        named(arena, list, value_key(titles, i), value_as_text(value_item(titles, i)));
    return list;
}

/* columns: its fields; days: those by which a record can fall into a period. */
static void put_columns(struct arena *arena, const struct record_type *type, struct value *map)
{
    struct value *columns = value_list(arena), *days = value_list(arena);
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        value_set(named(arena, columns, field->name, field->title), "choices", choices_of(arena, field));
        if (field_kind(field)->day)
            named(arena, days, field_kind(field)->with_day ? field_day_column(arena, field) : field->name, field->title);
    }
    value_set(map, "columns", columns);
    value_set(map, "days", days);
}

void studio_known(struct arena *arena, const struct package *package, struct value *form)
{
    struct value *types = value_list(arena), *params = value_list(arena);
    for (size_t i = 0; i < package->types.len; i++)
        if (record_field(&package->types.items[i], "ward") || record_field(&package->types.items[i], "team"))
            put_columns(arena, &package->types.items[i], named(arena, types, package->types.items[i].name, package->types.items[i].title));
    for (size_t i = 0; i < package->targets.len; i++)
        if (!param_unit(package->targets.items[i].name))
            named(arena, params, package->targets.items[i].name, package->targets.items[i].title);
    value_set(form, "types", types);
    value_set(form, "params", params);
    value_set(form, "hows", studio_hows(arena));
    value_set(form, "judges", studio_judges(arena));
}

/* ---- what it says ---- */

static struct value *conditions_value(struct arena *arena, const struct record_type *type, const struct conditions *conditions)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < conditions->len; i++) {
        const struct condition *condition = &conditions->items[i];
        struct value *map = value_map(arena);
        value_set_text(map, "field", condition->field);
        value_set_text(map, "how", condition_how_names[condition->how]);
        value_set_text(map, "value", condition->value);
        value_set_bool(map, "param", condition->param);
        value_set_text(map, "text", condition->text);
        value_set_text(map, "title", condition->field ? studio_field_title(arena, type, condition->field) : NULL);
        value_set_text(map, "value_title", condition->value ? studio_value_title(arena, type, condition->field, condition->value) : NULL);
        value_append(list, map);
    }
    return list;
}

struct reading {
    struct arena *arena;
    const struct rule_file *file;
    struct value *fields;
    struct err *err;
    bool failed;
};

static const char *says(struct reading *reading, const char *name)
{
    struct value *map = value_map(reading->arena);
    const char *text = "";
    bool plain = false;
    if (!reading->failed && !rule_file_get(reading->arena, reading->file, name, &text, &plain, reading->err))
        reading->failed = true;
    value_set_text(map, "text", text);
    value_set_bool(map, "plain", plain);
    value_set(reading->fields, name, map);
    return text;
}

/* Of one that is made of other criteria: which. */
static void put_uses(struct reading *reading, const struct package *package, const struct studio_asked *asked, struct value *form)
{
    const char *uses = value_get_text(value_get(reading->fields, "uses"), "text", "");
    const struct studio_measure measure = {.package = package, .judge = says(reading, "judge"), .target = says(reading, "target"), .today = asked->today};
    if (!*uses)
        return;
    value_set_text(form, "sentence_vi", studio_sentence_uses(reading->arena, &measure, uses, false));
    value_set_text(form, "sentence_en", studio_sentence_uses(reading->arena, &measure, uses, true));
}

static void put_measure(struct reading *reading, const struct package *package, const struct studio_asked *asked, struct value *form)
{
    struct arena *arena = reading->arena;
    const char *own = value_get_text(value_get(reading->fields, "measure.of"), "text", "");
    const struct record_type *type = record_type_find(&package->types, own);
    const char *num = says(reading, "measure.num"), *den = says(reading, "measure.den"), *where = says(reading, "measure.where");
    const struct conditions filter = condition_read(arena, where), counted = condition_read(arena, strcmp(num, "true") == 0 ? NULL : num);
    bool declared = type && rule_file_is_form(arena, reading->file);
    value_set_bool(form, "form", declared);
    if (!declared) {
        put_uses(reading, package, asked, form);
        return;
    }
    const struct studio_measure measure = {.package = package, .type = type, .date = says(reading, "measure.date"), .window = says(reading, "measure.window"), .den = den,
                                           .judge = says(reading, "judge"), .target = says(reading, "target"), .where = &filter, .num = &counted, .today = asked->today};
    value_set_text(form, "type", type->name);
    value_set_text(form, "type_title", type->title);
    value_set(form, "where", conditions_value(arena, type, &filter));
    value_set(form, "num", conditions_value(arena, type, &counted));
    value_set_text(form, "sentence_vi", studio_sentence(arena, &measure, false));
    value_set_text(form, "sentence_en", studio_sentence(arena, &measure, true));
}

static const struct file *file_of(struct arena *arena, const struct package *package, const char *criterion)
{
    const struct file *file = file_find(&package->files, arena_printf(arena, "criteria/%s.lua", criterion));
    return file ? file : file_find(&package->files, arena_printf(arena, "criteria/%s.ini", criterion));
}

/* Reads the criterion's file: what is said in its fields, and what the form begins with. */
static struct value *begin_form(struct reading *reading, const struct package *package, const struct studio_asked *asked, struct rule_file *rule)
{
    struct arena *arena = reading->arena;
    const struct file *file = file_of(arena, package, asked->criterion);
    struct value *form = value_map(arena);
    if (!file) {
        err_set(reading->err, "không có chỉ tiêu “%s”; tên các chỉ tiêu: rules criteria", "there is no criterion “%s”; rules criteria names them", asked->criterion);
        return NULL;
    }
    *rule = (struct rule_file){file->path, arena_strndup(arena, file->bytes, file->len)};
    reading->file = rule;
    for (size_t i = 0; i < rule_file_field_count; i++)
        says(reading, rule_file_fields[i].name);
    if (reading->failed) { /* its text is shown all the same */
        err_clear(reading->err);
        reading->failed = false;
    }
    value_set_text(form, "criterion", asked->criterion);
    value_set_text(form, "path", rule->path);
    value_set_text(form, "text", rule->text);
    value_set_text(form, "title", value_get_text(value_get(reading->fields, "title"), "text", ""));
    return form;
}

struct value *studio_form(struct arena *arena, const struct package *package, const struct studio_asked *asked, struct err *err)
{
    struct reading reading = {.arena = arena, .fields = value_map(arena), .err = err};
    struct rule_file rule;
    struct value *form = begin_form(&reading, package, asked, &rule);
    if (!form)
        return NULL;
    studio_known(arena, package, form);
    put_measure(&reading, package, asked, form);
    value_set(form, "fields", reading.fields);
    return form;
}

struct value *studio_line(struct arena *arena, const struct package *package, const struct studio_asked *asked, struct err *err)
{
    static const char *const keys[] = {"criterion", "path", "title", "form", "sentence_vi", "sentence_en"};
    struct reading reading = {.arena = arena, .fields = value_map(arena), .err = err};
    struct rule_file rule;
    struct value *form = begin_form(&reading, package, asked, &rule), *line = value_map(arena);
    if (!form)
        return NULL;
    put_measure(&reading, package, asked, form);
    for (size_t i = 0; i < LEN(keys); i++)
        value_set(line, keys[i], value_get(form, keys[i]) ? value_get(form, keys[i]) : value_null(arena));
    return line;
}
