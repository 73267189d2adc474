#include "criterion/rule_field.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/job.h"
#include "criterion/rule_line.h"
#include "store/rule_text.h"
#include "template/template.h"

#include <inttypes.h>
#include <string.h>

static int line_of(const struct rule_reading *reading, const struct rule_place *place, const char *field)
{
    return place->line ? place->line : rule_line_of_field(reading->job, field);
}

void rule_field_wrong(const struct rule_reading *reading, const struct rule_place *place, const char *field,
                      const char *vi, const char *en)
{
    const char *column = *place->name ? arena_printf(reading->arena, "%s.%s", place->name, field) : field;
    problem_add(reading->problems, reading->job->criterion.path, line_of(reading, place, field), column,
                "%s%.0s", "%.0s%s", vi, en);
}

const struct rule_place rule_field_measure = {"measure", 0};

void rule_field_wrong_in_measure(const struct rule_reading *reading, const char *field, const char *vi, const char *en, const char *first, const char *second)
{
    rule_field_wrong(reading, &rule_field_measure, field, arena_printf(reading->arena, vi, first, second), arena_printf(reading->arena, en, first, second));
}

const char *rule_field_advice(const struct rule_reading *reading, const char *lua, const char *ini)
{
    return reading->job->criterion.table ? ini : lua;
}

void rule_field_unknown(const struct rule_reading *reading, const struct rule_place *place, const char *field,
                        const char *vi_what, const char *en_what, const char *name, const char *const *known, size_t len)
{
    const char *near = text_nearest(name, known, len);
    const char *vi = arena_printf(reading->arena, "%s không có “%s”", vi_what, name);
    const char *en = arena_printf(reading->arena, "%s has no “%s”", en_what, name);
    if (near) {
        vi = arena_printf(reading->arena, "%s; có phải là “%s”?", vi, near);
        en = arena_printf(reading->arena, "%s; is it “%s”?", en, near);
    }
    rule_field_wrong(reading, place, field, vi, en);
}

void rule_field_known(const struct rule_reading *reading, const struct rule_place *place,
                      const struct value *map, const char *const *known, size_t len)
{
    const char *what = *place->name ? place->name : "criterion";
    for (size_t i = 0; value_type(map) == VALUE_MAP && i < value_len(map); i++) {
        const char *name = value_key(map, i);
        if (text_place(name, known, len) < 0)
            rule_field_unknown(reading, place, name, what, what, name, known, len);
    }
}

const char *rule_field_text(const struct rule_reading *reading, const struct rule_place *place,
                            const struct value *map, const char *field, bool required)
{
    const struct value *item = value_get(map, field);
    if (value_type(item) == VALUE_TEXT && value_text_size(item))
        return value_as_text(item);
    if (item)
        rule_field_wrong(reading, place, field, "phải là chữ trong ngoặc kép", "must be a text in quotes");
    else if (required)
        rule_field_wrong(reading, place, field, arena_printf(reading->arena, "thiếu trường “%s”", field),
                         arena_printf(reading->arena, "the field “%s” is missing", field));
    return NULL;
}

struct template *rule_field_template(const struct rule_reading *reading, const struct rule_place *place,
                                     const struct value *map, const char *field, bool required)
{
    const char *text = rule_field_text(reading, place, map, field, required);
    struct problems found;
    problems_init(&found, reading->arena);
    struct template *compiled = text ? template_compile(reading->arena, reading->job->criterion.path, text, strlen(text), &found) : NULL;
    for (size_t i = 0; i < found.len; i++)
        rule_field_wrong(reading, place, field, found.items[i].vi, found.items[i].en);
    return compiled;
}

bool rule_field_bool(const struct rule_reading *reading, const struct rule_place *place,
                     const struct value *map, const char *field, bool fallback)
{
    const struct value *item = value_get(map, field);
    if (item && value_type(item) != VALUE_BOOL)
        rule_field_wrong(reading, place, field, rule_field_advice(reading, "phải là true hoặc false", "phải là yes hoặc no"),
                         rule_field_advice(reading, "must be true or false", "must be yes or no"));
    return value_get_bool(map, field, fallback);
}

