#include "standing/conclusion_rule.h"

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
#include "evaluate/standard.h"
#include "script/script.h"
#include "standing/unit_figure.h"
#include "template/template.h"

#include <string.h>

enum { COUNT_MOST = 1000 /* criteria of an example */ };

static const struct rule_place whole = {"conclusion", 0};

/* ---- what the function sees, what it says ---- */

static void count_one(struct value *counts, const char *verdict, int64_t more)
{
    value_set_int(counts, verdict, value_get_int(counts, verdict, 0) + more);
}

struct value *conclusion_rule_unit(struct arena *arena, const char *period, const struct value *cells, const struct value *others,
                                   const struct value *params)
{
    struct value *unit = value_map(arena), *criteria = value_map(arena);
    int64_t all = (int64_t)value_len(cells);
    for (size_t i = 0; i < UNIT_VERDICTS; i++) {
        int64_t given = value_get_int(others, unit_verdicts[i], 0);
        value_set_int(unit, unit_verdicts[i], given);
        all += given;
    }
    for (size_t i = 0; i < value_len(cells); i++) {
        count_one(unit, value_get_text(value_item(cells, i), "verdict", "error"), 1);
        value_set(criteria, value_key(cells, i), unit_figure(arena, value_item(cells, i)));
    }
    value_set_text(unit, "period", period);
    value_set_int(unit, "all", all);
    value_set_int(unit, "arose", all - value_get_int(unit, "not_applicable", 0) - value_get_int(unit, "in_progress", 0));
    value_set(unit, "criteria", criteria);
    value_set(unit, "params", params);
    return unit;
}

static bool wrong_answer(const struct work *work, const char *vi, const char *en, struct err *err)
{
    err_set(err, "%1$s%2$.0s", "%1$.0s%2$s", vi, en);
    return err_prefix(err, "quy tắc %1$s, dòng %2$d (conclude)", "rule %1$s, line %2$d (conclude)", work->job->criterion.file,
                      rule_line_of_field(work->job, "conclude"));
}

static bool check_answer(const struct work *work, const struct conclusion_rule *rule, const struct value *said, int *ret_class, struct err *err)
{
    const char *class = value_get_text(said, "class", NULL);
    int place = class ? text_place(class, rule->ids, rule->class_count) : -1;
    int64_t met = value_get_int(said, "met", -1), arose = value_get_int(said, "arose", -1);
    if (place < 0)
        return wrong_answer(work,
                            class ? arena_printf(work->arena, "lớp “%s” không có trong classes; khai báo nó, hoặc trả về một lớp đã khai báo", class)
                                  : "hàm phải trả về một bảng có class, như return { class = \"…\", met = unit.met, arose = unit.arose }",
                            class ? arena_printf(work->arena, "the class “%s” is not among classes; declare it, or return one that is", class)
                                  : "the function must return a table with class, like return { class = \"…\", met = unit.met, arose = unit.arose }",
                            err);
    if (met < 0 || arose < 0 || met > arose)
        return wrong_answer(work, "met và arose phải là số nguyên, 0 ≤ met ≤ arose; trả về met = unit.met, arose = unit.arose",
                            "met and arose must be whole numbers, 0 ≤ met ≤ arose; return met = unit.met, arose = unit.arose", err);
    for (size_t i = 0; i < value_len(said); i++)
        if (value_type(value_item(said, i)) != VALUE_INT && strcmp(value_key(said, i), "class") != 0)
            return wrong_answer(work, arena_printf(work->arena, "“%s” phải là số nguyên; nhân lên rồi làm tròn, hoặc bỏ đi", value_key(said, i)),
                                arena_printf(work->arena, "“%s” must be a whole number; scale and round it, or leave it out", value_key(said, i)), err);
    *ret_class = place;
    return true;
}

static const char *says_of(const struct work *work, const struct conclusion_rule *rule, const struct value *unit, const struct value *said,
                           const char *title, struct err *err)
{
    struct buffer text = {0};
    struct value *data = value_copy(work->arena, unit);
    for (size_t i = 0; i < value_len(said); i++)
        value_set(data, value_key(said, i), value_item(said, i));
    value_set_text(data, "title", title);
    bool good = template_render(rule->says, data, TEMPLATE_PLAIN, &text, err) ||
                err_prefix(err, "quy tắc %1$s, dòng %2$d (says)", "rule %1$s, line %2$d (says)", work->job->criterion.file,
                           rule_line_of_field(work->job, "says"));
    const char *says = good ? buffer_take(&text, work->arena) : NULL;
    if (!good)
        buffer_finish(&text);
    return says;
}

