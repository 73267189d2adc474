#include "standing/suggestion.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/job.h"
#include "criterion/rule_field.h"
#include "criterion/rule_line.h"
#include "evaluate/criterion_check.h"
#include "script/script.h"
#include "standing/unit_figure.h"
#include "template/template.h"

#include <string.h>

static const struct rule_place whole = {"suggestion", 0};

bool suggestion_keys(const struct work *work, const struct value *answer, struct suggestion_keys *ret_keys, struct err *err)
{
    struct suggestion_keys keys = {.len = value_len(answer)};
    bool good = value_type(answer) == VALUE_LIST && keys.len >= 1 && keys.len <= SUGGESTION_KEYS_MAX;
    for (size_t i = 0; good && i < keys.len; i++) {
        good = value_type(value_at(answer, i)) == VALUE_INT;
        keys.items[i] = good ? value_as_int(value_at(answer, i)) : 0;
    }
    if (good)
        *ret_keys = keys;
    return good || err_set(err, "quy tắc %s: rank phải trả về từ 1 đến %d số nguyên, như return { 3, 0 }",
                           "rule %s: rank must return 1 to %d integers, like return { 3, 0 }", work->job->criterion.file, SUGGESTION_KEYS_MAX);
}

const struct value *suggestion_row(const struct work *work, const struct suggestion *suggestion, const struct value *row, const struct value *cells, const struct value *own)
{
    if (!suggestion->use_count)
        return row;
    struct value *seen = value_copy(work->arena, row);
    value_set(seen, "criteria", unit_figures(work->arena, suggestion->uses, suggestion->use_count, cells));
    value_set(seen, "own", unit_figures(work->arena, suggestion->uses, suggestion->use_count, own));
    return seen;
}

bool suggestion_rank(const struct work *work, const struct value *row, struct suggestion_keys *ret_keys, struct err *err)
{
    struct value *answer;
    return script_call(work->script, "rank", "figures", row, work->arena, &answer, err) && suggestion_keys(work, answer, ret_keys, err);
}

int suggestion_compare(const struct suggestion_keys *a, const struct suggestion_keys *b)
{
    for (size_t i = 0; i < a->len && i < b->len; i++)
        if (a->items[i] != b->items[i])
            return a->items[i] > b->items[i] ? -1 : 1;
    return (a->len < b->len) - (a->len > b->len);
}

const char *suggestion_says(const struct work *work, const struct suggestion *suggestion, const struct value *row, struct err *err)
{
    struct buffer text = {0};
    bool good = template_render(suggestion->says, row, TEMPLATE_PLAIN, &text, err) ||
                err_prefix(err, "quy tắc %s, dòng %d (says)", "rule %s, line %d (says)", work->job->criterion.file, rule_line_of_field(work->job, "says"));
    const char *says = good ? buffer_take(&text, work->arena) : NULL;
    if (!good)
        buffer_finish(&text);
    return says;
}

void suggestion_read(const struct work *work, const struct value *table, struct suggestion *ret_suggestion, struct problems *problems)
{
    static const char *const fields[] = {"title", "tie", "uses", "figures", "says", "examples"};
    const struct rule_reading reading = {work->arena, work->job, work->script, problems};
    struct suggestion suggestion = {.examples = value_get(table, "examples")};
    rule_field_known(&reading, &whole, table, fields, LEN(fields));
    suggestion.title = rule_field_text(&reading, &whole, table, "title", true);
    suggestion.tie = rule_field_text(&reading, &whole, table, "tie", true);
    suggestion.uses = rule_field_uses(&reading, &whole, table, &suggestion.use_count);
    suggestion.figures = rule_field_text(&reading, &whole, table, "figures", true);
    suggestion.says = rule_field_template(&reading, &whole, table, "says", true);
    if (!script_has_function(work->script, "rank"))
        rule_field_wrong(&reading, &whole, "rank", "thiếu rank = function(figures) return { … } end", "rank = function(figures) return { … } end is missing");
    if (value_type(suggestion.examples) != VALUE_LIST || !value_len(suggestion.examples))
        rule_field_wrong(&reading, &whole, "examples", "thiếu examples: ít nhất một cặp { first = { … }, second = { … } }",
                         "examples are missing: at least one pair { first = { … }, second = { … } }");
    *ret_suggestion = suggestion;
}