const struct value *rule_field_list(const struct rule_reading *reading, const char *text)
{
    size_t len;
    const char *const *words = text_split(reading->arena, text, &len);
    struct value *list = value_list(reading->arena);
    for (size_t i = 0; i < len; i++)
        value_append(list, value_text(reading->arena, words[i]));
    return list;
}

bool rule_field_is_id(const char *text)
{
    enum { MOST = 32 };
    size_t len = strlen(text);
    return len <= MOST && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_") == len && text[0] >= 'a';
}

/* In an INI file a list is words with commas. */
const char **rule_field_words(const struct rule_reading *reading, const struct rule_place *place,
                              const struct value *map, const char *field, size_t *ret_len)
{
    const struct value *list = value_get(map, field);
    if (reading->job->criterion.table && value_type(list) == VALUE_TEXT)
        list = rule_field_list(reading, value_as_text(list));
    const char **words = arena_alloc(reading->arena, value_len(list) * sizeof *words);
    size_t len = 0;
    bool good =
        !list || value_type(list) == VALUE_LIST || (value_type(list) == VALUE_MAP && !value_len(list));
    for (size_t i = 0; good && i < value_len(list); i++) {
        good = value_type(value_at(list, i)) == VALUE_TEXT;
        if (good)
            words[len++] = value_as_text(value_at(list, i));
    }
    if (!good)
        rule_field_wrong(reading, place, field, "phải là danh sách chữ, như { \"tip\" }",
                         "must be a list of texts, like { \"tip\" }");
    *ret_len = good ? len : 0;
    return good ? words : NULL;
}

static const char *join(struct arena *arena, const char *const *words, size_t len)
{
    const char *text = "";
    for (size_t i = 0; i < len; i++)
        text = arena_printf(arena, "%s%s%s", text, i ? ", " : "", words[i]);
    return text;
}

const char *const *rule_field_levels(const struct rule_reading *reading, size_t *ret_count)
{
    const struct level_chain *levels = &reading->job->contest.levels;
    const char **ids = arena_alloc(reading->arena, 3 * sizeof *ids);
    ids[0] = level_chain_id(levels, LEVEL_WARD);
    ids[1] = level_chain_id(levels, LEVEL_TEAM);
    ids[2] = LEVEL_MEMBER_ID;
    *ret_count = *ids[1] ? 3 : 1;
    return ids;
}

int rule_field_choice(const struct rule_reading *reading, const struct rule_place *place,
                      const struct value *map, const char *field, const char *const *words, size_t len,
                      bool required)
{
    const char *word = rule_field_text(reading, place, map, field, required);
    int choice = word ? text_place(word, words, len) : -1;
    if (word && choice < 0)
        rule_field_wrong(
            reading, place, field,
            arena_printf(reading->arena, "“%s” không hợp; chọn một trong: %s", word,
                         join(reading->arena, words, len)),
            arena_printf(reading->arena, "“%s” is none of: %s", word, join(reading->arena, words, len)));
    return choice;
}

const struct record_type *rule_field_type(const struct rule_reading *reading, const struct rule_place *place,
                                          const char *field, const char *name)
{
    const struct record_types *types = &reading->job->contest.types;
    const struct record_type *type = name ? record_type_find(types, name) : NULL;
    if (type || !name)
        return type;
    const char **known = arena_alloc(reading->arena, types->len * sizeof *known);
    for (size_t i = 0; i < types->len; i++)
        known[i] = types->items[i].name;
    rule_field_unknown(reading, place, field, "records.ini", "records.ini", name, known, types->len);
    return NULL;
}

