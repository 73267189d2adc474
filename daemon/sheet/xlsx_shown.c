#include "sheet/xlsx_shown.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Digits among the literal characters; no literal one has these values, for no XML document holds them. */
enum { DIGIT_ALWAYS = '\1', DIGIT_IF_ANY = '\2', HUNDREDFOLD = '\3' };

struct reading {
    char *to;
    size_t len;
    int zeros, digits;
    bool literal, plain; /* plain: it is shown in a way that is not known here */
};

static void put(struct reading *reading, char c)
{
    if (reading->len + 1 < XLSX_SHOWN_BYTES)
        reading->to[reading->len++] = c;
    else
        reading->plain = true;
}

static void put_literal(struct reading *reading, char c)
{
    put(reading, c);
    reading->literal = reading->literal || c != ' ';
}

static void put_digit(struct reading *reading, char c)
{
    put(reading, c == '0' ? DIGIT_ALWAYS : DIGIT_IF_ANY);
    reading->digits++;
    reading->zeros += c == '0';
}

/* One sign of a code; where the next one begins. */
static const char *take(struct reading *reading, const char *at)
{
    if (*at == '"') {
        for (at++; *at && *at != '"'; at++)
            put_literal(reading, *at);
        return *at ? at + 1 : at;
    }
    if (*at == '\\' && at[1]) {
        put_literal(reading, at[1]);
        return at + 2;
    }
    if ((*at == '_' || *at == '*') && at[1]) /* a gap as wide as a sign, a sign that fills */
        return at + 2;
    if (*at == '[') { /* a colour, a condition, a currency */
        const char *end = strchr(at, ']');
        return end ? end + 1 : at + strlen(at);
    }
    if (*at == '0' || *at == '#') {
        put_digit(reading, *at);
    } else if (*at == '%') {
        put(reading, HUNDREDFOLD);
        put_literal(reading, '%');
    } else if (*at == ',') { /* thousands: of a number, not of an id */
        reading->plain = reading->plain || !reading->digits;
    } else if (strchr("-+/():!^&'~{}<>= ", *at) || (unsigned char)*at >= 0x80) {
        put_literal(reading, *at);
    } else {
        reading->plain = true;
    }
    return at + 1;
}

bool xlsx_shown_read(const char *code, char to[XLSX_SHOWN_BYTES])
{
    struct reading reading = {.to = to};
    for (const char *at = code; *at && *at != ';' && !reading.plain;) /* the first section is that of ordinary numbers */
        at = take(&reading, at);
    to[reading.len] = '\0';
    return !reading.plain && reading.digits && (reading.literal || reading.zeros > 1);
}

bool xlsx_shown_write(const char *shown, double number, char to[XLSX_SHOWN_TEXT_BYTES])
{
    enum { DIGITS_MOST = 15 };
    char digits[DIGITS_MOST + 2], *at = to + XLSX_SHOWN_TEXT_BYTES - 1;
    if (strchr(shown, HUNDREDFOLD))
        number = round(number * 1e13) / 1e11; /* 0.07 is 7 and not 7.000000000000001 */
    if (!(number >= 0) || number >= 1e15 || trunc(number) != number)
        return false;
    int left = snprintf(digits, sizeof digits, "%.0f", number);
    if (number == 0)
        left = 0; /* "#" shows nothing of it */
    const char *first = strpbrk(shown, "\1\2");
    *at = '\0';
    for (const char *sign = shown + strlen(shown); sign-- > shown;) {
        bool digit = *sign == DIGIT_ALWAYS || *sign == DIGIT_IF_ANY;
        if (digit && (left || *sign == DIGIT_ALWAYS))
            *--at = left ? digits[--left] : '0';
        else if (!digit && *sign != HUNDREDFOLD)
            *--at = *sign;
        for (; sign == first && left; left--) /* those that have no place */
            *--at = digits[left - 1];
    }
    memmove(to, at, strlen(at) + 1);
    return true;
}
