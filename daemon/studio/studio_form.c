/* A criterion's file as a form. */
#include "studio/studio.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/file.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/judge.h"
#include "criterion/measure_word.h"
#include "package/package.h"
#include "record/record_type.h"
#include "rewrite/condition.h"
#include "rewrite/rule_file.h"
#include "rewrite/rule_grade.h"
#include "rewrite/rule_list.h"

#include <string.h>

struct reading {
    struct arena *arena;
    const struct rule_file *file;
    const char *teams; /* the id of their level */
    struct value *fields, *cells;
};

/* What the file says in each field; of one that cannot be read nothing, for its text is shown all the same. */
static void put_said(struct reading *reading)
{
    struct err unread = {0};
    const struct rule_file_said *said = rule_file_get_all(reading->arena, reading->file, &unread);
    for (size_t i = 0; i < rule_file_field_count; i++) {
        struct value *map = value_map(reading->arena);
        value_set_text(map, "text", said ? said[i].text : "");
        value_set_bool(map, "plain", said && said[i].plain);
        value_set(reading->fields, rule_file_fields[i].name, map);
    }
    err_clear(&unread);
}

static const char *text_of(const struct reading *reading, const char *name)
{
    return value_get_text(value_get(reading->fields, name), "text", "");
}

/* ---- cells ---- */

static void put_list(struct reading *reading, const char *name, const char *line)
{
    size_t len;
    const char *const *words = text_split(reading->arena, strcmp(line, RULE_LIST_NONE) == 0 ? "" : line, &len);
    for (size_t i = 0; i < len; i++)
        value_set_text(reading->cells, arena_printf(reading->arena, "%s.%zu", name, i + 1), words[i]);
}

static void put_weights(struct reading *reading, const char *line)
{
    struct rule_weight *weights;
    size_t len;
    if (rule_weights_read(reading->arena, line, &weights, &len))
        for (size_t i = 0; i < len; i++)
            value_set_text(reading->cells, arena_printf(reading->arena, "weights.%s", weights[i].choice), weights[i].worth);
}

static void put_grades(struct reading *reading, const char *line)
{
    struct rule_grade *grades;
    size_t len;
    if (!rule_grades_read(reading->arena, line, &grades, &len, NULL))
        return;
    for (size_t i = 0; i < len; i++) {
        value_set_text(reading->cells, arena_printf(reading->arena, "grades.%zu.title", i + 1), grades[i].title);
        value_set_text(reading->cells, arena_printf(reading->arena, "grades.%zu.id", i + 1), grades[i].id);
        value_set_text(reading->cells, arena_printf(reading->arena, "grades.%zu.target", i + 1), grades[i].target);
    }
}

static bool has_word(const struct reading *reading, const struct measure_word *word)
{
    return *text_of(reading, arena_printf(reading->arena, "measure.%s", word->name));
}

/* Whether the rule, as it is, has a use for the field: of a way to count that it has not, or of teams that it does not judge, there is no cell. */
static bool is_used(const struct reading *reading, const char *field)
{
    const struct measure_word *word = strncmp(field, "measure.", 8) == 0 ? measure_word_of_field(field + 8) : NULL;
    if (text_place(field, rule_file_below_fields, RULE_FILE_BELOW_FIELDS) >= 0)
        return rule_file_uses_below(reading->teams, text_of(reading, "subject"), field);
    for (size_t i = 0; i < MEASURE_WORDS; i++)
        if (measure_words[i].instead && strcmp(field, arena_printf(reading->arena, "measure.%s", measure_words[i].instead)) == 0 && has_word(reading, &measure_words[i]))
            return false;
    return !word || has_word(reading, word);
}

