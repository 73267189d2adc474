#include "form/rule_form_word.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"
#include "form/refused_cell.h"

#include <string.h>

enum { BLANK_ROWS = 2, ROWS_MOST = 20, PARTS_LEAST = 2 };

const char *rule_form_cell(const struct value *form, const char *name)
{
    return value_get_text(value_get(form, "cells"), name, "");
}

const struct value *rule_form_named(const struct value *list, const char *name)
{
    for (size_t i = 0; i < value_len(list); i++)
        if (strcmp(value_get_text(value_at(list, i), "name", ""), name) == 0)
            return value_at(list, i);
    return NULL;
}

struct value *rule_form_options(struct arena *arena, const struct value *options, const char *now)
{
    struct value *list = options ? value_copy(arena, options) : value_list(arena), *own = value_map(arena);
    value_set_text(own, "name", now);
    value_set_text(own, "title", now);
    if (*now && !rule_form_named(options, now))
        value_append(list, own);
    return list;
}

struct value *rule_form_params(struct arena *arena, const struct value *form, const char *now)
{
    const struct value *params = value_get(form, "params");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(params); i++) {
        struct value *param = value_copy(arena, value_at(params, i));
        const char *name = value_get_text(param, "name", ""), *value = value_get_text(param, "value", NULL);
        value_set_text(param, "title", arena_printf(arena, value ? "%s (%s, %s)" : "%s (%s)", value_get_text(param, "title", ""), name, value ? value : ""));
        value_append(list, param);
    }
    return rule_form_options(arena, list, now);
}

const struct value *rule_form_param(struct arena *arena, const struct value *form, const char *name)
{
    const struct value *param = rule_form_named(value_get(form, "params"), name);
    return *name && param ? param : value_null(arena);
}

/* ---- conditions ---- */

/* Choices are written as people read them. */
static const char *titles_of(struct arena *arena, const struct value *form, const char *field, const char *value)
{
    const struct value *choices = value_get(rule_form_named(value_get(form, "columns"), field), "choices");
    struct buffer out = {0};
    size_t len;
    const char *const *words = text_split(arena, value, &len);
    for (size_t i = 0; i < len; i++)
        buffer_printf(&out, "%s%s", i ? ", " : "", value_get_text(rule_form_named(choices, words[i]), "title", words[i]));
    const char *titles = buffer_take(&out, arena);
    return value_len(choices) ? titles : value;
}

static bool has_title(const struct value *choices, const char *title)
{
    for (size_t i = 0; i < value_len(choices); i++)
        if (strcmp(value_get_text(value_at(choices, i), "title", ""), title) == 0)
            return true;
    return false;
}

/* picks: what a comparison with one value of the row's field may be picked from, with what stands there though nobody would offer it (a parameter's name);
 * none where the value is typed. */
static const struct value *picks_of(struct arena *arena, const struct value *choices, const struct value *row)
{
    const char *how = value_get_text(row, "how", ""), *now = value_get_text(row, "value", "");
    bool one = strcmp(how, "is") == 0 || strcmp(how, "is_not") == 0;
    struct value *picks = value_list(arena), *own = value_map(arena);
    for (size_t i = 0; one && i < value_len(choices); i++)
        value_append(picks, value_at(choices, i));
    value_set_text(own, "title", now);
    if (value_len(picks) && *now && !has_title(choices, now))
        value_append(picks, own);
    return picks;
}

static void add_row(struct arena *arena, const struct value *form, struct value *rows, const char *list, int from)
{
    static const char *const parts[][2] = {{"field", ""}, {"how", "is"}, {"value", ""}};
    struct value *row = value_map(arena);
    int number = (int)value_len(rows) + 1;
    for (size_t i = 0; i < LEN(parts); i++) {
        const char *text = from ? rule_form_cell(form, arena_printf(arena, "%s.%d.%s", list, from, parts[i][0])) : "";
        value_set_text(row, parts[i][0], *text ? text : parts[i][1]);
        value_set(row, arena_printf(arena, "wrong_%s", parts[i][0]), refused_of(arena, value_get(form, "wrong"), arena_printf(arena, "%s.%d.%s", list, from, parts[i][0])));
    }
    if (strcmp(value_get_text(row, "how", ""), "text") != 0)
        value_set_text(row, "value", titles_of(arena, form, value_get_text(row, "field", ""), value_get_text(row, "value", "")));
    const struct value *choices = value_get(rule_form_named(value_get(form, "columns"), value_get_text(row, "field", "")), "choices");
    value_set(row, "choices", choices ? choices : value_list(arena));
    value_set(row, "picks", picks_of(arena, choices, row));
    value_set_text(row, "name", arena_printf(arena, "%s.%d", list, number));
    value_set_text(row, "id", arena_printf(arena, "f-%s-%d", list, number));
    value_set_int(row, "number", number);
    value_append(rows, row);
}

