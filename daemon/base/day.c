#include "base/day.h"

#include "base/arena.h"

#include <stddef.h>

/* Howard Hinnant, "chrono-compatible low-level date algorithms": days_from_civil, civil_from_days. */
int32_t day_of(int year, int month, int day)
{
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    unsigned of_era = (unsigned)(year - era * 400);
    unsigned of_year = (153u * (unsigned)(month + (month > 2 ? -3 : 9)) + 2) / 5 + (unsigned)day - 1;
    unsigned in_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + (int32_t)in_era - 719468;
}

void day_split(int32_t day, int *ret_year, int *ret_month, int *ret_day)
{
    day += 719468;
    int era = (day >= 0 ? day : day - 146096) / 146097;
    unsigned in_era = (unsigned)(day - era * 146097);
    unsigned of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    unsigned of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
    unsigned shifted = (5 * of_year + 2) / 153;
    *ret_day = (int)(of_year - (153 * shifted + 2) / 5 + 1);
    *ret_month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *ret_year = (int)of_era + era * 400 + (*ret_month <= 2);
}

enum weekday day_weekday(int32_t day)
{
    return (enum weekday)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

/* Reads min to max digits; false when there are fewer. */
static bool number(const char **at, int min, int max, int *ret)
{
    int count = 0, sum = 0;
    for (; **at >= '0' && **at <= '9' && count < max; (*at)++, count++)
        sum = sum * 10 + (**at - '0');
    *ret = sum;
    return count >= min;
}

static bool skip(const char **at, char c)
{
    if (**at != c)
        return false;
    (*at)++;
    return true;
}

bool day_is_real(int year, int month, int day)
{
    return year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= days_of_month(year, month);
}

static bool read_day(const char **at, int32_t *ret_day)
{
    const char *start = *at;
    int year, month, day;
    bool iso = number(at, 4, 4, &year) && skip(at, '-') && number(at, 2, 2, &month) && skip(at, '-') &&
               number(at, 2, 2, &day);
    if (!iso) {
        *at = start;
        if (!number(at, 1, 2, &day) || !skip(at, '/') || !number(at, 1, 2, &month) || !skip(at, '/') ||
            !number(at, 4, 4, &year))
            return false;
    }
    if (!day_is_real(year, month, day))
        return false;
    *ret_day = day_of(year, month, day);
    return true;
}

bool day_parse(const char *text, int32_t *ret_day)
{
    int32_t day;
    if (!read_day(&text, &day) || *text)
        return false;
    *ret_day = day;
    return true;
}

bool instant_parse(const char *text, int64_t *ret_instant)
{
    int32_t day;
    int hour, minute, second = 0;
    if (!read_day(&text, &day) || !(skip(&text, 'T') || skip(&text, ' ')))
        return false;
    if (!number(&text, 1, 2, &hour) || !skip(&text, ':') || !number(&text, 2, 2, &minute))
        return false;
    if (skip(&text, ':') && !number(&text, 2, 2, &second))
        return false;
    if (*text || hour > 23 || minute > 59 || second > 59)
        return false;
    *ret_instant = day_instant(day, hour * 60 + minute) + second;
    return true;
}

static void put_digits(char *end, int number)
{
    for (; number; number /= 10)
        *--end = (char)('0' + number % 10);
}

/* By hand: each row of each answer has some, and printf was a tenth of a page of them. */
char *day_text(struct arena *arena, int32_t day)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    if (year < 1000 || year > 9999)
        return arena_printf(arena, "%04d-%02d-%02d", year, month, of_month);
    char *text = arena_strdup(arena, "0000-00-00");
    put_digits(text + 4, year);
    put_digits(text + 7, month);
    put_digits(text + 10, of_month);
    return text;
}

char *day_shown(struct arena *arena, int32_t day)
{
    int year, month, of_month;
    day_split(day, &year, &month, &of_month);
    return arena_printf(arena, "%02d/%02d/%04d", of_month, month, year);
}

char *instant_text(struct arena *arena, int64_t instant)
{
    int year, month, day, minute = instant_minute(instant);
    day_split(instant_day(instant), &year, &month, &day);
    int second = (int)(((instant % 60) + 60) % 60);
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d+07:00", year, month, day, minute / 60,
                        minute % 60, second);
}

int32_t instant_day(int64_t instant)
{
    int64_t local = instant + DAY_ZONE;
    return (int32_t)(local >= 0 ? local / DAY_SECONDS : (local - DAY_SECONDS + 1) / DAY_SECONDS);
}

int instant_minute(int64_t instant)
{
    return (int)((instant + DAY_ZONE - (int64_t)instant_day(instant) * DAY_SECONDS) / 60);
}

int64_t day_instant(int32_t day, int minute)
{
    return (int64_t)day * DAY_SECONDS + (int64_t)minute * 60 - DAY_ZONE;
}
