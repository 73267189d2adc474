#include "standing/rank.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/value.h"
#include "criterion/job.h"
#include "criterion/rule_field.h"
#include "criterion/rule_line.h"
#include "evaluate/criterion_check.h"
#include "evaluate/standard.h"
#include "standing/suggestion.h"
#include "standing/unit_figure.h"
#include "standing/units_rule.h"
#include "script/script.h"

static const struct script_words words = {"ranking", NULL, 0};
static const struct rule_place whole = {"ranking", 0};

struct ranking_rule {
    const char *title;
    const char **params;
    size_t param_count;
    const struct value *examples;
};

struct ranked {
    const char *subject;
    struct suggestion_keys keys; /* none: it has no place */
};

/* ---- one unit ---- */

/* `unit` with what every unit has beside; false with a sentence. An answer that is nil leaves the keys empty. */
static bool ask(const struct work *work, const struct value *unit, const struct value *params, struct suggestion_keys *ret_keys, struct err *err)
{
    struct value *given = value_copy(work->arena, unit), *answer;
    value_set(given, "params", params);
    if (!value_get(given, "period"))
        value_set_text(given, "period", period_kind_names[work->job->period.kind]);
    *ret_keys = (struct suggestion_keys){.len = 0};
    if (!script_call(work->script, "rank", "unit", given, work->arena, &answer, err))
        return false;
    return value_is_null(answer) || suggestion_keys(work, answer, ret_keys, err);
}

/* What the daemon knows of a unit, as the function sees it. */
static struct value *unit_of(struct arena *arena, const struct value *asked)
{
    static const char *const kept[] = {"class", "met", "arose", "missed", "not_applicable", "in_progress", "incomplete"};
    const struct value *conclusion = value_get(asked, "conclusion"), *figures = value_get(conclusion, "figures");
    struct value *unit = value_map(arena);
    for (size_t i = 0; i < LEN(kept); i++)
        value_set(unit, kept[i], value_get(conclusion, kept[i]));
    value_set(unit, "figures", value_is_null(figures) ? value_map(arena) : figures);
    value_set(unit, "class_rank", value_get(conclusion, "rank"));
    value_set(unit, "criteria", value_get(asked, "cells"));
    return unit;
}

/* ---- all of them ---- */

static struct value *place_of(struct arena *arena, const struct ranked *ranked, size_t count, const struct ranked *own)
{
    struct value *map = value_map(arena);
    int64_t place = 1;
    bool tied = false;
    for (size_t i = 0; own->keys.len && i < count; i++) {
        int order = ranked[i].keys.len ? suggestion_compare(&ranked[i].keys, &own->keys) : 1;
        place += order < 0;
        tied |= order == 0 && &ranked[i] != own;
    }
    value_set_text(map, "subject", own->subject);
    value_set(map, "place", own->keys.len ? value_int(arena, place) : value_null(arena));
    value_set_bool(map, "tied", tied);
    return map;
}

/* Every unit or none: a place says how a unit stands beside the others. */
static struct value *rank_all(const struct work *work, const void *rule, struct err *err)
{
    const struct ranking_rule *ranking = rule;
    size_t count = value_len(work->job->units);
    struct ranked *ranked = arena_alloc(work->arena, (count + 1) * sizeof *ranked);
    struct value *list = value_list(work->arena);
    const struct value *params = standard_params(work, ranking->params, ranking->param_count, NULL, span_last(&work->job->period), err);
    for (size_t i = 0; params && i < count; i++) {
        const struct value *asked = value_at(work->job->units, i);
        ranked[i].subject = value_get_text(asked, "subject", "?");
        if (!ask(work, unit_of(work->arena, asked), params, &ranked[i].keys, err)) {
            err_prefix(err, "đơn vị %1$s", "unit %1$s", ranked[i].subject);
            return NULL;
        }
    }
    for (size_t i = 0; params && i < count; i++)
        value_append(list, place_of(work->arena, ranked, count, &ranked[i]));
    return params ? list : NULL;
}

