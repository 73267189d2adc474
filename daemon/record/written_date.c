#include "record/written_date.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/err.h"
#include "record/written_month.h"

#include <stddef.h>

static const struct written_how day_first = {"ngày, tháng, năm", "day, month, year"};
static const struct written_how year_first = {"năm, tháng, ngày", "year, month, day"};
static const struct written_how in_words = {"ngày, tháng bằng chữ, năm", "day, month in words, year"};
static const struct written_how eight_digits = {"tám chữ số liền nhau", "eight digits in a row"};

static const char *const signs[] = {"/", "-", ".", "\\", NULL};

struct parts {
    struct written_token items[3];
};

/* "01/11/2024", "2024.11.01", "1 / 11 / 24": three numbers parted by signs. */
static bool take_signed(struct written_tokens *tokens, struct parts *parts)
{
    for (int i = 0; i < 3; i++)
        if ((i && written_token_any(tokens, signs) < 0) || !written_token_number(tokens, 1, 4, &parts->items[i]))
            return false;
    return true;
}

/* "5-Nov-2024", "5 Nov 24", "Nov 5, 2024", "05 tháng 11 năm 2024", "5 tháng mười một, 2024", "5-thg 11-24": the name tells the month, so
 * two digits behind it are the year's; behind "tháng" nobody writes two. */
static bool take_named(struct written_tokens *tokens, struct parts *parts)
{
    bool short_year = true;
    int month = written_month_name(tokens);
    if (!written_token_number(tokens, 1, 2, &parts->items[0]))
        return false;
    written_token_any(tokens, signs);
    if (!month && !(month = written_month_name(tokens)) && !(month = written_month_worded(tokens, &short_year)))
        return false;
    written_token_any(tokens, signs);
    written_token_take(tokens, ",");
    written_token_take(tokens, "nam");
    parts->items[1] = (struct written_token){.kind = WRITTEN_NUMBER, .number = month, .digits = 2};
    if (!written_token_number(tokens, short_year ? 2 : 4, 4, &parts->items[2]) || parts->items[2].digits == 3)
        return false;
    if (parts->items[2].digits == 2)
        parts->items[2].number += 2000;
    return true;
}

/* ---- the day of the week ---- */

/* By enum weekday. */
static const struct written_how weekdays[] = {{"Thứ Hai", "Monday"},  {"Thứ Ba", "Tuesday"},  {"Thứ Tư", "Wednesday"}, {"Thứ Năm", "Thursday"},
                                              {"Thứ Sáu", "Friday"}, {"Thứ Bảy", "Saturday"}, {"Chủ nhật", "Sunday"}};

/* "thứ Sáu", "thứ 6", "T6", "chủ nhật", "CN", "Friday", "Fri"; -1: it is none and nothing is taken. */
static int take_weekday(struct written_tokens *tokens)
{
    static const char *const numbers[] = {"hai", "ba", "tu", "nam", "sau", "bay", NULL}; /* from the second on: Monday */
    static const char *const sundays[] = {"cn", "nhat", NULL};
    static const char *const english[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                                          "mon",    "tue",     "wed",       "thu",      "fri",    "sat",      "sun",    NULL};
    static const char *const leads[] = {"thu", "t", NULL};
    struct written_token number;
    size_t start = tokens->at;
    int lead = written_token_any(tokens, leads), day = -1;
    if (lead == 0)
        day = written_token_any(tokens, numbers);
    if (lead >= 0 && day < 0 && written_token_number(tokens, 1, 1, &number) && number.number >= 2 && number.number <= 7)
        day = number.number - 2;
    if (day < 0) {
        tokens->at = start;
        written_token_take(tokens, "chu");
        day = written_token_any(tokens, sundays) >= 0 ? SUNDAY : -1;
    }
    if (day < 0) {
        tokens->at = start;
        day = written_token_any(tokens, english);
        day = day < 0 ? -1 : day % (int)LEN(weekdays);
    }
    if (day < 0)
        tokens->at = start;
    return day;
}

/* Before the date, or behind it in brackets. */
static int take_weekday_beside(struct written_tokens *tokens, bool behind)
{
    static const char *const before[] = {",", ".", "-", NULL};
    size_t start = tokens->at;
    if (behind && !written_token_take(tokens, "("))
        return -1;
    int weekday = take_weekday(tokens);
    if (weekday >= 0 && !behind)
        written_token_any(tokens, before);
    if (behind && (weekday < 0 || !written_token_take(tokens, ")"))) {
        tokens->at = start;
        return -1;
    }
    return weekday;
}

static enum written_date_found refuse_weekday(struct arena *arena, const char *text, int32_t day, int weekday, struct err *err)
{
    const struct written_how *is = &weekdays[day_weekday(day)], *said = &weekdays[weekday];
    err_set(err, "“%1$s”: ngày %2$s là %3$s, không phải %4$s; sửa ngày hoặc bỏ thứ%5$.0s%6$.0s",
            "“%1$s”: %2$s is a %5$s, not a %6$s; correct the date or leave out the day of the week%3$.0s%4$.0s", text, day_text(arena, day),
            is->vi, said->vi, is->en, said->en);
    return WRITTEN_DATE_REFUSED;
}

/* ---- what is no day ---- */

static char *shown(struct arena *arena, int year, int month, int day, bool english)
{
    return english ? arena_printf(arena, "%04d-%02d-%02d", year, month, day)
                   : arena_printf(arena, "%02d/%02d/%04d", day, month, year);
}

