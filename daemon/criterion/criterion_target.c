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

static void read_grade(const struct rule_reading *reading, const struct value *map, size_t number, enum judge judge, struct criterion *criterion, struct grade *grades)
{
    static const char *const fields[] = {"id", "title", "target"};
    const struct rule_place place = {arena_printf(reading->arena, "grades[%zu]", number), rule_line_of_field(reading->job, "grades")};
    rule_field_known(reading, &place, map, fields, LEN(fields));
    struct grade grade = {rule_field_text(reading, &place, map, "id", true), rule_field_text(reading, &place, map, "title", true), NULL};
    grade.target = rule_field_param(reading, &place, "target", rule_field_text(reading, &place, map, "target", true));
    if (grade.id && !rule_field_is_id(grade.id))
        rule_field_wrong(reading, &place, "id", "phải là chữ thường không dấu, số, dấu gạch dưới, không quá 32 ký tự", "must be lower-case letters, digits and underscores, at most 32");
    for (size_t i = 0; grade.id && i < criterion->grade_count; i++)
        if (strcmp(grades[i].id, grade.id) == 0)
            rule_field_wrong(reading, &place, "id", "mức này đã khai báo ở trên; mỗi mức một mã", "this grade is declared above already; one id a grade");
    check_values(reading, &place, "target", grade.target, judge);
    if (grade.id && grade.title && grade.target)
        grades[criterion->grade_count++] = grade;
}

/* ---- their order ---- */

static bool value_on(const struct param *param, int32_t day, const char **ret_text, struct decimal *ret_value)
{
    const struct param_entry *entry = param_at(param, day);
    *ret_text = entry ? entry->value : "";
    return entry && *entry->value && decimal_parse(entry->value, ret_value, NULL);
}

/* Where both have a value on the day: the later one is at least as strict. False: said. */
static bool check_day(const struct rule_reading *reading, enum judge judge, const struct param *first, const struct param *second, int32_t day)
{
    struct decimal lower, higher;
    const char *was, *is;
    if (!value_on(first, day, &was, &lower) || !value_on(second, day, &is, &higher) || lower.percent != higher.percent)
        return true;
    int order = decimal_order(lower, higher);
    if (judge == JUDGE_AT_MOST ? order >= 0 : order <= 0)
        return true;
    rule_field_wrong(reading, &whole, "grades",
                     arena_printf(reading->arena, "từ %s “%s” là %s còn “%s” là %s; mức sau phải chặt ít nhất bằng mức trước, sửa giá trị hoặc đổi thứ tự", day_shown(reading->arena, day),
                                  second->name, is, first->name, was),
                     arena_printf(reading->arena, "from %s on “%s” is %s and “%s” is %s; a later grade must be at least as strict as the one before, mend the value or the order",
                                  day_text(reading->arena, day), second->name, is, first->name, was));
    return false;
}

/* On every day on which one of the two has another value. */
static void check_order(const struct rule_reading *reading, enum judge judge, const char *first, const char *second)
{
    const struct param *params[] = {param_find(&reading->job->contest.targets, first), param_find(&reading->job->contest.targets, second)};
    bool good = params[0] && params[1];
    for (size_t p = 0; good && p < LEN(params); p++)
        for (size_t i = 0; good && i < params[p]->len; i++)
            good = check_day(reading, judge, params[0], params[1], params[p]->entries[i].from);
}

void criterion_read_grades(const struct rule_reading *reading, const struct value *table, struct criterion *criterion)
{
    const struct value *list = value_get(table, "grades");
    enum judge judge = criterion->below ? criterion->share_judge : criterion->judge;
    const char *below = criterion->below ? criterion->share_target : criterion->target;
    struct grade *grades = arena_alloc(reading->arena, GRADES_MOST * sizeof *grades);
    criterion->grades = grades;
    if (!list)
        return;
    if (reading->job->criterion.table && value_type(list) == VALUE_TEXT)
        list = rule_field_list(reading, value_as_text(list));
    if (value_type(list) != VALUE_LIST || !value_len(list) || value_len(list) > GRADES_MOST) {
        rule_field_wrong(reading, &whole, "grades", arena_printf(reading->arena, "phải là một danh sách từ 1 đến %d mức, mức thấp trước, như { { id = \"good\", title = \"khá\", target = \"…\" } }", GRADES_MOST),
                         arena_printf(reading->arena, "must be a list of 1 to %d grades, the lowest first, like { { id = \"good\", title = \"khá\", target = \"…\" } }", GRADES_MOST));
        return;
    }
    if (judge == JUDGE_FUNCTION)
        rule_field_wrong(reading, &whole, "grades", "cần một phép so có sẵn (judge), vì mỗi mức được so bằng chính phép ấy; hàm judge thì không có mức", "need a ready comparison (judge), by which each grade is held too; a function judge has none");
    for (size_t i = 0; i < value_len(list); i++) {
        const struct value *item = value_at(list, i);
        const struct value *map = value_type(item) == VALUE_TEXT ? grade_of_text(reading->arena, value_as_text(item)) : item;
        read_grade(reading, map ? map : item, i + 1, judge, criterion, grades);
    }
    for (size_t i = 0; i < criterion->grade_count; i++) {
        if (below)
            check_order(reading, judge, below, grades[i].target);
        below = grades[i].target;
    }
}
