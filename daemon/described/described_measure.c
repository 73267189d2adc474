#include "described/described_measure.h"

#include "described/describing.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/measure_word.h"
#include "package/package.h"
#include "record/record_type.h"
#include "rewrite/rule_file.h"
#include "rewrite/rule_list.h"

#include <string.h>

enum { CELLS_MOST = 20 };
#define MEASURE "measure."

/* What may be chosen beside the words: each record once; each record 1 or by conditions; a column that is summed. */
#define RECORDS "records"
#define COUNT "count"
#define SUM "sum"

/* What the cells of a field begin with that has several: latest, of measure.latest. */
static const char *short_name(const struct rule_file_field *field)
{
    return field->name + (strncmp(field->name, MEASURE, strlen(MEASURE)) == 0 ? strlen(MEASURE) : 0);
}

/* latest.1, weights.deed, reports.2: a cell of a field that has several. */
static bool is_part(struct arena *arena, const char *cell)
{
    const char *dot = strchr(cell, '.'), *first = dot ? arena_strndup(arena, cell, (size_t)(dot - cell)) : "";
    for (size_t i = 0; i < rule_file_field_count; i++)
        if (strcmp(short_name(&rule_file_fields[i]), first) == 0)
            return rule_file_fields[i].form == RULE_FILE_WORDS || rule_file_fields[i].form == RULE_FILE_WEIGHTS;
    return false;
}

bool described_measure_has(struct arena *arena, const char *cell)
{
    return strcmp(cell, "set") == 0 || strcmp(cell, "add") == 0 || is_part(arena, cell);
}

/* ---- the choice ---- */

static bool refuse_choice(const char *cell, const char *word, bool of_record, struct arena *arena, struct err *err)
{
    const char *known = of_record ? COUNT ", " SUM : RECORDS;
    for (size_t i = 0; i < MEASURE_WORDS; i++)
        if (measure_words[i].of_record == of_record)
            known = arena_printf(arena, "%s, %s", known, measure_words[i].name);
    return err_set(err, "%s: không có cách “%s”; chọn một trong: %s", "%s: there is no “%s”; choose of: %s", cell, word, known);
}

/* *ret_word NULL: none of the words, or nothing is chosen. */
static bool read_choice(const struct describing *describing, const struct value *row, bool of_record, const struct measure_word **ret_word, struct err *err)
{
    const char *cell = of_record ? "add" : "set", *text = value_get_text(row, cell, "");
    const struct measure_word *word = measure_word_find(text);
    bool other = !*text || (of_record ? strcmp(text, COUNT) == 0 || strcmp(text, SUM) == 0 : strcmp(text, RECORDS) == 0);
    *ret_word = word && word->of_record == of_record ? word : NULL;
    describing_at(describing, cell);
    return other || *ret_word || refuse_choice(cell, text, of_record, describing->arena, err);
}

static bool is_chosen(const struct value *row, const struct measure_word *word)
{
    return strcmp(value_get_text(row, word->of_record ? "add" : "set", ""), word->name) == 0;
}

/* Whether a choice of the row leaves the field of the measure out. */
static bool is_left_out(const struct value *row, const char *field)
{
    const struct measure_word *own = measure_word_of_field(field);
    if (own && *value_get_text(row, own->of_record ? "add" : "set", "") && !is_chosen(row, own))
        return true;
    for (size_t i = 0; i < MEASURE_WORDS; i++)
        if (measure_words[i].instead && strcmp(measure_words[i].instead, field) == 0 && is_chosen(row, &measure_words[i]))
            return true;
    return false;
}

/* The record type that is counted, by the row or else by the file; NULL: there is none. */
static const struct record_type *type_of(const struct describing *describing, const struct rule_file *file, const struct value *row)
{
    return record_type_find(&describing->base->types, value_get_text(row, MEASURE "of", describing_field(describing, file, MEASURE "of")));
}

static bool is_column(const struct record_type *type, const char *text)
{
    return type && record_field(type, text);
}

/* The field that gives the points. */
static const struct field *points_of(const struct describing *describing, const struct rule_file *file, const struct value *row)
{
    const struct record_type *type = type_of(describing, file, row);
    return type ? record_field(type, value_get_text(row, MEASURE "points", describing_field(describing, file, MEASURE "points"))) : NULL;
}

/* ---- the file without what is not chosen ---- */

static bool clear(const struct describing *describing, struct rule_file *file, const char *field, struct err *err)
{
    return describing_put_field(describing, file, field, "", err);
}

static bool clear_left_out(const struct describing *describing, struct rule_file *file, const struct value *row, struct err *err)
{
    for (size_t i = 0; i < rule_file_field_count; i++) {
        const char *name = rule_file_fields[i].name;
        if (strncmp(name, MEASURE, strlen(MEASURE)) == 0 && is_left_out(row, name + strlen(MEASURE)) && !clear(describing, file, name, err))
            return false;
    }
    return true;
}

/* A column was summed, and now records are counted. */
static bool clear_column(const struct describing *describing, struct rule_file *file, const struct value *row, struct err *err)
{
    bool count = strcmp(value_get_text(row, "add", ""), COUNT) == 0 && is_column(type_of(describing, file, row), describing_field(describing, file, MEASURE "num"));
    return !count || clear(describing, file, MEASURE "num", err);
}