struct value *rule_form_rows(struct arena *arena, const struct value *form, const char *list)
{
    struct value *rows = value_list(arena);
    for (int i = 1; i <= ROWS_MOST; i++)
        if (*rule_form_cell(form, arena_printf(arena, "%s.%d.field", list, i)) || *rule_form_cell(form, arena_printf(arena, "%s.%d.value", list, i)))
            add_row(arena, form, rows, list, i);
    for (int i = 0; i < BLANK_ROWS; i++)
        add_row(arena, form, rows, list, 0);
    return rows;
}

/* ---- fields of the way that is chosen ---- */

static struct value *part(struct arena *arena, struct value *parts, const char *name, const char *title, const char *value)
{
    struct value *map = value_map(arena);
    char *id = arena_printf(arena, "f-%s", name);
    for (char *at = id; *at; at++)
        *at = *at == '.' ? '-' : *at;
    value_set_text(map, "name", name);
    value_set_text(map, "id", id);
    value_set_text(map, "title", title);
    value_set_text(map, "value", value);
    value_set_int(map, "number", (int64_t)value_len(parts) + 1);
    value_set(map, "options", value_list(arena));
    value_append(parts, map);
    return map;
}

/* latest.1, latest.2 … and a blank one behind them; within has two. */
static struct value *parts_of(struct arena *arena, const struct value *form, const char *word, const struct value *options)
{
    struct value *parts = value_list(arena);
    bool two = strcmp(word, "within") == 0;
    for (int i = 1; i <= ROWS_MOST && !(two && i > 2); i++) {
        const char *value = rule_form_cell(form, arena_printf(arena, "%s.%d", word, i));
        if (*value || two)
            value_set(part(arena, parts, arena_printf(arena, "%s.%d", word, (int)value_len(parts) + 1), "", value), "options", rule_form_options(arena, options, value));
    }
    while (!two && value_len(parts) < ROWS_MOST) {
        value_set(part(arena, parts, arena_printf(arena, "%s.%d", word, (int)value_len(parts) + 1), "", ""), "options", rule_form_options(arena, options, ""));
        if (value_len(parts) >= PARTS_LEAST)
            break;
    }
    return parts;
}

/* What each choice of the field is worth that gives the points. */
static struct value *weights_of(struct arena *arena, const struct value *form)
{
    const struct value *choices = value_get(rule_form_named(value_get(form, "columns"), rule_form_cell(form, "measure.points")), "choices");
    struct value *parts = value_list(arena);
    for (size_t i = 0; i < value_len(choices); i++) {
        const char *name = arena_printf(arena, "weights.%s", value_get_text(value_at(choices, i), "name", ""));
        part(arena, parts, name, value_get_text(value_at(choices, i), "title", ""), rule_form_cell(form, name));
    }
    return parts;
}

/* Points of choices have weights, those of a number have a weight, and while no field is chosen there is neither. */
static bool has_place(const struct value *form, const char *word)
{
    const struct value *points = rule_form_named(value_get(form, "columns"), rule_form_cell(form, "measure.points"));
    bool choices = value_len(value_get(points, "choices"));
    if (strcmp(word, "weights") == 0)
        return choices;
    return strcmp(word, "weight") != 0 || (points && !choices);
}

static const struct value *way_of(const struct value *form, const char *list, const char *cell)
{
    return rule_form_named(value_get(form, list), rule_form_cell(form, cell));
}

const char *rule_form_instead(const struct value *form, const char *list, const char *cell)
{
    return value_get_text(way_of(form, list, cell), "instead", "");
}

struct value *rule_form_ways(struct arena *arena, const struct value *form, const char *list, const char *cell)
{
    const struct value *given = value_get(form, list), *chosen = way_of(form, list, cell);
    struct value *ways = value_list(arena);
    for (size_t i = 0; i < value_len(given); i++) {
        struct value *way = value_copy(arena, value_at(given, i));
        value_set(way, "label", value_printf(arena, "%s_%s", cell, value_get_text(way, "name", "")));
        value_set_bool(way, "chosen", value_at(given, i) == chosen);
        value_append(ways, way);
    }
    return ways;
}

/* Of the field as a rule calls it, and of its cell (from, first_day). */
static const struct value *wrong_of(struct arena *arena, const struct value *form, const char *field, const char *cell)
{
    const struct value *wrong = value_get(form, "wrong"), *of_field = refused_of(arena, wrong, field);
    return value_len(of_field) ? of_field : refused_of(arena, wrong, cell);
}