struct value *conclusion_rule_ask(const struct work *work, const struct conclusion_rule *rule, const struct value *unit, struct err *err)
{
    static const char *const own[] = {"class", "met", "arose"};
    struct value *said, *answer = value_map(work->arena), *figures = value_map(work->arena);
    int class = 0;
    if (!script_call(work->script, "conclude", "unit", unit, work->arena, &said, err) || !check_answer(work, rule, said, &class, err))
        return NULL;
    const char *says = says_of(work, rule, unit, said, rule->titles[class], err);
    if (!says)
        return NULL;
    for (size_t i = 0; i < value_len(said); i++)
        value_set(text_place(value_key(said, i), own, LEN(own)) >= 0 ? answer : figures, value_key(said, i), value_item(said, i));
    value_set_text(answer, "title", rule->titles[class]);
    value_set_int(answer, "rank", class + 1);
    value_set(answer, "figures", figures);
    value_set_text(answer, "says", says);
    return answer;
}

/* ---- the table ---- */

static void read_class(const struct rule_reading *reading, const struct value *map, size_t number, struct conclusion_rule *rule)
{
    static const char *const fields[] = {"id", "title"};
    const struct rule_place place = {arena_printf(reading->arena, "classes[%zu]", number), rule_line_of_field(reading->job, "classes")};
    rule_field_known(reading, &place, map, fields, LEN(fields));
    const char *id = rule_field_text(reading, &place, map, "id", true), *title = rule_field_text(reading, &place, map, "title", true);
    if (!id || !title)
        return;
    if (!rule_field_is_id(id) || strcmp(id, "error") == 0)
        rule_field_wrong(reading, &place, "id", "phải là chữ thường không dấu, số, dấu gạch dưới, không quá 32 ký tự, và không phải error",
                         "must be lower-case letters, digits and underscores, at most 32, and not error");
    else if (text_place(id, rule->ids, rule->class_count) >= 0)
        rule_field_wrong(reading, &place, "id", "lớp này đã khai báo ở trên; mỗi lớp một mã", "this class is declared above already; one id a class");
    rule->ids[rule->class_count] = id;
    rule->titles[rule->class_count++] = title;
}

static void read_classes(const struct rule_reading *reading, const struct value *list, struct conclusion_rule *rule)
{
    if (value_type(list) != VALUE_LIST || !value_len(list) || value_len(list) > CONCLUSION_CLASSES_MAX) {
        rule_field_wrong(reading, &whole, "classes", arena_printf(reading->arena, "phải là một danh sách từ 1 đến %d lớp, như { { id = \"…\", title = \"…\" } }, lớp cao nhất trước", CONCLUSION_CLASSES_MAX),
                         arena_printf(reading->arena, "must be a list of 1 to %d classes, like { { id = \"…\", title = \"…\" } }, the best first", CONCLUSION_CLASSES_MAX));
        return;
    }
    for (size_t i = 0; i < value_len(list); i++)
        read_class(reading, value_at(list, i), i + 1, rule);
}

void conclusion_rule_read(const struct work *work, const struct value *table, struct conclusion_rule *ret_rule, struct problems *problems)
{
    static const char *const fields[] = {"title", "classes", "params", "says", "examples"};
    const struct rule_reading reading = {work->arena, work->job, work->script, problems};
    struct conclusion_rule rule = {.examples = value_get(table, "examples")};
    rule_field_known(&reading, &whole, table, fields, LEN(fields));
    rule.title = rule_field_text(&reading, &whole, table, "title", true);
    read_classes(&reading, value_get(table, "classes"), &rule);
    rule.params = rule_field_words(&reading, &whole, table, "params", &rule.param_count);
    for (size_t i = 0; rule.params && i < rule.param_count; i++)
        rule_field_param(&reading, &whole, "params", rule.params[i]);
    rule.says = rule_field_template(&reading, &whole, table, "says", true);
    if (!script_has_function(work->script, "conclude"))
        rule_field_wrong(&reading, &whole, "conclude", "thiếu conclude = function(unit) return { class = …, met = …, arose = … } end",
                         "conclude = function(unit) return { class = …, met = …, arose = … } end is missing");
    if (value_type(rule.examples) != VALUE_LIST || !value_len(rule.examples))
        rule_field_wrong(&reading, &whole, "examples", "thiếu examples: ít nhất một ví dụ { unit = { met = … }, class = \"…\" }",
                         "examples are missing: at least one { unit = { met = … }, class = \"…\" }");
    *ret_rule = rule;
}

