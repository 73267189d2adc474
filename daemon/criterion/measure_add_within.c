/* within: how long after the first moment the second one may be; the SQL of it. */
#include "criterion/measure_add.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/value.h"
#include "criterion/criterion.h"
#include "criterion/rule_field.h"
#include "package/setting.h"
#include "record/record_type.h"

#include <string.h>

struct within {
    bool days;                   /* of calendar days, else of minutes */
    const char *from, *to;       /* columns */
    const char *most;            /* SQL of the number */
    int night_from, night_until; /* minutes of the day of `from`, half-open, perhaps over midnight */
    const char *night_most;      /* NULL: no other number at night */
};

/* The declared field that a column belongs to: itself, or the time whose day it is. */
static const struct field *field_of(const struct rule_reading *reading, const struct record_type *of, const char *column)
{
    const struct field *own = record_field(of, column);
    for (size_t i = 0; !own && i < of->field_count; i++)
        if (field_kind(&of->fields[i])->with_day && strcmp(field_day_column(reading->arena, &of->fields[i]), column) == 0)
            own = &of->fields[i];
    return own;
}

static const char **times_of(struct arena *arena, const struct record_type *of, size_t *ret_len)
{
    const char **columns = arena_alloc(arena, of->field_count * sizeof *columns);
    *ret_len = 0;
    for (size_t i = 0; i < of->field_count; i++)
        if (field_kind(&of->fields[i])->with_day)
            columns[(*ret_len)++] = of->fields[i].name;
    return columns;
}

static bool read_moment(const struct rule_reading *reading, const struct record_type *of, const char *column, bool days)
{
    size_t len;
    const char **known = days ? rule_field_days(reading->arena, of, &len) : times_of(reading->arena, of, &len);
    if (text_place(column, known, len) >= 0)
        return true;
    const struct field *field = field_of(reading, of, column);
    if (field && field_kind(field)->day && days)
        rule_field_wrong_in_measure(reading, "within", "“%1$s” có cả giờ; để tính ngày, viết “%2$s”", "“%1$s” has the time of day; to count days write “%2$s”", column, field_day_column(reading->arena, field));
    else if (field && field_kind(field)->with_day)
        rule_field_wrong_in_measure(reading, "within", "“%1$s” chỉ là ngày; để tính phút, viết “%2$s”", "“%1$s” is the day alone; to count minutes write “%2$s”", column, field->name);
    else if (field && field_kind(field)->day)
        rule_field_wrong_in_measure(reading, "within", "“%1$s” chỉ có ngày, không có giờ; viết days thay cho minutes", "“%1$s” is a day without a time; write days instead of minutes", column, "");
    else if (field)
        rule_field_wrong_in_measure(reading, "within", "“%1$s” không phải là ngày hay thời điểm (date, datetime); chọn trường khác", "“%1$s” is no day or time (date, datetime); name another field", column, "");
    else
        rule_field_unknown(reading, &rule_field_measure, "within", arena_printf(reading->arena, "loại “%s”", of->name), arena_printf(reading->arena, "the type “%s”", of->name),
                           column, known, len);
    return false;
}

static bool read_moments(const struct rule_reading *reading, const struct value *map, const struct record_type *of, struct within *within)
{
    size_t len;
    const char **words = rule_field_words(reading, &rule_field_measure, map, "within", &len);
    if (!words)
        return false;
    if (len != 2 || strcmp(words[0], words[1]) == 0) {
        rule_field_wrong_in_measure(reading, "within", "phải là hai trường khác nhau của loại “%1$s”: từ lúc nào, đến lúc nào", "must be two different fields of the type “%1$s”: from when, until when", of->name, "");
        return false;
    }
    within->from = words[0];
    within->to = words[1];
    bool from = read_moment(reading, of, words[0], within->days);
    return read_moment(reading, of, words[1], within->days) && from;
}