/* What a choice is worth, or a number: one of the two, unless both are asked for. */
static bool clear_other_worth(const struct describing *describing, struct rule_file *file, const struct value *row, struct err *err)
{
    const struct field *field = value_get(row, MEASURE "points") ? points_of(describing, file, row) : NULL;
    const char *other = field && field_kind(field)->words ? MEASURE "weight" : MEASURE "weights";
    return !field || *value_get_text(row, other, "") || clear(describing, file, other, err);
}

/* ---- the row with its fields whole ---- */

/* latest.1, latest.2 … as one line; NULL: the row has no such cell. */
static const char *list_of_cells(struct arena *arena, const struct value *row, const char *name)
{
    struct buffer out = {0};
    bool any = false;
    for (int i = 1; i <= CELLS_MOST; i++) {
        const char *text = value_get_text(row, arena_printf(arena, "%s.%d", name, i), NULL);
        any = any || text;
        if (text && *text)
            buffer_printf(&out, "%s%s", out.len ? ", " : "", text);
    }
    if (any)
        return buffer_take(&out, arena);
    buffer_finish(&out);
    return NULL;
}

/* Those of the choices that the field has which gives the points. */
static const char *weights_of_cells(struct arena *arena, const struct value *row, const struct field *points)
{
    static const char prefix[] = "weights.";
    struct buffer out = {0};
    size_t len = 0;
    bool any = false;
    const char *const *words = points && field_kind(points)->words ? field_kind(points)->words(points, &len) : NULL;
    for (size_t i = 0; i < value_len(row); i++) {
        const char *key = value_key(row, i), *text = value_get_text(row, key, "");
        if (strncmp(key, prefix, strlen(prefix)) != 0)
            continue;
        any = true;
        if (*text && (!points || text_place(key + strlen(prefix), words, len) >= 0))
            buffer_printf(&out, "%s%s: %s", out.len ? ", " : "", key + strlen(prefix), text);
    }
    if (any)
        return buffer_take(&out, arena);
    buffer_finish(&out);
    return NULL;
}

static void put_parts(const struct describing *describing, const struct rule_file *file, const struct value *row, struct value *whole)
{
    for (size_t i = 0; i < rule_file_field_count; i++) {
        const struct rule_file_field *field = &rule_file_fields[i];
        const char *name = short_name(field), *line = NULL;
        if (is_left_out(row, name))
            continue;
        if (field->form == RULE_FILE_WORDS)
            line = list_of_cells(describing->arena, row, name);
        else if (field->form == RULE_FILE_WEIGHTS)
            line = weights_of_cells(describing->arena, row, points_of(describing, file, row));
        if (line)
            value_set_text(whole, field->name, field->required && !*line ? RULE_LIST_NONE : line);
    }
}

/* A cell of what is not chosen, or of a part that put_parts takes. */
static bool is_dropped(const struct describing *describing, const struct rule_file *file, const struct value *row, const char *cell)
{
    const char *add = value_get_text(row, "add", ""), *own = strncmp(cell, MEASURE, strlen(MEASURE)) == 0 ? cell + strlen(MEASURE) : NULL;
    const char *list = own ? own : arena_strndup(describing->arena, cell, strcspn(cell, "."));
    if (described_measure_has(describing->arena, cell))
        return true;
    if ((own || strchr(cell, '.')) && is_left_out(row, list))
        return true;
    if (own && strcmp(own, "num") == 0 && strcmp(add, COUNT) == 0) /* of the form that summed a column */
        return is_column(type_of(describing, file, row), value_get_text(row, cell, ""));
    return !own && strcmp(list, "num") == 0 && strcmp(add, SUM) == 0;
}

bool described_measure(const struct describing *describing, struct rule_file *file, const struct value *row, const struct value **ret_row, struct err *err)
{
    struct value *whole = value_map(describing->arena);
    const struct measure_word *record, *set;
    if (!read_choice(describing, row, true, &record, err) || !read_choice(describing, row, false, &set, err))
        return false;
    describing_at(describing, NULL);
    for (size_t i = 0; i < value_len(row); i++)
        if (!is_dropped(describing, file, row, value_key(row, i)))
            value_set(whole, value_key(row, i), value_item(row, i));
    put_parts(describing, file, row, whole);
    if (set == &measure_words[MEASURE_LATEST] && !*value_get_text(whole, MEASURE "latest", describing_field(describing, file, MEASURE "latest")))
        value_set_text(whole, MEASURE "latest", RULE_LIST_NONE); /* of each unit */
    *ret_row = whole;
    return clear_left_out(describing, file, row, err) && clear_column(describing, file, row, err) && clear_other_worth(describing, file, whole, err);
}

bool described_measure_whole(const struct describing *describing, const struct rule_file *file, const struct value *row, struct err *err)
{
    for (size_t i = 0; i < MEASURE_WORDS; i++) {
        describing_at(describing, arena_printf(describing->arena, MEASURE "%s", measure_words[i].name));
        if (is_chosen(row, &measure_words[i]) && !*describing_field(describing, file, *describing->cell))
            return err_set(err, "đã chọn cách đếm “%1$s” mà chưa chọn trường nào cho nó (measure.%1$s)", "“%1$s” is chosen, and no field for it (measure.%1$s)", measure_words[i].name);
    }
    describing_at(describing, MEASURE "num");
    if (strcmp(value_get_text(row, "add", ""), SUM) == 0 && !is_column(type_of(describing, file, row), describing_field(describing, file, MEASURE "num")))
        return err_set(err, "đã chọn cộng một trường số mà chưa chọn trường nào (measure.num)", "a number is to be summed, and no field is chosen (measure.num)");
    describing_at(describing, NULL);
    return true;
}
