#include "sheet/xlsx_cell.h"

#include "base/day.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    FALSE_LEAP_DAY = 60, /* serial of 29/02/1900 */
    EPOCH_1899 = -25569, /* 1899-12-30, from which serials above it count; one day later below */
    EPOCH_1904 = -24107, /* 1904-01-01 */
    SERIAL_MAX = 2958465, /* 9999-12-31 */
    REWRITTEN_LEAST = 10,
};

static const double exact_integers = 9007199254740992.0; /* 2^53 */

/* Letters, then digits; what follows is left in *at. */
static bool read_ref(const char **at, int *ret_column, int *ret_row)
{
    int column = 0, row = 0;
    const char *start = *at;
    for (; **at >= 'A' && **at <= 'Z' && column <= XLSX_COLUMNS; (*at)++)
        column = 26 * column + **at - 'A' + 1;
    const char *digits = *at;
    for (; **at >= '0' && **at <= '9' && row <= XLSX_ROWS; (*at)++)
        row = 10 * row + **at - '0';
    *ret_column = column - 1;
    *ret_row = row;
    return digits > start && *at > digits && column <= XLSX_COLUMNS && row >= 1 && row <= XLSX_ROWS;
}

bool xlsx_ref_read(const char *text, int *ret_column, int *ret_row)
{
    return read_ref(&text, ret_column, ret_row) && !*text;
}

void xlsx_ref_write(int column, int row, char to[XLSX_REF_BYTES])
{
    char letters[4], *at = letters + sizeof letters - 1;
    *at = '\0';
    for (int left = column + 1; left > 0 && at > letters; left = (left - 1) / 26)
        *--at = (char)('A' + (left - 1) % 26);
    if (row)
        snprintf(to, XLSX_REF_BYTES, "%s%d", at, row);
    else
        snprintf(to, XLSX_REF_BYTES, "%s", at);
}

static void sort(int pair[2])
{
    int first = pair[0] < pair[1] ? pair[0] : pair[1];
    pair[1] = pair[0] < pair[1] ? pair[1] : pair[0];
    pair[0] = first;
}

bool xlsx_range_read(const char *text, int ret_columns[2], int ret_rows[2])
{
    if (!read_ref(&text, &ret_columns[0], &ret_rows[0]))
        return false;
    ret_columns[1] = ret_columns[0];
    ret_rows[1] = ret_rows[0];
    if (*text == ':' && (text++, !read_ref(&text, &ret_columns[1], &ret_rows[1])))
        return false;
    sort(ret_columns);
    sort(ret_rows);
    return !*text;
}