/* ---- the table and its examples ---- */

static const char *read_rule(const struct work *work, const struct value *table, void *rule, struct problems *problems)
{
    static const char *const fields[] = {"title", "params", "examples"};
    const struct rule_reading reading = {work->arena, work->job, work->script, problems};
    struct ranking_rule *ranking = rule;
    rule_field_known(&reading, &whole, table, fields, LEN(fields));
    ranking->examples = value_get(table, "examples");
    ranking->title = rule_field_text(&reading, &whole, table, "title", true);
    ranking->params = rule_field_words(&reading, &whole, table, "params", &ranking->param_count);
    for (size_t i = 0; ranking->params && i < ranking->param_count; i++)
        rule_field_param(&reading, &whole, "params", ranking->params[i]);
    if (!script_has_function(reading.script, "rank"))
        rule_field_wrong(&reading, &whole, "rank", "thiếu rank = function(unit) return { … } end", "rank = function(unit) return { … } end is missing");
    if (value_type(ranking->examples) != VALUE_LIST || !value_len(ranking->examples))
        rule_field_wrong(&reading, &whole, "examples", "thiếu examples: ít nhất một cặp { first = { … }, second = { … } }",
                         "examples are missing: at least one pair { first = { … }, second = { … } }");
    return ranking->title;
}

static bool check_unit(const struct rule_reading *reading, const struct rule_place *place, const struct value *unit)
{
    static const char *const fields[] = {"period", "class", "class_rank", "met", "arose", "missed", "not_applicable", "in_progress", "incomplete", "figures", "criteria"};
    size_t before = reading->problems->errors;
    if (value_type(unit) != VALUE_MAP)
        rule_field_wrong(reading, place, "first", "mỗi ví dụ là { first = { … }, second = { … } }", "each example is { first = { … }, second = { … } }");
    else
        rule_field_known(reading, place, unit, fields, LEN(fields));
    unit_figures_check(reading, place, value_get(unit, "criteria"), false);
    return reading->problems->errors == before;
}

/* One that has no place goes behind one that has. */
static int order_of(const struct suggestion_keys *first, const struct suggestion_keys *second)
{
    return first->len && second->len ? suggestion_compare(first, second) : (second->len > 0) - (first->len > 0);
}

static void check_example(const struct rule_reading *reading, const struct work *work, const struct ranking_rule *rule, size_t number)
{
    static const char *const fields[] = {"first", "second", "tied", "params"};
    const struct value *example = value_at(rule->examples, number - 1), *first = value_get(example, "first"), *second = value_get(example, "second");
    const struct rule_place place = {arena_printf(reading->arena, "examples[%zu]", number), rule_line_of_example(work->job, number - 1)};
    struct suggestion_keys keys[2];
    struct err err = {0};
    rule_field_known(reading, &place, example, fields, LEN(fields));
    bool tied = rule_field_bool(reading, &place, example, "tied", false);
    if (!check_unit(reading, &place, first) || !check_unit(reading, &place, second))
        return;
    const struct value *params = standard_params(work, rule->params, rule->param_count, value_get(example, "params"), span_last(&work->job->period), &err);
    if (params && ask(work, first, params, &keys[0], &err) && ask(work, second, params, &keys[1], &err))
        suggestion_check_order(reading, &place, number, tied, order_of(&keys[0], &keys[1]));
    else
        criterion_check_add_err(work->job, reading->problems, place.name, place.line, &err);
}

static void check_examples(const struct work *work, const void *rule, struct problems *problems)
{
    const struct rule_reading reading = {work->arena, work->job, work->script, problems};
    const struct ranking_rule *ranking = rule;
    for (size_t i = 0; i < value_len(ranking->examples); i++)
        check_example(&reading, work, ranking, i + 1);
}

struct value *rank_units(struct work *work, struct err *err)
{
    static const struct units_rule kind = {&words, read_rule, rank_all, check_examples};
    struct ranking_rule rule = {0};
    return units_rule_run(work, &kind, &rule, err);
}