/* The fields that have a cell each, and those that have several; what is computed has none. */
static void put_fields(struct reading *reading)
{
    static const char prefix[] = "measure.", *const conditions[] = {"measure.where", "measure.num", "measure.otherwise"};
    for (size_t i = 0; i < rule_file_field_count; i++) {
        const struct rule_file_field *field = &rule_file_fields[i];
        const char *text = text_of(reading, field->name);
        if (!is_used(reading, field->name) || !value_get_bool(value_get(reading->fields, field->name), "plain", false) || text_place(field->name, conditions, LEN(conditions)) >= 0)
            continue;
        if (field->form == RULE_FILE_WORDS)
            put_list(reading, field->name + (strncmp(field->name, prefix, strlen(prefix)) == 0 ? strlen(prefix) : 0), text);
        else if (field->form == RULE_FILE_WEIGHTS)
            put_weights(reading, text);
        else if (field->form == RULE_FILE_GRADES)
            put_grades(reading, text);
        else
            value_set_text(reading->cells, rule_file_cell(field), text);
    }
}

static struct value *put_conditions(struct reading *reading, const struct record_type *type, const char *name, const struct conditions *conditions)
{
    struct arena *arena = reading->arena;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < conditions->len; i++) {
        const struct condition *condition = &conditions->items[i];
        struct value *map = value_map(arena);
        const struct field *field = condition->field ? record_field(type, condition->field) : NULL; /* of a column beside the fields, as of a time's day, it is SQL */
        bool plain = field != NULL;
        const char *value = plain && condition->value && !condition->param ? studio_value_shown(arena, field, condition->value) : condition->value;
        value_set_text(map, "field", plain ? condition->field : NULL);
        value_set_text(map, "how", condition_how_names[plain ? condition->how : CONDITION_TEXT]);
        value_set_text(map, "value", plain ? value : condition->text);
        for (size_t j = 0; j < value_len(map); j++)
            if (value_type(value_item(map, j)) == VALUE_TEXT)
                value_set(reading->cells, arena_printf(arena, "%s.%zu.%s", name, i + 1, value_key(map, j)), value_item(map, j));
        value_set_bool(map, "param", plain && condition->param);
        value_set_text(map, "text", condition->text);
        value_set_text(map, "title", plain ? studio_field_title(arena, type, condition->field) : NULL);
        value_set_text(map, "value_title", plain && condition->value ? studio_value_title(arena, type, condition->field, condition->value) : NULL);
        value_append(list, map);
    }
    return list;
}

/* The word of the set, or of the record, that the file has. */
static const char *word_of(const struct reading *reading, bool of_record)
{
    for (size_t i = 0; i < MEASURE_WORDS; i++)
        if (measure_words[i].of_record == of_record && has_word(reading, &measure_words[i]))
            return measure_words[i].name;
    return NULL;
}

/* Those that say something, as rows. */
static struct value *list_of_cells(struct arena *arena, const struct value *cells)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(cells); i++) {
        struct value *row = value_map(arena);
        value_set_text(row, "cell", value_key(cells, i));
        value_set(row, "text", value_item(cells, i));
        if (*value_as_text(value_item(cells, i)))
            value_append(list, row);
    }
    return list;
}

/* ---- all ---- */

static struct conditions conditions_of(const struct reading *reading, const char *field)
{
    const char *text = text_of(reading, field);
    return condition_read(reading->arena, strcmp(text, "true") == 0 ? NULL : text);
}

/* Of one that is made of other criteria: which. */
static void put_uses(struct reading *reading, const struct package *package, const struct studio_asked *asked, struct value *form)
{
    struct studio_measure measure = {.package = package, .fields = reading->fields, .today = asked->today};
    if (!*text_of(reading, "uses"))
        return;
    value_set_text(form, "sentence_vi", studio_sentence_uses(reading->arena, &measure));
    measure.english = true;
    value_set_text(form, "sentence_en", studio_sentence_uses(reading->arena, &measure));
}