enum xlsx_format xlsx_format_builtin(int id)
{
    static const struct {
        int from, to;
        enum xlsx_format format;
    } formats[] = {
        {14, 17, XLSX_DATE}, {18, 21, XLSX_TIME}, {22, 22, XLSX_DATETIME}, /* everywhere */
        {27, 36, XLSX_DATE}, {50, 58, XLSX_DATE},                          /* East Asian; a time of day says itself */
        {45, 45, XLSX_TIME}, {46, 46, XLSX_ELAPSED}, {47, 47, XLSX_TIME},
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (id >= formats[i].from && id <= formats[i].to)
            return formats[i].format;
    return XLSX_PLAIN;
}

/* Over what a code quotes, escapes, pads or fills; `at` stands on its first sign. */
static const char *skip_quoted(const char *at)
{
    if (*at == '"') {
        const char *end = strchr(at + 1, '"');
        return end ? end + 1 : at + strlen(at);
    }
    return at[1] ? at + 2 : at + 1; /* \x _x *x */
}

/* A bracket: a colour, a condition, a locale, or [h], [mm], [ss]: elapsed time. */
static const char *skip_bracket(const char *at, bool *elapsed)
{
    const char *end = strchr(at, ']');
    size_t len = end ? (size_t)(end - at - 1) : 0;
    if (len && strspn(at + 1, "hHmMsS") == len)
        *elapsed = true;
    return end ? end + 1 : at + strlen(at);
}

/* General and E+00 hold letters that mean no part of a date. */
static size_t skip_word(const char *at)
{
    if (strncasecmp(at, "General", 7) == 0)
        return 7;
    if ((*at == 'E' || *at == 'e') && (at[1] == '+' || at[1] == '-'))
        return 2;
    return 0;
}

enum xlsx_format xlsx_format_code(const char *code)
{
    bool days = false, hours = false, months = false, elapsed = false;
    for (const char *at = code; *at && *at != ';';) { /* the first section is that of ordinary numbers */
        size_t word = skip_word(at);
        if (word) {
            at += word;
        } else if (strchr("\"\\_*", *at)) {
            at = skip_quoted(at);
        } else if (*at == '[') {
            at = skip_bracket(at, &elapsed);
        } else {
            days |= strchr("yYdD", *at) != NULL;
            hours |= strchr("hHsS", *at) != NULL;
            months |= *at == 'm' || *at == 'M';
            at++;
        }
    }
    if (elapsed)
        return XLSX_ELAPSED;
    days |= months && !hours; /* beside hours or seconds they are minutes */
    return days && hours ? XLSX_DATETIME : days ? XLSX_DATE : hours ? XLSX_TIME : XLSX_PLAIN;
}

bool xlsx_number_read(const char *text, double *ret_number)
{
    const char *at = text + (*text == '-' || *text == '+');
    size_t whole = strspn(at, "0123456789"), part = 0;
    at += whole;
    if (*at == '.') {
        part = strspn(at + 1, "0123456789");
        at += 1 + part;
    }
    if (*at == 'e' || *at == 'E') {
        at += 1 + (at[1] == '-' || at[1] == '+');
        size_t power = strspn(at, "0123456789");
        at += power;
        if (!power)
            return false;
    }
    if (*at || whole + part == 0)
        return false;
    *ret_number = strtod(text, NULL);
    return isfinite(*ret_number);
}

void xlsx_number_write(double number, char to[XLSX_NUMBER_BYTES])
{
    if (number == 0) {
        strcpy(to, "0");
        return;
    }
    if (fabs(number) <= exact_integers && trunc(number) == number) {
        snprintf(to, XLSX_NUMBER_BYTES, "%.0f", number);
        return;
    }
    int digits = 15;
    do
        snprintf(to, XLSX_NUMBER_BYTES, "%.*g", digits, number);
    while (strtod(to, NULL) != number && digits++ < 17);
    const char *power = strchr(to, 'e');
    int small = power ? atoi(power + 1) : 0;
    if (small < 0 && small > -16) { /* 1e-07 → 0.0000001 */
        int decimals = digits - 1 - small;
        snprintf(to, XLSX_NUMBER_BYTES, "%.*f", decimals, number);
        for (char *end = to + strlen(to) - 1; *end == '0'; end--)
            *end = '\0';
    }
}

/* "21:40", with seconds where there are some. */
static void write_clock(int seconds, char *to, size_t size)
{
    if (seconds % 60)
        snprintf(to, size, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    else
        snprintf(to, size, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
}

/* The day of a serial number, from 1970 on; false for one that never was. */
static bool day_of_serial(int64_t serial, bool since_1904, int32_t *ret_day)
{
    if (serial < (since_1904 ? 0 : 1) || serial > SERIAL_MAX || (!since_1904 && serial == FALSE_LEAP_DAY))
        return false;
    *ret_day = (int32_t)serial + (since_1904 ? EPOCH_1904 : serial < FALSE_LEAP_DAY ? EPOCH_1899 + 1 : EPOCH_1899);
    return true;
}

bool xlsx_time_write(double serial, enum xlsx_format format, bool since_1904, char to[XLSX_NUMBER_BYTES])
{
    int year, month, day;
    int32_t days;
    if (!(serial >= 0) || serial > SERIAL_MAX + 1)
        return false;
    int64_t all = llround(serial * DAY_SECONDS);
    int64_t whole = all / DAY_SECONDS;
    int seconds = (int)(all % DAY_SECONDS);
    bool clock_alone = format == XLSX_ELAPSED || (whole == 0 && (format != XLSX_DATE || !since_1904));
    if (clock_alone) {
        write_clock((int)(all < 1000 * DAY_SECONDS ? all : seconds), to, XLSX_NUMBER_BYTES);
        return true;
    }
    if (!day_of_serial(whole, since_1904, &days))
        return false;
    day_split(days, &year, &month, &day);
    int len = snprintf(to, XLSX_NUMBER_BYTES, "%04d-%02d-%02d", year, month, day);
    if (seconds || format == XLSX_DATETIME || format == XLSX_TIME) {
        to[len++] = ' ';
        write_clock(seconds, to + len, XLSX_NUMBER_BYTES - (size_t)len);
    }
    return true;
}

bool xlsx_time_rewrite(const char *text, enum xlsx_format format, char to[XLSX_NUMBER_BYTES])
{
    int year, month, day, hour = 0, minute = 0, second = 0, used = 0, more = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != REWRITTEN_LEAST)
        return false;
    text += used;
    if (*text == 'T' && sscanf(text, "T%2d:%2d%n:%2d%n", &hour, &minute, &more, &second, &more) < 2)
        return false;
    text += more;
    if (*text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    bool zoned = *text == 'Z';
    text += zoned;
    if (*text || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59 || year < 1)
        return false;
    int len = snprintf(to, XLSX_NUMBER_BYTES, "%04d-%02d-%02d", year, month, day);
    int seconds = 3600 * hour + 60 * minute + second;
    if (zoned && (seconds || format == XLSX_DATETIME))
        return false;
    if (seconds || format == XLSX_DATETIME) {
        to[len++] = ' ';
        write_clock(seconds, to + len, XLSX_NUMBER_BYTES - (size_t)len);
    }
    return true;
}

/* Four hexadecimal digits; -1 when they are none. */
static int hexadecimal(const char *at)
{
    char digits[5] = {0};
    memcpy(digits, at, 4);
    return strspn(digits, "0123456789abcdefABCDEF") == 4 ? (int)strtol(digits, NULL, 16) : -1;
}

static size_t put_utf8(char *to, int sign)
{
    if (sign < 0x80) {
        to[0] = (char)sign;
        return 1;
    }
    if (sign < 0x800) {
        to[0] = (char)(0xC0 | sign >> 6);
        to[1] = (char)(0x80 | (sign & 0x3F));
        return 2;
    }
    to[0] = (char)(0xE0 | sign >> 12);
    to[1] = (char)(0x80 | (sign >> 6 & 0x3F));
    to[2] = (char)(0x80 | (sign & 0x3F));
    return 3;
}

/* 0 and halves of characters cannot stand alone in a text: they stay as they are written. */
size_t xlsx_unescape(char *text, size_t len)
{
    size_t out = 0;
    for (size_t at = 0; at < len;) {
        int sign = len - at >= 7 && text[at] == '_' && text[at + 1] == 'x' && text[at + 6] == '_' ? hexadecimal(text + at + 2) : -1;
        if (sign > 0 && (sign < 0xD800 || sign > 0xDFFF)) {
            out += put_utf8(text + out, sign);
            at += 7;
        } else {
            text[out++] = text[at++];
        }
    }
    text[out] = '\0';
    return out;
}
