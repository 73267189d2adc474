/*
 * The filters: how a value is written for people (Nghị định 30/2020, Phụ lục I; domain.md §1.3 and §1.8).
 * Each is a pure function of its value; a value of the wrong kind is an error that says what was expected.
 */
#include "template/template_internal.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct value *wrong_kind(struct err *err, const char *vi, const char *en)
{
    err_set(err, "bộ lọc cần %s%.0s", "the filter needs %.0s%s", vi, en);
    return NULL;
}

/* An integer, or a text that holds one. */
static bool integer_of(const struct value *value, int64_t *ret_integer, struct err *err)
{
    if (value_type(value) == VALUE_INT) {
        *ret_integer = value_as_int(value);
        return true;
    }
    struct decimal decimal;
    if (value_type(value) != VALUE_TEXT || !decimal_parse(value_as_text(value), &decimal, NULL) ||
        decimal.scale || decimal.percent)
        return wrong_kind(err, "một số nguyên", "an integer"), false;
    *ret_integer = decimal.digits;
    return true;
}

/* What is lacking of a figure with decimals comes as a text that is written already: 1,2. */
static bool is_with_decimals(const struct value *value)
{
    struct decimal decimal;
    return value_type(value) == VALUE_TEXT && decimal_parse(value_as_text(value), &decimal, NULL) && decimal.scale && !decimal.percent;
}

/* A date, or the date of an instant: 2025-02-03, 2025-02-10T17:00:00+07:00. */
static bool day_of_value(struct arena *arena, const struct value *value, int32_t *ret_day, struct err *err)
{
    if (value_type(value) == VALUE_TEXT) {
        const char *text = value_as_text(value);
        if (strlen(text) > 10 && text[10] == 'T')
            text = arena_strndup(arena, text, 10);
        if (day_parse(text, ret_day))
            return true;
    }
    return wrong_kind(err, "một ngày như 2025-02-03", "a date such as 2025-02-03"), false;
}

/* 1410000 → 1.410.000; 1234,5 → 1.234,5 */
static const struct value *filter_so(struct arena *arena, const struct value *value,
                                     const struct value *argument, struct err *err)
{
    (void)argument;
    char *text;
    struct decimal decimal;
    if (value_type(value) == VALUE_INT)
        text = arena_printf(arena, "%" PRId64, value_as_int(value));
    else if (value_type(value) == VALUE_TEXT && decimal_parse(value_as_text(value), &decimal, NULL))
        text = decimal_text(arena, decimal);
    else
        return wrong_kind(err, "một số", "a number");
    return value_text(arena, decimal_grouped(arena, text, '.'));
}

/* Counts below 10 are written with a zero: 05 tập thể. */
static const struct value *filter_so2(struct arena *arena, const struct value *value,
                                      const struct value *argument, struct err *err)
{
    (void)argument;
    int64_t integer;
    if (is_with_decimals(value))
        return value;
    return integer_of(value, &integer, err) ? value_printf(arena, "%02" PRId64, integer) : NULL;
}

/* Days below 10 and months 1 and 2 take a zero in front, so that nobody makes 12 of a 2. */
static const struct value *print_day(struct arena *arena, const struct value *value, const char *format,
                                     bool month_only, struct err *err)
{
    int32_t day;
    int y, m, d;
    if (!day_of_value(arena, value, &day, err))
        return NULL;
    day_split(day, &y, &m, &d);
    char month[12];
    snprintf(month, sizeof month, m < 3 ? "%02d" : "%d", m);
    return month_only ? value_printf(arena, format, month, y) : value_printf(arena, format, d, month, y);
}

static const struct value *filter_ngay(struct arena *arena, const struct value *value,
                                       const struct value *argument, struct err *err)
{
    (void)argument;
    return print_day(arena, value, "%02d/%s/%d", false, err);
}

static const struct value *filter_ngay_chu(struct arena *arena, const struct value *value,
                                           const struct value *argument, struct err *err)
{
    (void)argument;
    return print_day(arena, value, "ngày %02d tháng %s năm %d", false, err);
}

static const struct value *filter_thang_nam(struct arena *arena, const struct value *value,
                                            const struct value *argument, struct err *err)
{
    (void)argument;
    return print_day(arena, value, "tháng %s năm %d", true, err);
}

