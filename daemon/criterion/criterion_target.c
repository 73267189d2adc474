/* What figures are held against: whether a target's values are of the kind that its judge compares with, and the grades above it. */
#include "criterion/rule_field.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/param.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_line.h"

#include <string.h>

static const struct rule_place whole = {"", 0};

static void check_values(const struct rule_reading *reading, const struct rule_place *place, const char *field, const char *name, enum judge judge)
{
    const struct param *param = name ? param_find(&reading->job->contest.targets, name) : NULL;
    for (size_t i = 0; param && i < param->len; i++) {
        struct decimal target;
        struct err err = {0};
        const char *value = param->entries[i].value;
        if (!decimal_parse(value, &target, &err))
            rule_field_wrong(reading, place, field, arena_strdup(reading->arena, err.vi),
                             arena_strdup(reading->arena, err.en));
        else if (judge_is_share(judge) && !target.percent)
            rule_field_wrong(reading, place, field,
                             arena_printf(reading->arena,
                                          "“%s” là “%s”; tỷ lệ phải viết có dấu %%, như 80 %%", name, value),
                             arena_printf(reading->arena,
                                          "“%s” is “%s”; a share is written with %%, like 80 %%", name,
                                          value));
        else if (!judge_is_share(judge) && judge != JUDGE_FUNCTION &&
                 (target.percent || target.scale || target.digits < 0))
            rule_field_wrong(
                reading, place, field,
                arena_printf(reading->arena, "“%s” là “%s”; số lượng phải là số nguyên, như 1", name, value),
                arena_printf(reading->arena, "“%s” is “%s”; a count must be an integer, like 1", name,
                             value));
        err_clear(&err);
    }
}

void criterion_check_target(const struct rule_reading *reading, const char *field, const char *name, enum judge judge)
{
    check_values(reading, &whole, field, name, judge);
}

/* ---- a grade ---- */

/* In an INI file: “good khá 9.good”. */
static const struct value *grade_of_text(struct arena *arena, const char *text)
{
    struct value *map = value_map(arena);
    const char *first = strchr(text, ' '), *last = strrchr(text, ' ');
    if (!first || first == last)
        return NULL;
    value_set_text(map, "id", arena_strndup(arena, text, (size_t)(first - text)));
    value_set_text(map, "title", arena_strndup(arena, first + 1, (size_t)(last - first - 1)));
    value_set_text(map, "target", last + 1);
    return map;
}

/* One list of grades being read: its field, and what a figure that is met was held against. */
struct grade_reading {
    const struct rule_reading *of;
    const char *field, *target;
    enum judge judge;
};

static void read_grade(const struct grade_reading *reading, const struct value *map, size_t number, struct grade *grades, size_t *len)
{
    static const char *const fields[] = {"id", "title", "target"};
    const struct rule_reading *of = reading->of;
    const struct rule_place place = {arena_printf(of->arena, "%s[%zu]", reading->field, number), rule_line_of_field(of->job, reading->field)};
    rule_field_known(of, &place, map, fields, LEN(fields));
    struct grade grade = {rule_field_text(of, &place, map, "id", true), rule_field_text(of, &place, map, "title", true), NULL};
    grade.target = rule_field_param(of, &place, "target", rule_field_text(of, &place, map, "target", true));
    if (grade.id && !rule_field_is_id(grade.id))
        rule_field_wrong(of, &place, "id", "phải là chữ thường không dấu, số, dấu gạch dưới, không quá 32 ký tự", "must be lower-case letters, digits and underscores, at most 32");
    for (size_t i = 0; grade.id && i < *len; i++)
        if (strcmp(grades[i].id, grade.id) == 0)
            rule_field_wrong(of, &place, "id", "mức này đã khai báo ở trên; mỗi mức một mã", "this grade is declared above already; one id a grade");
    check_values(of, &place, "target", grade.target, reading->judge);
    if (grade.id && grade.title && grade.target)
        grades[(*len)++] = grade;
}

/* ---- their order ---- */