/* own: it is the one that brings the way, so that the way needs something to name there. */
static struct value *field_of(struct arena *arena, const struct value *form, const struct value *given, bool own)
{
    struct value *field = value_copy(arena, given);
    const char *word = value_get_text(given, "word", ""), *name = value_get_text(given, "name", ""), *input = value_get_text(given, "input", "");
    const struct value *said = value_get(value_get(form, "fields"), value_get_text(given, "field", name)), *own_options = value_get(given, "options");
    const struct value *options = own_options ? own_options : value_get(value_get(form, "options"), word);
    bool computed = said && !value_get_bool(said, "plain", true), weights = strcmp(input, "weights") == 0;
    value_set(field, "id", value_printf(arena, "f-%s", word));
    value_set(field, "label", value_printf(arena, "word_%s", word));
    value_set(field, "options", rule_form_options(arena, options, rule_form_cell(form, name)));
    value_set_text(field, "value", computed ? value_get_text(said, "text", "") : rule_form_cell(form, name));
    value_set(field, "parts", computed ? value_list(arena) : weights ? weights_of(arena, form) : strcmp(input, "list") == 0 ? parts_of(arena, form, word, options) : value_list(arena));
    value_set(field, "rows", strcmp(input, "conditions") == 0 ? rule_form_rows(arena, form, word) : value_list(arena));
    value_set_bool(field, "vietnamese", !value_len(options) || !value_get(value_at(options, 0), "title_en"));
    value_set(field, "wrong", wrong_of(arena, form, value_get_text(given, "field", name), name));
    value_set(field, "param", rule_form_param(arena, form, value_get_text(field, "value", "")));
    value_set_bool(field, "none_fits", own && !computed && !value_len(value_get(field, "options")));
    if (computed)
        value_set_text(field, "input", "computed");
    return field;
}

struct value *rule_form_fields(struct arena *arena, const struct value *form, const char *list, const char *cell)
{
    const struct value *given = value_get(way_of(form, list, cell), "fields");
    struct value *fields = value_list(arena);
    for (size_t i = 0; i < value_len(given); i++) {
        const char *word = value_get_text(value_at(given, i), "word", "");
        if (has_place(form, word))
            value_append(fields, field_of(arena, form, value_at(given, i), strcmp(word, rule_form_cell(form, cell)) == 0));
    }
    return fields;
}

struct value *rule_form_terms(struct arena *arena, const struct value *form)
{
    const struct value *given = value_get(form, "terms");
    struct value *fields = value_list(arena);
    for (size_t i = 0; i < value_len(given); i++)
        value_append(fields, field_of(arena, form, value_at(given, i), false));
    return fields;
}

/* ---- grades ---- */

static const char *const grade_parts[] = {"title", "id", "target"};

static void add_grade(struct arena *arena, const struct value *form, struct value *rows, int from)
{
    struct value *row = value_map(arena);
    int number = (int)value_len(rows) + 1;
    for (size_t i = 0; i < LEN(grade_parts); i++) {
        value_set_text(row, grade_parts[i], from ? rule_form_cell(form, arena_printf(arena, "grades.%d.%s", from, grade_parts[i])) : "");
        value_set(row, arena_printf(arena, "wrong_%s", grade_parts[i]), refused_of(arena, value_get(form, "wrong"), arena_printf(arena, "grades.%d.%s", from, grade_parts[i])));
    }
    value_set(row, "param", rule_form_param(arena, form, value_get_text(row, "target", "")));
    value_set_int(row, "number", number);
    value_set(row, "name", value_printf(arena, "grades.%d", number));
    value_set(row, "id_at", value_printf(arena, "f-grades-%d", number));
    value_set_bool(row, "blank", !from);
    value_append(rows, row);
}

struct value *rule_form_grades(struct arena *arena, const struct value *form)
{
    int most = (int)value_get_int(form, "grades_most", 0);
    struct value *rows = value_list(arena);
    for (int i = 1; i <= ROWS_MOST; i++) {
        bool said = false;
        for (size_t j = 0; j < LEN(grade_parts); j++)
            said = said || *rule_form_cell(form, arena_printf(arena, "grades.%d.%s", i, grade_parts[j]));
        if (said && !*rule_form_cell(form, arena_printf(arena, "grades.%d.drop", i)))
            add_grade(arena, form, rows, i);
    }
    for (int i = 0; i < BLANK_ROWS && (int)value_len(rows) < most; i++)
        add_grade(arena, form, rows, 0);
    return rows;
}