static const char *const digits[] = {"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};

/* 0 … 999. `full` says the hundreds even when there are none (a group that is not the first). */
static void say_group(struct buffer *out, int number, bool full)
{
    int hundreds = number / 100, tens = number / 10 % 10, ones = number % 10;
    if (hundreds || full)
        buffer_printf(out, " %s trăm", digits[hundreds]);
    if (tens == 0 && ones && (hundreds || full))
        buffer_puts(out, " linh");
    if (tens == 1)
        buffer_puts(out, " mười");
    else if (tens)
        buffer_printf(out, " %s mươi", digits[tens]);
    if (ones == 1 && tens > 1)
        buffer_puts(out, " mốt");
    else if (ones == 4 && tens > 1)
        buffer_puts(out, " tư");
    else if (ones == 5 && tens)
        buffer_puts(out, " lăm");
    else if (ones)
        buffer_printf(out, " %s", digits[ones]);
}

/* Groups of three with their names; above tỷ (10^9) the count of tỷ is said as a number of its own. */
static void say_number(struct buffer *out, uint64_t number, bool full)
{
    static const struct {
        uint64_t unit;
        const char *name;
    } groups[] = {{1000000, " triệu"}, {1000, " nghìn"}, {1, ""}};
    if (number >= 1000000000) {
        say_number(out, number / 1000000000, full);
        buffer_puts(out, " tỷ");
        number %= 1000000000;
        full = true;
    }
    for (size_t i = 0; i < LEN(groups); i++) {
        int group = (int)(number / groups[i].unit % 1000);
        if (!group)
            continue;
        say_group(out, group, full);
        buffer_puts(out, groups[i].name);
        full = true;
    }
}

/* 9180000 → Chín triệu một trăm tám mươi nghìn */
static const struct value *filter_bang_chu(struct arena *arena, const struct value *value,
                                           const struct value *argument, struct err *err)
{
    (void)argument;
    int64_t integer;
    if (!integer_of(value, &integer, err))
        return NULL;
    if (integer < 0)
        return wrong_kind(err, "một số không âm", "a number that is not negative");
    struct buffer words = {0};
    say_number(&words, (uint64_t)integer, false);
    if (!words.len)
        buffer_printf(&words, " %s", digits[0]);
    const char *text = buffer_take(&words, arena);
    return value_text(arena, text_upper_first(arena, text + 1));
}

static const struct value *filter_hoa(struct arena *arena, const struct value *value,
                                      const struct value *argument, struct err *err)
{
    (void)argument;
    if (value_type(value) != VALUE_TEXT)
        return wrong_kind(err, "một chuỗi chữ", "a text");
    return value_text(arena, text_upper(arena, value_as_text(value)));
}

static const struct value *filter_hoa_dau(struct arena *arena, const struct value *value,
                                          const struct value *argument, struct err *err)
{
    (void)argument;
    if (value_type(value) != VALUE_TEXT)
        return wrong_kind(err, "một chuỗi chữ", "a text");
    return value_text(arena, text_upper_first(arena, value_as_text(value)));
}

/* What stands at the beginning of a record stands inside a sentence: "Giúp …" → "giúp …" */
static const struct value *filter_thuong_dau(struct arena *arena, const struct value *value,
                                             const struct value *argument, struct err *err)
{
    (void)argument;
    if (value_type(value) != VALUE_TEXT)
        return wrong_kind(err, "một chuỗi chữ", "a text");
    return value_text(arena, text_lower_first(arena, value_as_text(value)));
}

/* 23 of 26 → 88,4%: cut, never rounded (contest.md §4) */
static const struct value *filter_ty_le(struct arena *arena, const struct value *value,
                                        const struct value *argument, struct err *err)
{
    if (value_type(value) != VALUE_INT || value_type(argument) != VALUE_INT || value_as_int(value) < 0 ||
        value_as_int(argument) < 1)
        return wrong_kind(err, "hai số nguyên không âm, số chia lớn hơn 0",
                          "two whole numbers from 0 on, the second above 0");
    return value_text(arena, decimal_share_text(arena, value_as_int(value), value_as_int(argument)));
}

/* 13 | tru(11) → 2 */
static const struct value *filter_tru(struct arena *arena, const struct value *value, const struct value *argument, struct err *err)
{
    if (value_type(value) != VALUE_INT || value_type(argument) != VALUE_INT)
        return wrong_kind(err, "hai số nguyên", "two whole numbers");
    return value_int(arena, value_as_int(value) - value_as_int(argument));
}

/* A decimal field's number is one of its last place: 85 | le(1) → 8,5 */
static const struct value *filter_le(struct arena *arena, const struct value *value, const struct value *argument, struct err *err)
{
    enum { PLACES_MOST = 9 };
    if (is_with_decimals(value))
        return value;
    if (value_type(value) != VALUE_INT || value_type(argument) != VALUE_INT || value_as_int(argument) < 1 || value_as_int(argument) > PLACES_MOST)
        return wrong_kind(err, "một số nguyên và số chữ số sau dấu phẩy, từ 1 đến 9", "a whole number and how many decimals, 1 to 9");
    const struct decimal decimal = {.digits = value_as_int(value), .scale = (int)value_as_int(argument)};
    return value_text(arena, decimal_grouped(arena, decimal_text(arena, decimal), '.'));
}

/* 80 or "80 %" → 80%; "83,5 %" → 83,5%: no blank before the sign (domain.md §1.8) */
static const struct value *filter_phan_tram(struct arena *arena, const struct value *value,
                                            const struct value *argument, struct err *err)
{
    (void)argument;
    struct decimal decimal;
    if (value_type(value) == VALUE_INT)
        return value_printf(arena, "%" PRId64 "%%", value_as_int(value));
    if (value_type(value) != VALUE_TEXT || !decimal_parse(value_as_text(value), &decimal, NULL))
        return wrong_kind(err, "một số hay tỷ lệ", "a number or a share");
    decimal.percent = false;
    return value_printf(arena, "%s%%", decimal_text(arena, decimal));
}

static const struct value *filter_noi(struct arena *arena, const struct value *value,
                                      const struct value *argument, struct err *err)
{
    if (value_type(value) != VALUE_LIST || value_type(argument) != VALUE_TEXT)
        return wrong_kind(err, "một danh sách và chuỗi nối", "a list and the text between");
    struct buffer joined = {0};
    for (size_t i = 0; i < value_len(value); i++) {
        const struct value *item = value_at(value, i);
        if (value_type(item) != VALUE_TEXT && value_type(item) != VALUE_INT) {
            buffer_finish(&joined);
            return wrong_kind(err, "danh sách chữ hoặc số", "a list of texts or numbers");
        }
        if (i)
            buffer_puts(&joined, value_as_text(argument));
        if (value_type(item) == VALUE_TEXT)
            buffer_puts(&joined, value_as_text(item));
        else
            buffer_printf(&joined, "%" PRId64, value_as_int(item));
    }
    return value_text(arena, buffer_take(&joined, arena));
}

static const struct value *filter_dai(struct arena *arena, const struct value *value,
                                      const struct value *argument, struct err *err)
{
    (void)argument;
    if (value_type(value) == VALUE_TEXT)
        return value_int(arena, (int64_t)text_letters(value_as_text(value)));
    if (value_type(value) == VALUE_LIST || value_type(value) == VALUE_MAP)
        return value_int(arena, (int64_t)value_len(value));
    return wrong_kind(err, "một danh sách hay chuỗi chữ", "a list or a text");
}

static const struct template_filter filters[] = {
    {"so", filter_so, false},
    {"so2", filter_so2, false},
    {"ngay", filter_ngay, false},
    {"ngay_chu", filter_ngay_chu, false},
    {"thang_nam", filter_thang_nam, false},
    {"bang_chu", filter_bang_chu, false},
    {"hoa", filter_hoa, false},
    {"hoa_dau", filter_hoa_dau, false},
    {"thuong_dau", filter_thuong_dau, false},
    {"phan_tram", filter_phan_tram, false},
    {"le", filter_le, true},
    {"ty_le", filter_ty_le, true},
    {"tru", filter_tru, true},
    {"noi", filter_noi, true},
    {"dai", filter_dai, false},
    {"mac_dinh", NULL, true},
};

/* Jinja's names for the same, as people bring them along. */
static const struct {
    const char *jinja, *name;
} aliases[] = {{"default", "mac_dinh"}, {"upper", "hoa"}, {"join", "noi"}, {"length", "dai"}, {"count", "dai"}};

const struct template_filter *template_filter_find(const char *name)
{
    for (size_t i = 0; i < LEN(aliases); i++)
        if (strcmp(aliases[i].jinja, name) == 0)
            name = aliases[i].name;
    for (size_t i = 0; i < LEN(filters); i++)
        if (strcmp(filters[i].name, name) == 0)
            return &filters[i];
    return NULL;
}

const char *const *template_filter_names(void)
{
    static const char *const names[] = {"so",         "so2",       "ngay",  "ngay_chu", "thang_nam",
                                        "bang_chu",   "hoa",       "hoa_dau", "thuong_dau", "phan_tram", "le",
                                        "ty_le",      "tru",       "noi",   "dai",      "mac_dinh", NULL};
    _Static_assert(LEN(names) == LEN(filters) + 1, "a filter without a name");
    return names;
}
