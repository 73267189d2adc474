#include "page/figure_height.h"

#include "base/value.h"

#include <stdbool.h>
#include <string.h>

int64_t figure_height(const struct value *figure)
{
    const struct value *num = value_get(figure, "num"), *den = value_get(figure, "den");
    if (value_type(num) != VALUE_INT)
        return -1;
    if (value_type(den) != VALUE_INT)
        return value_as_int(num);
    return value_as_int(den) > 0 ? value_as_int(num) * 1000 / value_as_int(den) : -1;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first number in tenths: 80 → 800, 82,5 → 825, 1.200 → 12000. Behind it: *ret_end. */
static int64_t read_tenths(const char *text, const char **ret_end)
{
    int64_t tenths = 0;
    const char *at = text;
    for (; is_digit(*at) || (*at == '.' && is_digit(at[1])); at++)
        if (*at != '.')
            tenths = tenths < INT64_MAX / 1000 ? tenths * 10 + (*at - '0') * 10 : tenths;
    if (*at == ',' && is_digit(at[1])) {
        tenths += at[1] - '0';
        for (at++; is_digit(*at); at++)
            ;
    }
    *ret_end = at;
    return tenths;
}

int64_t figure_target_height(const struct value *figure)
{
    const char *words = value_get_text(figure, "target", NULL), *end;
    bool share = value_type(value_get(figure, "den")) == VALUE_INT;
    if (!words)
        return -1;
    const char *number = words + strcspn(words, "0123456789");
    if (!*number)
        return !share && strcmp(words, "không có") == 0 ? 0 : -1;
    int64_t tenths = read_tenths(number, &end);
    bool percent = end[strspn(end, " ")] == '%';
    return percent != share ? -1 : share ? tenths : tenths / 10;
}