/* What a row has beside its figures where the rule uses criteria. */
static const char *const seen[] = {"criteria", "own"};

/* A figure that the SELECT does not give could never stand in a row, nor one of a criterion that the rule does not use. */
static bool check_names(const struct rule_reading *reading, const struct rule_place *place, const struct suggestion *suggestion, const struct value *row, const struct value *columns)
{
    const char **names = arena_alloc(reading->arena, (value_len(columns) + LEN(seen)) * sizeof *names);
    size_t before = reading->problems->errors, count = value_len(columns);
    for (size_t i = 0; i < count; i++)
        names[i] = value_as_text(value_at(columns, i));
    for (size_t i = 0; suggestion->use_count && i < LEN(seen); i++)
        names[count++] = seen[i];
    rule_field_known(reading, place, row, names, count);
    for (size_t i = 0; suggestion->use_count && i < LEN(seen); i++) {
        const struct value *figures = value_get(row, seen[i]);
        unit_figures_check(reading, place, figures, false);
        if (value_type(figures) == VALUE_MAP)
            rule_field_known(reading, place, figures, suggestion->uses, suggestion->use_count);
    }
    return reading->problems->errors == before;
}

static bool ask_row(const struct work *work, const struct suggestion *suggestion, const struct value *given, struct suggestion_keys *ret_keys, struct err *err)
{
    const struct value *row = suggestion_row(work, suggestion, given, value_get(given, "criteria"), value_get(given, "own"));
    return suggestion_rank(work, row, ret_keys, err) && suggestion_says(work, suggestion, row, err);
}

void suggestion_check_order(const struct rule_reading *reading, const struct rule_place *place, size_t number, bool tied, int order)
{
    if (tied ? order == 0 : order < 0)
        return;
    problem_add(reading->problems, reading->job->criterion.path, place->line, place->name, "ví dụ %1$zu: theo rank, %2$s; sửa ví dụ hoặc sửa quy tắc%3$.0s",
                "example %1$zu: by rank, %3$s; correct the example or the rule%2$.0s", number,
                order == 0 ? "hai bên ngang nhau" : order < 0 ? "first đứng trước second" : "second đứng trước first",
                order == 0 ? "both are equal" : order < 0 ? "first goes before second" : "second goes before first");
}

static void check_example(const struct rule_reading *reading, const struct work *work, const struct suggestion *suggestion, const struct value *columns,
                          size_t number)
{
    static const char *const fields[] = {"first", "second", "tied"};
    const struct value *map = value_at(suggestion->examples, number - 1), *first = value_get(map, "first"), *second = value_get(map, "second");
    const struct rule_place place = {arena_printf(reading->arena, "examples[%zu]", number), rule_line_of_example(work->job, number - 1)};
    struct suggestion_keys keys[2];
    struct err err = {0};
    rule_field_known(reading, &place, map, fields, LEN(fields));
    if (value_type(first) != VALUE_MAP || value_type(second) != VALUE_MAP) {
        rule_field_wrong(reading, &place, "first", "mỗi ví dụ là { first = { … }, second = { … } }", "each example is { first = { … }, second = { … } }");
        return;
    }
    if (!check_names(reading, &place, suggestion, first, columns) || !check_names(reading, &place, suggestion, second, columns))
        return;
    if (ask_row(work, suggestion, first, &keys[0], &err) && ask_row(work, suggestion, second, &keys[1], &err))
        suggestion_check_order(reading, &place, number, rule_field_bool(reading, &place, map, "tied", false), suggestion_compare(&keys[0], &keys[1]));
    else
        criterion_check_add_err(work->job, reading->problems, place.name, place.line, &err);
}

void suggestion_check(const struct work *work, const struct suggestion *suggestion, const struct value *columns, struct problems *problems)
{
    const struct rule_reading reading = {work->arena, work->job, work->script, problems};
    for (size_t i = 0; i < value_len(suggestion->examples); i++)
        check_example(&reading, work, suggestion, columns, i + 1);
}