const char *rule_field_param(const struct rule_reading *reading, const struct rule_place *place,
                             const char *field, const char *name)
{
    const struct param_list *targets = &reading->job->contest.targets;
    size_t len;
    if (!name || (!param_unit(name) && param_find(targets, name)))
        return name;
    const char **known = param_names(targets, reading->arena, &len);
    rule_field_unknown(reading, place, field, "targets.ini", "targets.ini", name, known, len);
    return NULL;
}

static bool is_count(const char *text, int least, int64_t *ret_count)
{
    struct decimal number;
    if (!decimal_parse(text, &number, NULL) || number.percent || number.scale || number.digits < least || number.digits > INT32_MAX)
        return false;
    *ret_count = number.digits;
    return true;
}

/* Dated values come and go: each of them must be such a number. */
static const char *count_of_param(const struct rule_reading *reading, const struct rule_place *place, const char *field, const char *name, int least, const char *day)
{
    const struct param *param = rule_field_param(reading, place, field, name) ? param_find(&reading->job->contest.targets, name) : NULL;
    int64_t count;
    for (size_t i = 0; param && i < param->len; i++)
        if (!is_count(param->entries[i].value, least, &count)) {
            rule_field_wrong(reading, place, field,
                             arena_printf(reading->arena, "“%s” là “%s”; phải là số nguyên từ %d", name, param->entries[i].value, least),
                             arena_printf(reading->arena, "“%s” is “%s”; it must be an integer from %d", name, param->entries[i].value, least));
            return NULL;
        }
    return param ? arena_printf(reading->arena, "param('%s', %s)", name, day) : NULL;
}

const char *rule_field_count(const struct rule_reading *reading, const struct rule_place *place, const char *field, const struct value *item, int least, const char *day)
{
    const char *word = value_type(item) == VALUE_TEXT ? value_as_text(item) : "";
    int64_t count = -1;
    if (value_type(item) == VALUE_INT)
        word = arena_printf(reading->arena, "%" PRId64, value_as_int(item));
    if (is_count(word, least, &count)) /* an INI file has only texts */
        return arena_printf(reading->arena, "%" PRId64, count);
    if (value_type(item) == VALUE_TEXT && *word && *word != '-' && strspn(word, "0123456789") < strlen(word))
        return count_of_param(reading, place, field, word, least, day);
    rule_field_wrong(reading, place, field, arena_printf(reading->arena, "phải là số nguyên từ %d, hoặc tên một tham số trong targets.ini", least),
                     arena_printf(reading->arena, "must be an integer from %d, or the name of a parameter of targets.ini", least));
    return NULL;
}

bool rule_field_columns(const struct rule_reading *reading, const struct rule_place *place, const char *field, const struct record_type *type, const char *const *names, size_t len)
{
    bool good = true;
    const char **known = arena_alloc(reading->arena, type->field_count * sizeof *known);
    for (size_t i = 0; i < type->field_count; i++)
        known[i] = type->fields[i].name;
    for (size_t i = 0; i < len; i++)
        if (text_place(names[i], known, type->field_count) < 0) {
            good = false;
            rule_field_unknown(reading, place, field, arena_printf(reading->arena, "loại “%s”", type->name),
                               arena_printf(reading->arena, "the type “%s”", type->name), names[i], known, type->field_count);
        }
    return good;
}

const char **rule_field_days(struct arena *arena, const struct record_type *type, size_t *ret_len)
{
    const char **columns = arena_alloc(arena, type->field_count * sizeof *columns);
    size_t len = 0;
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        if (field_kind(field)->day)
            columns[len++] = field_kind(field)->with_day ? field_day_column(arena, field) : field->name;
    }
    *ret_len = len;
    return columns;
}

const char *rule_field_expression(const struct rule_reading *reading, const struct rule_place *place, const char *field, const char *text)
{
    struct err err = {0};
    if (text && !rule_text_is_expression(text, &err)) {
        rule_field_wrong(reading, place, field, err.vi, err.en);
        err_clear(&err);
        return NULL;
    }
    return text;
}
