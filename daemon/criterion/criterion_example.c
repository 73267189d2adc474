/* Reading a criterion's examples: figures, the target they are held against, the verdict that must come out.
 */
#include "criterion/rule_field.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/job.h"
#include "criterion/rule_line.h"

#include <string.h>

static int64_t read_number(const struct rule_reading *reading, const struct rule_place *place,
                           const struct value *row, const char *field)
{
    const struct value *item = value_get(row, field);
    if (value_type(item) == VALUE_INT && value_as_int(item) >= 0)
        return value_as_int(item);
    rule_field_wrong(reading, place, field, "phải là số nguyên không âm", "must be an integer, not negative");
    return 0;
}

static void read_row(const struct rule_reading *reading, const struct rule_place *place,
                     const struct value *row, const struct criterion *criterion, struct example *example)
{
    static const char *const fields[] = {"num", "den"};
    if (!row && criterion->use_count && example->used)
        return; /* its function makes it of what the example gives */
    example->has_row = true;
    if (value_type(row) != VALUE_MAP) {
        rule_field_wrong(reading, place, "row", "thiếu row = { num = …, den = … }",
                         "row = { num = …, den = … } is missing");
        return;
    }
    rule_field_known(reading, place, row, fields, 2);
    bool below = criterion->below && !example->of_ward;
    example->row.num = read_number(reading, place, row, "num");
    if (value_get(row, "den") || below)
        example->row.den = read_number(reading, place, row, "den");
    example->exempt = below && !example->row.den;
    example->row.share = !below && value_get(row, "den");
    bool needs = judge_is_share(example->of_ward ? criterion->share_judge : criterion->judge);
    if (!below && needs && !example->row.share)
        rule_field_wrong(reading, place, "row", "tỷ lệ cần den", "a share needs den");
}

static void read_verdict(const struct rule_reading *reading, const struct rule_place *place,
                         const struct value *map, struct example *example)
{
    const char *word = rule_field_text(reading, place, map, "verdict", true);
    if (word && !verdict_parse(word, &example->verdict))
        rule_field_wrong(
            reading, place, "verdict",
            arena_printf(reading->arena,
                         "“%s” không hợp; chọn met, missed, not_applicable, not_reported, in_progress", word),
            arena_printf(reading->arena,
                         "“%s” is none of met, missed, not_applicable, not_reported, in_progress", word));
}

static void read_target(const struct rule_reading *reading, const struct rule_place *place,
                        const struct value *map, struct example *example)
{
    struct err err = {0};
    struct decimal target;
    example->target = rule_field_text(reading, place, map, "target", false);
    if (example->target && !decimal_parse(example->target, &target, &err))
        rule_field_wrong(reading, place, "target", arena_strdup(reading->arena, err.vi),
                         arena_strdup(reading->arena, err.en));
    err_clear(&err);
}

/* {} is an empty list or map: nothing. */
static bool is_named(const struct rule_reading *reading, const struct rule_place *place, const char *field, const struct value *map)
{
    bool good = !map || value_type(map) == VALUE_MAP || (value_type(map) == VALUE_LIST && !value_len(map));
    if (!good)
        rule_field_wrong(reading, place, field, "phải là { [\"tên\"] = … }", "must be { [\"name\"] = … }");
    return good;
}

/* Whole numbers by the names of a statement's columns. */
static void read_own(const struct rule_reading *reading, const struct rule_place *place, const struct value *own)
{
    if (!is_named(reading, place, "own", own))
        return;
    for (size_t i = 0; i < value_len(own); i++)
        if (value_type(value_item(own, i)) != VALUE_INT || value_as_int(value_item(own, i)) < 0)
            rule_field_wrong(reading, place, "own", arena_printf(reading->arena, "“%s” phải là số nguyên không âm", value_key(own, i)),
                             arena_printf(reading->arena, "“%s” must be an integer, not negative", value_key(own, i)));
}

/* The figures of others, as they stand in a cell of theirs. */
static void read_used(const struct rule_reading *reading, const struct rule_place *place, const struct value *map,
                      const struct criterion *criterion, struct example *example)
{
    static const char *const fields[] = {"verdict", "num", "den", "grade"};
    const struct value *used = value_get(map, "used");
    enum verdict verdict;
    if (!is_named(reading, place, "used", used))
        return;
    rule_field_known(reading, place, used, criterion->uses, criterion->use_count);
    for (size_t i = 0; i < value_len(used); i++) {
        const struct value *cell = value_item(used, i);
        rule_field_known(reading, place, cell, fields, LEN(fields));
        if (!verdict_parse(value_get_text(cell, "verdict", ""), &verdict))
            rule_field_wrong(reading, place, "used", "mỗi chỉ tiêu là { verdict = \"met\", num = …, den = … }", "each criterion is { verdict = \"met\", num = …, den = … }");
        read_number(reading, place, cell, "num");
        if (value_get(cell, "den"))
            read_number(reading, place, cell, "den");
    }
    read_own(reading, place, value_get(map, "own"));
    example->used = used;
    example->own = value_get(map, "own");
}

