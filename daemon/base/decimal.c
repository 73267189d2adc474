#include "base/decimal.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"

#include <stdlib.h>
#include <string.h>

typedef __int128 wide;

enum { WHOLE_MAX = 12, SCALE_MAX = 9, DIGITS_MAX = 18 }; /* all of them together are below 2^63 */

int64_t decimal_unit(int exponent)
{
    int64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

static const char *skip_blanks(const char *at)
{
    for (;;) {
        if (*at == ' ' || *at == '\t')
            at++;
        else if (strncmp(at, "\u00a0", 2) == 0)
            at += 2;
        else
            return at;
    }
}

static int least_of(int a, int b)
{
    return a < b ? a : b;
}

/* Reads digits; returns how many, of which there are too many when that is more than max. */
static int read_digits(const char **at, int64_t *number, int max)
{
    int count = 0;
    for (; **at >= '0' && **at <= '9' && count <= max; (*at)++, count++)
        if (count < max)
            *number = *number * 10 + (**at - '0');
    return count;
}

bool decimal_parse(const char *text, struct decimal *ret_decimal, struct err *err)
{
    struct decimal decimal = {0};
    const char *at = skip_blanks(text);
    bool negative = *at == '-';
    if (*at == '-' || *at == '+')
        at++;
    int whole = read_digits(&at, &decimal.digits, WHOLE_MAX);
    bool good = whole > 0 && whole <= WHOLE_MAX;
    if (good && (*at == ',' || *at == '.')) {
        at++;
        int most = least_of(SCALE_MAX, DIGITS_MAX - whole);
        decimal.scale = read_digits(&at, &decimal.digits, most);
        good = decimal.scale > 0 && decimal.scale <= most;
    }
    at = skip_blanks(at);
    if (*at == '%') {
        decimal.percent = true;
        at = skip_blanks(at + 1);
    }
    if (!good || *at)
        return err_set(err, "“%s” không phải là số; viết như 80 %%, 83,5 %% hoặc 15",
                       "“%s” is not a number; write it like 80 %%, 83,5 %% or 15", text);
    if (negative)
        decimal.digits = -decimal.digits;
    *ret_decimal = decimal;
    return true;
}

char *decimal_text(struct arena *arena, struct decimal decimal)
{
    const char *sign = decimal.digits < 0 ? "-" : "", *unit = decimal.percent ? " %" : "";
    int64_t digits = llabs(decimal.digits), power = decimal_unit(decimal.scale);
    if (decimal.scale == 0)
        return arena_printf(arena, "%s%lld%s", sign, (long long)digits, unit);
    return arena_printf(arena, "%s%lld,%0*lld%s", sign, (long long)(digits / power), decimal.scale,
                        (long long)(digits % power), unit);
}

char *decimal_amount(struct arena *arena, int64_t number, int scale)
{
    return scale ? decimal_text(arena, (struct decimal){.digits = number, .scale = scale}) : arena_printf(arena, "%02lld", (long long)number);
}

static int sign_of(wide number)
{
    return (number > 0) - (number < 0);
}

char *decimal_grouped(struct arena *arena, const char *number, char sign)
{
    struct buffer grouped = {0};
    size_t minus = *number == '-', whole = strcspn(number + minus, ", %") + minus;
    for (size_t i = 0; i < whole; i++) {
        buffer_putc(&grouped, number[i]);
        if (number[i] != '-' && i + 1 < whole && (whole - i - 1) % 3 == 0)
            buffer_putc(&grouped, sign);
    }
    buffer_puts(&grouped, number + whole);
    return buffer_take(&grouped, arena);
}

char *decimal_english(struct arena *arena, const char *text)
{
    struct buffer out = {0};
    size_t len = strspn(text, "0123456789.,");
    if (!len || text[strspn(text + len, " %") + len])
        return NULL;
    while (text[0] == '0' && text[1] >= '0' && text[1] <= '9')
        text++;
    for (; *text; text++)
        if (*text != ' ')
            buffer_putc(&out, *text == '.' ? ',' : *text == ',' ? '.' : *text);
    return buffer_take(&out, arena);
}

int decimal_compare(int64_t number, struct decimal decimal)
{
    return sign_of((wide)number * decimal_unit(decimal.scale) - decimal.digits);
}

int decimal_compare_share(int64_t num, int64_t den, struct decimal decimal)
{
    int64_t hundred = decimal.percent ? 100 : 1;
    return sign_of((wide)num * hundred * decimal_unit(decimal.scale) - (wide)decimal.digits * den);
}

int decimal_order(struct decimal a, struct decimal b)
{
    return sign_of((wide)a.digits * decimal_unit(b.scale) - (wide)b.digits * decimal_unit(a.scale));
}

char *decimal_share_text(struct arena *arena, int64_t num, int64_t den)
{
    int64_t tenths = (int64_t)((wide)num * 1000 / den);
    if (tenths % 10 == 0)
        return arena_printf(arena, "%lld%%", (long long)(tenths / 10));
    return arena_printf(arena, "%lld,%lld%%", (long long)(tenths / 10), (long long)(tenths % 10));
}

int64_t decimal_multiply_up(struct decimal coefficient, int64_t amount, int64_t step)
{
    wide parts = decimal_unit(coefficient.scale) * (coefficient.percent ? 100 : 1);
    wide unit = parts * step;
    wide steps = ((wide)coefficient.digits * amount + unit - 1) / unit;
    return (int64_t)(steps * step);
}

bool decimal_scaled(struct decimal decimal, int scale, int64_t *ret_number)
{
    while (decimal.scale > scale && decimal.digits % 10 == 0) { /* 8,50 is 8,5 */
        decimal.digits /= 10;
        decimal.scale--;
    }
    return decimal.scale <= scale && !__builtin_mul_overflow(decimal.digits, decimal_unit(scale - decimal.scale), ret_number);
}
