#include "sheet/mangled_id.h"

#include "base/array.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#define DIGITS "0123456789"

static bool is_power(const char *id)
{
    size_t whole = strspn(id, DIGITS);
    const char *at = id + whole;
    if (whole == 0)
        return false;
    if (*at == '.' || *at == ',') {
        size_t fraction = strspn(at + 1, DIGITS);
        at += fraction ? 1 + fraction : 0;
    }
    if ((*at != 'E' && *at != 'e') || (at[1] != '+' && at[1] != '-'))
        return false;
    size_t exponent = strspn(at + 2, DIGITS);
    return exponent >= 1 && exponent <= 3 && !at[2 + exponent];
}

static bool is_point(const char *id)
{
    size_t whole = strspn(id, DIGITS), zeros = strspn(id + whole + (id[whole] != '\0'), "0");
    return whole > 0 && (id[whole] == '.' || id[whole] == ',') && zeros > 0 && !id[whole + 1 + zeros];
}

static bool has_lost_digits(const char *id)
{
    enum { KEPT = 15 };
    size_t len = strspn(id, DIGITS);
    return len > KEPT && !id[len] && strspn(id + KEPT, "0") == len - KEPT;
}

/* The word of a month at the text's begin as Excel writes it in English and in Vietnamese: Nov, Thg11, thg 11. An id that a person
 * begins with a small letter, may-01, is his own. */
static size_t month_at(const char *text)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (size_t i = 0; i < LEN(months); i++)
        if (strncmp(text, months[i], 3) == 0)
            return 3;
    if (strncasecmp(text, "Thg", 3) != 0)
        return 0;
    size_t blank = strspn(text + 3, " "), digits = strspn(text + 3 + blank, DIGITS);
    return digits >= 1 && digits <= 2 ? 3 + blank + digits : 0;
}

/* 1-Nov, 01-Nov-24, Nov-24, 1-thg 11: one or two numbers and the word of a month, hyphens between. */
static bool is_month(const char *id)
{
    size_t day = strspn(id, DIGITS);
    const char *at = id;
    if (day > 0 && (day > 2 || id[day] != '-'))
        return false;
    at += day ? day + 1 : 0;
    size_t month = month_at(at);
    at += month;
    size_t year = *at == '-' ? strspn(at + 1, DIGITS) : 0;
    at += year ? 1 + year : 0;
    return month > 0 && !*at && (day > 0 || year == 2 || year == 4);
}

/* Whether a text is digits of these lengths with these signs between, and nothing behind but a time of zeros. */
static bool is_date(const char *id, char sign, size_t first_most, size_t last_least)
{
    size_t parts[3];
    for (size_t i = 0; i < LEN(parts); i++) {
        parts[i] = strspn(id, DIGITS);
        id += parts[i];
        if (i + 1 < LEN(parts) && *id++ != sign)
            return false;
    }
    bool dated = parts[0] >= 1 && parts[0] <= first_most && parts[1] >= 1 && parts[1] <= 2 && parts[2] >= last_least && parts[2] <= 4;
    return dated && (!*id || ((*id == ' ' || *id == 'T') && strspn(id + 1, "0:.") == strlen(id + 1)));
}

enum mangled_id mangled_id(const char *id)
{
    if (is_power(id))
        return MANGLED_POWER;
    if (is_point(id))
        return MANGLED_POINT;
    if (has_lost_digits(id))
        return MANGLED_DIGITS;
    if (is_month(id) || is_date(id, '/', 2, 2))
        return MANGLED_DATE;
    if (*id == '=')
        return MANGLED_FORMULA;
    bool year_first = strlen(id) >= 10 && strspn(id, DIGITS) == 4 && is_date(id, '-', 4, 2);
    return year_first || is_date(id, '-', 2, 4) ? MANGLED_DAY : MANGLED_NOT;
}