/* Other minutes in some hours: the two fields go together, and only with minutes. */
static bool read_night(const struct rule_reading *reading, const struct value *map, const char *day, struct within *within)
{
    const struct value *night = value_get(map, "night"), *most = value_get(map, "night_minutes");
    if (!night && !most)
        return true;
    if (within->days || !night || !most) {
        rule_field_wrong_in_measure(reading, night ? "night" : "night_minutes",
                                    within->days ? "chỉ dùng cùng minutes; bỏ trường này" : "night và night_minutes đi cùng nhau; thêm trường còn thiếu",
                                    within->days ? "is only for minutes; leave the field out" : "night and night_minutes go together; add the one that is missing", "", "");
        return false;
    }
    const char *hours = rule_field_text(reading, &rule_field_measure, map, "night", true);
    bool good = hours && setting_parse_hours(hours, &within->night_from, &within->night_until);
    if (hours && !good)
        rule_field_wrong_in_measure(reading, "night", "“%1$s” phải là hai giờ khác nhau, như 22:00-06:00 (từ 22:00 đến hết 05:59)",
                                    "“%1$s” must be two different times, like 22:00-06:00 (from 22:00 to the end of 05:59)", hours, "");
    within->night_most = rule_field_count(reading, &rule_field_measure, "night_minutes", most, 0, day);
    return good && within->night_most;
}

/* Whether it can happen that a record does not say both. */
static bool may_be_empty(const struct rule_reading *reading, const struct record_type *of, const char *column)
{
    return !field_of(reading, of, column)->required;
}

static const char *empty_cells(const struct rule_reading *reading, const struct record_type *of, const struct within *within)
{
    bool from = may_be_empty(reading, of, within->from), to = may_be_empty(reading, of, within->to);
    if (from && to)
        return arena_printf(reading->arena, "%s IS NULL OR %s IS NULL", within->from, within->to);
    return from || to ? arena_printf(reading->arena, "%s IS NULL", from ? within->from : within->to) : NULL;
}

static const char *in_time(struct arena *arena, const struct within *within, const char *most)
{
    return arena_printf(arena, "%s - %s <= %s%s", within->to, within->from, within->days ? "" : "60 * ", most);
}

static const char *at_night(struct arena *arena, const struct within *within)
{
    return arena_printf(arena, "minute_of_day(%1$s) >= %2$d %4$s minute_of_day(%1$s) < %3$d", within->from, within->night_from, within->night_until,
                        within->night_from < within->night_until ? "AND" : "OR");
}

/* What is not said is not in time, unless the rule says otherwise. */
static const char *write_within(struct arena *arena, const struct within *within, const char *empty, const char *otherwise)
{
    const char *text = in_time(arena, within, within->most);
    if (within->night_most)
        text = arena_printf(arena, "WHEN %s\nTHEN %s\nELSE %s", at_night(arena, within), in_time(arena, within, within->night_most), text);
    else if (empty)
        text = arena_printf(arena, "ELSE %s", text);
    if (empty)
        text = arena_printf(arena, "WHEN %s\nTHEN %s\n%s", empty, otherwise ? otherwise : "0", text);
    return within->night_most || empty ? arena_printf(arena, "CASE %s END", text) : text;
}

bool measure_add_within(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *measure)
{
    (void)below;
    const struct value *minutes = value_get(map, "minutes"), *days = value_get(map, "days");
    struct within within = {.days = days != NULL};
    if (!minutes == !days) {
        rule_field_wrong_in_measure(reading, "within", minutes ? "có cả minutes và days; bỏ một trong hai" : "thiếu nhiều nhất bao lâu; thêm minutes hoặc days, một số hoặc một tham số",
              minutes ? "has both minutes and days; leave one of them out" : "does not say how long at most; add minutes or days, a number or a parameter", "", "");
        return false;
    }
    within.most = rule_field_count(reading, &rule_field_measure, days ? "days" : "minutes", days ? days : minutes, 0, measure->date);
    bool good = read_moments(reading, map, measure->of, &within);
    good = read_night(reading, map, measure->date, &within) && good && within.most;
    measure->otherwise = rule_field_expression(reading, &rule_field_measure, "otherwise", rule_field_text(reading, &rule_field_measure, map, "otherwise", false));
    if (!good || (value_get(map, "otherwise") && !measure->otherwise))
        return false;
    const char *empty = empty_cells(reading, measure->of, &within);
    if (measure->otherwise && !empty) {
        rule_field_wrong_in_measure(reading, "otherwise", "“%1$s” và “%2$s” không bao giờ để trống, nên không dùng đến; bỏ trường này", "“%1$s” and “%2$s” are never empty, so it would never be asked; leave the field out", within.from,
              within.to);
        return false;
    }
    measure->num = write_within(reading->arena, &within, empty, measure->otherwise);
    return true;
}