/* ---- its examples ---- */

/* The unit of an example: the counts are whole numbers, of each named criterion the verdict is one. */
static bool check_unit(const struct rule_reading *reading, const struct rule_place *place, const struct value *unit)
{
    static const char *const fields[] = {"period", "criteria", "met", "missed", "not_applicable", "not_reported", "in_progress", "judged", "error"};
    size_t before = reading->problems->errors;
    if (value_type(unit) != VALUE_MAP) {
        rule_field_wrong(reading, place, "unit", "mỗi ví dụ là { unit = { met = …, missed = … }, class = \"…\" }", "each example is { unit = { met = …, missed = … }, class = \"…\" }");
        return false;
    }
    rule_field_known(reading, place, unit, fields, LEN(fields));
    rule_field_choice(reading, place, unit, "period", period_kind_names, PERIOD_KINDS, false);
    for (size_t i = 0; i < UNIT_VERDICTS; i++) {
        const struct value *count = value_get(unit, unit_verdicts[i]);
        if (count && (value_type(count) != VALUE_INT || value_as_int(count) < 0 || value_as_int(count) > COUNT_MOST))
            rule_field_wrong(reading, place, unit_verdicts[i], "phải là số nguyên không âm", "must be an integer, not negative");
    }
    unit_figures_check(reading, place, value_get(unit, "criteria"), true);
    return reading->problems->errors == before;
}

/* What an example says beside its unit, held against what came out. */
static void compare(const struct rule_reading *reading, const struct rule_place *place, size_t number, const struct value *example,
                    const struct value *said)
{
    static const char *const held[] = {"class", "met", "arose", "says"};
    for (size_t i = 0; i < LEN(held); i++) {
        const struct value *wanted = value_get(example, held[i]), *given = value_get(said, held[i]);
        if (!wanted || value_equal(wanted, given))
            continue;
        const char *text = value_type(given) == VALUE_INT ? arena_printf(reading->arena, "%lld", (long long)value_as_int(given)) : value_as_text(given);
        problem_add(reading->problems, reading->job->criterion.path, place->line, place->name,
                    "ví dụ %1$zu: quy tắc cho %2$s = %3$s; sửa ví dụ hoặc sửa quy tắc", "example %1$zu: the rule gives %2$s = %3$s; correct the example or the rule",
                    number, held[i], text);
    }
}

static const char *check_example(const struct rule_reading *reading, const struct work *work, const struct conclusion_rule *rule, size_t number)
{
    static const char *const fields[] = {"unit", "params", "class", "met", "arose", "says"};
    const struct value *example = value_at(rule->examples, number - 1), *unit = value_get(example, "unit");
    const struct rule_place place = {arena_printf(reading->arena, "examples[%zu]", number), rule_line_of_example(work->job, number - 1)};
    struct err err = {0};
    rule_field_known(reading, &place, example, fields, LEN(fields));
    const char *class = rule_field_text(reading, &place, example, "class", true);
    if (!check_unit(reading, &place, unit) || !class)
        return class;
    const struct value *params =
        standard_params(work, rule->params, rule->param_count, value_get(example, "params"), span_last(&work->job->period), &err);
    const struct value *said =
        params ? conclusion_rule_ask(work, rule,
                                     conclusion_rule_unit(work->arena, value_get_text(unit, "period", "phase"), value_get(unit, "criteria"), unit, params), &err)
               : NULL;
    if (said)
        compare(reading, &place, number, example, said);
    else
        criterion_check_add_err(work->job, reading->problems, place.name, place.line, &err);
    return class;
}

void conclusion_rule_check(const struct work *work, const struct conclusion_rule *rule, struct problems *problems)
{
    const struct rule_reading reading = {work->arena, work->job, work->script, problems};
    bool shown[CONCLUSION_CLASSES_MAX] = {false};
    for (size_t i = 0; i < value_len(rule->examples); i++) {
        const char *class = check_example(&reading, work, rule, i + 1);
        int place = class ? text_place(class, rule->ids, rule->class_count) : -1;
        if (place >= 0)
            shown[place] = true;
    }
    for (size_t i = 0; i < rule->class_count; i++)
        if (!shown[i])
            problem_warn(problems, work->job->criterion.path, rule_line_of_field(work->job, "classes"), "classes",
                         "không ví dụ nào cho lớp “%s”; thêm một ví dụ", "no example has the class “%s”; add one", rule->ids[i]);
}