/* All days that a date with a year of two digits may be. */
static enum written_date_found refuse_short_year(struct arena *arena, const char *text, const struct parts *parts, struct err *err)
{
    int a = parts->items[0].number, b = parts->items[1].number, c = parts->items[2].number;
    const int readings[][3] = {{2000 + c, b, a}, {2000 + c, a, b}, {2000 + a, b, c}};
    struct buffer vi = {0}, en = {0};
    for (size_t i = 0; i < LEN(readings); i++) {
        int year = readings[i][0], month = readings[i][1], day = readings[i][2];
        if (!day_is_real(year, month, day) || (i == 1 && a == b))
            continue;
        buffer_printf(&vi, "%s%s", vi.len ? " hay " : "", shown(arena, year, month, day, false));
        buffer_printf(&en, "%s%s", en.len ? " or " : "", shown(arena, year, month, day, true));
    }
    err_set(err, "“%1$s” có năm chỉ hai chữ số, có thể là %2$s%3$.0s; ghi ngày/tháng/năm với năm bốn chữ số, ví dụ 05/11/2024",
            "“%1$s” has a year of two digits and may be %3$s%2$.0s; write day/month/year with four digits of the year, as 05/11/2024",
            text, vi.len ? buffer_text(&vi) : "nhiều ngày", en.len ? buffer_text(&en) : "several days");
    buffer_finish(&vi);
    buffer_finish(&en);
    return WRITTEN_DATE_REFUSED;
}

static enum written_date_found refuse_unreal(struct arena *arena, const char *text, int year, int month, int day, struct err *err)
{
    if (month > 12 && day_is_real(year, day, month))
        err_set(err, "“%1$s” không có tháng %2$d: nếu tháng đứng trước ngày thì là %3$s, nếu không thì gõ nhầm; ghi ngày/tháng/năm%4$.0s",
                "“%1$s” has no month %2$d: with the month before the day it is %4$s, else it is a mistake; write day/month/year%3$.0s",
                text, month, shown(arena, year, day, month, false), shown(arena, year, day, month, true));
    else
        err_set(err, "“%s” không phải ngày có thật; ghi ngày/tháng/năm hoặc năm-tháng-ngày, ví dụ 05/11/2024 hoặc 2024-11-05",
                "“%s” is no date: there is no such day; write day/month/year or year-month-day, as 05/11/2024 or 2024-11-05", text);
    return WRITTEN_DATE_REFUSED;
}

static enum written_date_found take_eight(struct written_tokens *tokens, struct arena *arena, const char *text, int32_t *ret_day,
                                          struct written_how *ret_how, struct err *err)
{
    struct written_token eight;
    if (!written_token_number(tokens, 8, 8, &eight))
        return WRITTEN_DATE_NONE;
    int n = eight.number;
    *ret_how = eight_digits;
    if (day_is_real(n / 10000, n / 100 % 100, n % 100)) /* 20241101 */
        *ret_day = day_of(n / 10000, n / 100 % 100, n % 100);
    else if (day_is_real(n % 10000, n / 10000 % 100, n / 1000000)) /* 01112024 */
        *ret_day = day_of(n % 10000, n / 10000 % 100, n / 1000000);
    else
        return refuse_unreal(arena, text, 0, 0, 0, err);
    return WRITTEN_DATE_ONE;
}

/* Day, month and year of the parts; false when no part is a year of four digits. */
static bool order(struct parts *parts, struct written_how *ret_how, int *ret_year, int *ret_month, int *ret_day)
{
    bool year_leads = parts->items[0].digits == 4, year_ends = parts->items[2].digits == 4;
    if (year_leads == year_ends || parts->items[1].digits > 2 || parts->items[year_leads ? 2 : 0].digits > 2)
        return false;
    *ret_how = year_leads ? year_first : day_first;
    *ret_year = parts->items[year_leads ? 0 : 2].number;
    *ret_month = parts->items[1].number;
    *ret_day = parts->items[year_leads ? 2 : 0].number;
    return true;
}

static bool has_short_year(const struct parts *parts)
{
    return parts->items[0].digits <= 2 && parts->items[1].digits <= 2 && parts->items[2].digits == 2;
}

/* The date itself. */
static enum written_date_found take_date(struct written_tokens *tokens, struct arena *arena, const char *text, int32_t *ret_day,
                                         struct written_how *ret_how, struct err *err)
{
    struct parts parts = {0};
    size_t start = tokens->at;
    int year, month, day;
    if (take_signed(tokens, &parts)) {
        if (has_short_year(&parts))
            return refuse_short_year(arena, text, &parts, err);
        if (!order(&parts, ret_how, &year, &month, &day))
            return WRITTEN_DATE_NONE;
    } else {
        tokens->at = start;
        if (!take_named(tokens, &parts)) {
            tokens->at = start;
            return take_eight(tokens, arena, text, ret_day, ret_how, err);
        }
        *ret_how = in_words;
        year = parts.items[2].number;
        month = parts.items[1].number;
        day = parts.items[0].number;
    }
    if (!day_is_real(year, month, day))
        return refuse_unreal(arena, text, year, month, day, err);
    *ret_day = day_of(year, month, day);
    return WRITTEN_DATE_ONE;
}

enum written_date_found written_date_take(struct written_tokens *tokens, struct arena *arena, const char *text,
                                          int32_t *ret_day, struct written_how *ret_how, struct err *err)
{
    size_t start = tokens->at;
    int weekday = take_weekday_beside(tokens, false);
    written_token_take(tokens, "ngay");
    enum written_date_found found = take_date(tokens, arena, text, ret_day, ret_how, err);
    if (found == WRITTEN_DATE_NONE)
        tokens->at = start;
    if (found != WRITTEN_DATE_ONE)
        return found;
    if (weekday < 0)
        weekday = take_weekday_beside(tokens, true);
    return weekday < 0 || weekday == (int)day_weekday(*ret_day) ? found : refuse_weekday(arena, text, *ret_day, weekday, err);
}
