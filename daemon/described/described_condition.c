#include "described/described_condition.h"

#include "described/describing.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "package/package.h"
#include "record/record_type.h"
#include "rewrite/condition.h"

#include <string.h>

static const char *part_of(const struct describing *describing, const struct value *row, const char *name, size_t number, const char *part)
{
    return value_get_text(row, arena_printf(describing->arena, "%s.%zu.%s", name, number, part), NULL);
}

static void at(const struct describing *describing, const char *name, size_t number, const char *part)
{
    describing_at(describing, arena_printf(describing->arena, "%s.%zu.%s", name, number, part));
}

/* What a person reads of a choice as the word that it stands for; NULL: it is none. titles: {word: title}. */
static const char *choice_word(const struct value *titles, const char *text)
{
    for (size_t i = 0; i < value_len(titles); i++)
        if (strcmp(value_key(titles, i), text) == 0 || strcmp(value_as_text(value_item(titles, i)), text) == 0)
            return value_key(titles, i);
    return NULL;
}

static bool refuse_choice(struct arena *arena, const struct field *field, const struct value *titles, const char *word, struct err *err)
{
    struct buffer out = {0};
    for (size_t i = 0; i < value_len(titles); i++)
        buffer_printf(&out, "%s%s", i ? "; " : "", value_as_text(value_item(titles, i)));
    return err_set(err, "“%s” không có giá trị “%s”; chọn trong: %s", "“%s” has no value “%s”; choose of: %s", field->title, word, buffer_take(&out, arena));
}

static bool read_words(struct arena *arena, const struct field *field, const struct value *titles, struct condition *condition, struct err *err)
{
    struct buffer out = {0};
    size_t len;
    const char *const *words = text_split(arena, condition->value, &len);
    for (size_t i = 0; i < len; i++) {
        const char *word = choice_word(titles, words[i]);
        if (!word) {
            buffer_finish(&out);
            return refuse_choice(arena, field, titles, words[i], err);
        }
        buffer_printf(&out, "%s%s", i ? ", " : "", word);
    }
    condition->value = buffer_take(&out, arena);
    return true;
}

/* The one among those known that says the same, with its own text; else as it was read from the form. */
static struct condition kept(const struct conditions *known, struct condition condition)
{
    for (size_t i = 0; known && i < known->len; i++)
        if (condition_same(&known->items[i], &condition))
            return known->items[i];
    for (size_t i = 0; known && i < known->len; i++) /* another value is compared as the one before */
        condition.by_is = condition.by_is || (known->items[i].by_is && text_same(known->items[i].field, condition.field));
    return condition;
}

/* 8,5; 9: as the form writes the numbers of a decimal field. */
static bool read_decimals(struct arena *arena, const struct field *field, struct condition *condition, struct err *err)
{
    const char *stored = "";
    for (const char *at = condition->value; field_kind(field)->scaled && at; at = strchr(at, ';') ? strchr(at, ';') + 1 : NULL) {
        const char *word = text_clean(arena, at, strcspn(at, ";")), *number = field_stored_text(arena, field, word);
        if (!number)
            return err_set(err, "“%s” không phải là số của trường “%s”; ghi như 8,5, nhiều số thì cách nhau bằng dấu “;”", "“%s” is no number of the field “%s”; write it like 8,5, several parted by “;”",
                           word, field->title);
        stored = arena_printf(arena, "%s%s%s", stored, *stored ? ", " : "", number);
    }
    if (field_kind(field)->scaled)
        condition->value = stored;
    return true;
}

static bool read_condition(const struct describing *describing, const struct record_type *type, const struct value *row, const char *name,
                           size_t number, struct condition *ret_condition, struct err *err)
{
    const char *how = part_of(describing, row, name, number, "how"), *value = part_of(describing, row, name, number, "value");
    int place = condition_how_parse(how ? how : "is");
    at(describing, name, number, "how");
    if (place < 0)
        return err_set(err, "cách so “%s” không có; chọn một trong: is, is_not, one_of, at_least, at_most, more, less, empty, filled, listed, text",
                       "there is no comparison “%s”; choose of: is, is_not, one_of, at_least, at_most, more, less, empty, filled, listed, text", how);
    *ret_condition = (struct condition){.how = (enum condition_how)place};
    bool alone = place == CONDITION_EMPTY || place == CONDITION_FILLED;
    if (place != CONDITION_TEXT)
        ret_condition->field = part_of(describing, row, name, number, "field");
    if (value && !alone)
        ret_condition->value = text_clean(describing->arena, value, strlen(value));
    at(describing, name, number, "field");
    if (ret_condition->field && !record_field(type, ret_condition->field) && place != CONDITION_TEXT) {
        const char **known = arena_alloc(describing->arena, (type->field_count + 1) * sizeof *known);
        for (size_t i = 0; i < type->field_count; i++)
            known[i] = type->fields[i].name;
        return err_set(err, "“%s” không có trường “%s”%s", "“%s” has no field “%s”%s", type->name, ret_condition->field,
                       describing_nearest(describing->arena, ret_condition->field, known, type->field_count));
    }
    const struct field *field = ret_condition->field ? record_field(type, ret_condition->field) : NULL;
    const struct value *titles = field ? field_word_titles(field, describing->arena) : NULL;
    ret_condition->word = field && !field_kind(field)->number; /* though it may look like a number */
    at(describing, name, number, "value");
    if (field && !alone && (!ret_condition->value || !*ret_condition->value))
        return err_set(err, "điều kiện về “%s” chưa có giá trị", "the condition on “%s” has no value", field->title);
    ret_condition->param = field && ret_condition->value && param_find(&describing->base->targets, ret_condition->value);
    if (field && ret_condition->value && !ret_condition->param && !read_decimals(describing->arena, field, ret_condition, err))
        return false;
    return !titles || !ret_condition->value || ret_condition->param || read_words(describing->arena, field, titles, ret_condition, err);
}

/* A row of the form in which nothing was picked. */
static bool is_blank(const struct describing *describing, const struct value *row, const char *name, size_t number)
{
    const char *field = part_of(describing, row, name, number, "field"), *value = part_of(describing, row, name, number, "value");
    return (!field || !*field) && (!value || !*value);
}

/* Of one that is being filled in only the field is picked yet. */
static bool lacks_value(const struct describing *describing, const struct value *row, const char *name, size_t number)
{
    const char *how = part_of(describing, row, name, number, "how"), *value = part_of(describing, row, name, number, "value");
    int place = condition_how_parse(how ? how : "is");
    return place != CONDITION_EMPTY && place != CONDITION_FILLED && (!value || !*text_clean(describing->arena, value, strlen(value)));
}

enum { CONDITIONS_MOST = 20 };

bool described_condition(const struct describing *describing, const char *type, const struct value *row, const char *name,
                           const struct conditions *known, struct conditions *ret_conditions, struct err *err)
{
    const struct record_type *of = record_type_find(&describing->base->types, type);
    struct condition *items = arena_alloc(describing->arena, CONDITIONS_MOST * sizeof *items);
    *ret_conditions = (struct conditions){items, 0};
    if (!of)
        return err_set(err, "không có loại số liệu “%s”", "there is no record type “%s”", type);
    for (size_t i = 1; i <= CONDITIONS_MOST; i++) {
        struct condition condition;
        if (is_blank(describing, row, name, i) || (describing->draft && lacks_value(describing, row, name, i)))
            continue;
        if (!read_condition(describing, of, row, name, i, &condition, err))
            return false;
        items[ret_conditions->len++] = kept(known, condition);
    }
    describing_at(describing, NULL);
    return true;
}
