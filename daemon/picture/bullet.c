#include "picture/bullet.h"

#include "base/arena.h"
#include "base/value.h"

#include <stdbool.h>
#include <string.h>

int64_t bullet_height(const struct value *figure)
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

int64_t bullet_target_height(const struct value *figure)
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

enum {
    WIDTH = 360,
    FULL = 1000,  /* a share of all, in tenths of a percent */
    INSIDE = 64,  /* a bar that is shorter has its figure behind it; that of a longer one stands in the sentence above */
    GAP = 6,
};

/* The end of the scale: 100 % of a share; of counts a little over the largest. */
static int64_t scale_of(const struct value *explain)
{
    const struct value *all[] = {explain, value_get(explain, "before"), value_get(explain, "district")};
    int64_t most = bullet_target_height(explain);
    if (value_type(value_get(explain, "den")) == VALUE_INT)
        return FULL;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        most = bullet_height(all[i]) > most ? bullet_height(all[i]) : most;
    return most < 1 ? 1 : most + most / 8 + 1;
}

static int64_t x_of(int64_t height, int64_t scale)
{
    return height >= scale ? WIDTH : height * WIDTH / scale;
}

/* A mark on the scale, with which end of its label stands at it, so that all of it is seen; null for no figure. */
static struct value *mark(struct arena *arena, int64_t height, int64_t scale)
{
    if (height < 0)
        return value_null(arena);
    struct value *made = value_map(arena);
    int64_t x = x_of(height, scale);
    value_set_int(made, "x", x);
    value_set_text(made, "anchor", x < WIDTH / 3 ? "start" : x > 2 * WIDTH / 3 ? "end" : "middle");
    return made;
}

struct value *bullet_make(struct arena *arena, const struct value *explain)
{
    int64_t height = bullet_height(explain), scale = scale_of(explain);
    if (height < 0 || bullet_target_height(explain) < 0)
        return value_null(arena);
    struct value *bullet = value_map(arena);
    int64_t bar = x_of(height, scale);
    value_set_int(bullet, "width", WIDTH);
    value_set_int(bullet, "bar", bar < 1 ? 1 : bar);
    value_set_bool(bullet, "inside", bar >= INSIDE);
    value_set_int(bullet, "figure_x", bar + GAP);
    value_set(bullet, "target", mark(arena, bullet_target_height(explain), scale));
    value_set(bullet, "before", mark(arena, bullet_height(value_get(explain, "before")), scale));
    value_set(bullet, "district", mark(arena, bullet_height(value_get(explain, "district")), scale));
    return bullet;
}