static void put_measure(struct reading *reading, const struct package *package, const struct studio_asked *asked, struct value *form)
{
    struct arena *arena = reading->arena;
    const struct record_type *type = record_type_find(&package->types, text_of(reading, "measure.of"));
    bool declared = type && rule_file_is_form(arena, reading->file);
    value_set_bool(form, "form", declared);
    if (!declared) {
        put_uses(reading, package, asked, form);
        return;
    }
    bool sum = record_field(type, text_of(reading, "measure.num"));
    const char *set = word_of(reading, false), *add = word_of(reading, true);
    const struct conditions none = {NULL, 0}, where = conditions_of(reading, "measure.where"), otherwise = conditions_of(reading, "measure.otherwise"),
                            num = sum ? none : conditions_of(reading, "measure.num");
    struct studio_measure measure = {.package = package, .type = type, .fields = reading->fields, .set = set ? set : "records", .add = add ? add : sum ? "sum" : "count",
                                     .today = asked->today, .where = &where, .num = &num, .otherwise = &otherwise};
    put_fields(reading);
    value_set_text(reading->cells, "set", measure.set);
    value_set_text(reading->cells, "add", measure.add);
    if (sum)
        value_set_text(reading->cells, "measure.num", text_of(reading, "measure.num"));
    value_set_text(form, "type", type->name);
    value_set_text(form, "type_title", type->title);
    value_set(form, "where", put_conditions(reading, type, "where", &where));
    value_set(form, "num", put_conditions(reading, type, "num", &num));
    value_set(form, "otherwise", put_conditions(reading, type, "otherwise", &otherwise));
    value_set(form, "cells", reading->cells);
    value_set(form, "cell_list", list_of_cells(arena, reading->cells));
    value_set_text(form, "sentence_vi", studio_sentence(arena, &measure));
    measure.english = true;
    value_set_text(form, "sentence_en", studio_sentence(arena, &measure));
}

static const struct file *file_of(struct arena *arena, const struct package *package, const char *criterion)
{
    const struct file *file = file_find(&package->files, arena_printf(arena, "criteria/%s.lua", criterion));
    return file ? file : file_find(&package->files, arena_printf(arena, "criteria/%s.ini", criterion));
}

/* Reads the criterion's file: what is said in its fields, and what the form begins with. */
static struct value *begin_form(struct reading *reading, const struct package *package, const struct studio_asked *asked, struct rule_file *rule, struct err *err)
{
    struct arena *arena = reading->arena;
    const struct file *file = file_of(arena, package, asked->criterion);
    struct value *form = value_map(arena);
    if (!file) {
        err_set(err, "không có chỉ tiêu “%s”; tên các chỉ tiêu: rules criteria", "there is no criterion “%s”; rules criteria names them", asked->criterion);
        return NULL;
    }
    *rule = (struct rule_file){file->path, arena_strndup(arena, file->bytes, file->len)};
    reading->file = rule;
    put_said(reading);
    value_set_text(form, "criterion", asked->criterion);
    value_set_text(form, "path", rule->path);
    value_set_text(form, "text", rule->text);
    value_set_text(form, "title", text_of(reading, "title"));
    return form;
}

struct value *studio_form(struct arena *arena, const struct package *package, const struct studio_asked *asked, struct err *err)
{
    struct reading reading = {.arena = arena, .teams = level_chain_id(&package->chain, LEVEL_TEAM), .fields = value_map(arena), .cells = value_map(arena)};
    struct rule_file rule;
    struct value *form = begin_form(&reading, package, asked, &rule, err);
    if (!form)
        return NULL;
    studio_known(arena, package, asked->today, form);
    value_set(form, "terms", studio_terms(arena, reading.fields, value_get(form, "types")));
    value_set_int(form, "grades_most", GRADES_MOST);
    value_set(form, "removes", studio_removes(arena, package, rule.path));
    put_measure(&reading, package, asked, form);
    value_set(form, "fields", reading.fields);
    return form;
}

struct value *studio_line(struct arena *arena, const struct package *package, const struct studio_asked *asked, struct err *err)
{
    static const char *const keys[] = {"criterion", "path", "title", "form", "sentence_vi", "sentence_en"};
    struct reading reading = {.arena = arena, .teams = level_chain_id(&package->chain, LEVEL_TEAM), .fields = value_map(arena), .cells = value_map(arena)};
    struct rule_file rule;
    struct value *form = begin_form(&reading, package, asked, &rule, err), *line = value_map(arena);
    if (!form)
        return NULL;
    put_measure(&reading, package, asked, form);
    value_take(line, form, keys, LEN(keys));
    return line;
}