static bool value_on(const struct param *param, int32_t day, const char **ret_text, struct decimal *ret_value)
{
    const struct param_entry *entry = param_at(param, day);
    *ret_text = entry ? entry->value : "";
    return entry && *entry->value && decimal_parse(entry->value, ret_value, NULL);
}

/* Where both have a value on the day: the later one is at least as strict. False: said. */
static bool check_day(const struct grade_reading *reading, const struct param *first, const struct param *second, int32_t day)
{
    struct decimal lower, higher;
    const char *was, *is;
    struct arena *arena = reading->of->arena;
    if (!value_on(first, day, &was, &lower) || !value_on(second, day, &is, &higher) || lower.percent != higher.percent)
        return true;
    int order = decimal_order(lower, higher);
    if (reading->judge == JUDGE_AT_MOST ? order >= 0 : order <= 0)
        return true;
    rule_field_wrong(reading->of, &whole, reading->field,
                     arena_printf(arena, "từ %s “%s” là %s còn “%s” là %s; mức sau phải chặt ít nhất bằng mức trước, sửa giá trị hoặc đổi thứ tự", day_shown(arena, day), second->name, is,
                                  first->name, was),
                     arena_printf(arena, "from %s on “%s” is %s and “%s” is %s; a later grade must be at least as strict as the one before, mend the value or the order", day_text(arena, day),
                                  second->name, is, first->name, was));
    return false;
}

/* On every day on which one of the two has another value. */
static void check_order(const struct grade_reading *reading, const char *first, const char *second)
{
    const struct param_list *targets = &reading->of->job->contest.targets;
    const struct param *params[] = {param_find(targets, first), param_find(targets, second)};
    bool good = params[0] && params[1];
    for (size_t p = 0; good && p < LEN(params); p++)
        for (size_t i = 0; good && i < params[p]->len; i++)
            good = check_day(reading, params[0], params[1], params[p]->entries[i].from);
}

static struct grades read_grades(const struct grade_reading *reading, const struct value *list)
{
    const struct rule_reading *of = reading->of;
    struct grade *grades = arena_alloc(of->arena, GRADES_MOST * sizeof *grades);
    size_t len = 0;
    if (list && of->job->criterion.table && value_type(list) == VALUE_TEXT)
        list = rule_field_list(of, value_as_text(list));
    if (list && (value_type(list) != VALUE_LIST || !value_len(list) || value_len(list) > GRADES_MOST)) {
        rule_field_wrong(of, &whole, reading->field,
                         arena_printf(of->arena, "phải là một danh sách từ 1 đến %d mức, mức thấp trước, như { { id = \"good\", title = \"khá\", target = \"…\" } }", GRADES_MOST),
                         arena_printf(of->arena, "must be a list of 1 to %d grades, the lowest first, like { { id = \"good\", title = \"khá\", target = \"…\" } }", GRADES_MOST));
        list = NULL;
    }
    if (list && reading->judge == JUDGE_FUNCTION)
        rule_field_wrong(of, &whole, reading->field, "cần một phép so có sẵn (judge), vì mỗi mức được so bằng chính phép ấy; hàm judge thì không có mức",
                         "need a ready comparison (judge), by which each grade is held too; a function judge has none");
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *item = value_at(list, i);
        const struct value *map = value_type(item) == VALUE_TEXT ? grade_of_text(of->arena, value_as_text(item)) : item;
        read_grade(reading, map ? map : item, i + 1, grades, &len);
    }
    const char *before = reading->target;
    for (size_t i = 0; i < len; i++) {
        if (before)
            check_order(reading, before, grades[i].target);
        before = grades[i].target;
    }
    return (struct grades){grades, len};
}

void criterion_read_grades(const struct rule_reading *reading, const struct value *table, struct criterion *criterion)
{
    const struct grade_reading each = {reading, criterion->below_grades_field, criterion->target, criterion->judge},
                               share = {reading, "grades", criterion->share_target, criterion->share_judge};
    if (criterion->below)
        criterion->below_grades = read_grades(&each, value_get(table, criterion->below_grades_field));
    criterion->grades = read_grades(criterion->below ? &share : &(struct grade_reading){reading, "grades", criterion->target, criterion->judge}, value_get(table, "grades"));
}