/* The one that must come out; "" that none does. */
static void read_grade(const struct rule_reading *reading, const struct rule_place *place, const struct value *map,
                       const struct criterion *criterion, struct example *example)
{
    const struct value *item = value_get(map, "grade");
    bool below = criterion->below && !example->of_ward;
    const struct grades *grades = below ? &criterion->below_grades : &criterion->grades;
    const char *known[GRADES_MOST + 1] = {""}, *field = below ? criterion->below_grades_field : "grades";
    for (size_t i = 0; i < grades->len; i++)
        known[i + 1] = grades->items[i].id;
    if (item && (value_type(item) != VALUE_TEXT || text_place(value_as_text(item), known, grades->len + 1) < 0))
        rule_field_unknown(reading, place, "grade", field, field, value_get_text(map, "grade", "?"), known + 1, grades->len);
    else if (item)
        example->grade = value_as_text(item);
}

/* A function may judge by the period's kind and days. */
static void read_period(const struct rule_reading *reading, const struct rule_place *place, const struct value *period, struct example *example)
{
    static const char *const fields[] = {"kind", "days"};
    const struct value *days = value_get(period, "days");
    if (!period)
        return;
    if (value_type(period) != VALUE_MAP || value_type(days) != VALUE_INT || value_as_int(days) < 1) {
        rule_field_wrong(reading, place, "period", "period là { kind = \"week\", days = 7 }", "period is { kind = \"week\", days = 7 }");
        return;
    }
    rule_field_known(reading, place, period, fields, LEN(fields));
    if (rule_field_choice(reading, place, period, "kind", period_kind_names, PERIOD_KINDS, true) >= 0)
        example->period = period;
}

static void read_example(const struct rule_reading *reading, const struct value *map,
                         const struct criterion *criterion, struct example *example)
{
    static const char *const fields[] = {"row", "target", "verdict", "reported", "at_end", "period", "level", "params", "grade", "used", "own"};
    enum { BESIDE_USES = 2 }; /* the last ones */
    size_t level_count;
    const char *const *levels = rule_field_levels(reading, &level_count);
    struct rule_place place = {"examples", example->line};
    rule_field_known(reading, &place, map, fields, LEN(fields) - (criterion->use_count ? 0 : BESIDE_USES));
    int level = rule_field_choice(reading, &place, map, "level", levels, level_count, false);
    example->of_ward = criterion->below && level == 0;
    read_used(reading, &place, map, criterion, example);
    read_row(reading, &place, value_get(map, "row"), criterion, example);
    read_verdict(reading, &place, map, example);
    read_target(reading, &place, map, example);
    example->reported = rule_field_bool(reading, &place, map, "reported", true);
    example->at_end = rule_field_bool(reading, &place, map, "at_end", false);
    example->params = value_get(map, "params");
    read_period(reading, &place, value_get(map, "period"), example);
    read_grade(reading, &place, map, criterion, example);
}

void criterion_read_examples(const struct rule_reading *reading, const struct value *list,
                             struct criterion *criterion)
{
    static const struct rule_place outside = {"", 0};
    size_t len = value_len(list);
    if (value_type(list) != VALUE_LIST) {
        rule_field_wrong(reading, &outside, "examples",
                         "thiếu examples: ít nhất một ví dụ đạt và một ví dụ chưa đạt",
                         "examples are missing: at least one that is met and one that is missed");
        return;
    }
    criterion->examples = arena_alloc(reading->arena, len * sizeof *criterion->examples);
    criterion->example_count = len;
    for (size_t i = 0; i < len; i++) {
        criterion->examples[i].line = rule_line_of_example(reading->job, i);
        if (value_type(value_at(list, i)) == VALUE_MAP)
            read_example(reading, value_at(list, i), criterion, &criterion->examples[i]);
        else
            rule_field_wrong(reading, &outside, "examples", "mỗi ví dụ là { row = …, verdict = … }",
                             "each example is { row = …, verdict = … }");
    }
}
