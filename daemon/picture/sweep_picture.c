#include "picture/sweep_picture.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WIDTH = 640, HEIGHT = 220, LEFT = 40, RIGHT = 16, TOP = 14, BOTTOM = 188, TICKS = 8, LEVELS = 4 };

static int64_t x_of(size_t place, size_t count)
{
    return LEFT + (int64_t)place * (WIDTH - LEFT - RIGHT) / (int64_t)(count - 1);
}

static int64_t y_of(int64_t met, int64_t of)
{
    return of > 0 ? BOTTOM - met * (BOTTOM - TOP) / of : BOTTOM;
}

static const struct value *figure_of(const struct value *value, size_t period)
{
    return value_at(value_get(value, "periods"), period);
}

static struct value *line_of(struct arena *arena, const struct value *sweep, size_t period)
{
    const struct value *values = value_get(sweep, "values"), *named = value_at(value_get(sweep, "periods"), period);
    struct value *line = value_map(arena);
    struct buffer points = {0};
    for (size_t i = 0; i < value_len(values); i++) {
        const struct value *figure = figure_of(value_at(values, i), period);
        buffer_printf(&points, "%s%d,%d", i ? " " : "", (int)x_of(i, value_len(values)),
                      (int)y_of(value_get_int(figure, "met", 0), value_get_int(figure, "of", 0)));
    }
    value_set_text(line, "title", value_get_text(named, "title", ""));
    value_set_text(line, "points", buffer_take(&points, arena));
    value_set_bool(line, "last", period + 1 == value_len(value_get(sweep, "periods")));
    return line;
}

static void add_mark(struct arena *arena, struct value *list, const char *axis, int64_t at, const char *text)
{
    struct value *mark = value_map(arena);
    value_set_int(mark, axis, at);
    value_set_text(mark, "text", text);
    value_append(list, mark);
}

static struct value *ticks_of(struct arena *arena, const struct value *values)
{
    struct value *list = value_list(arena);
    size_t count = value_len(values), step = (count + TICKS - 1) / TICKS;
    for (size_t i = 0; i < count; i += step)
        add_mark(arena, list, "x", x_of(i, count), value_get_text(value_at(values, i), "value", ""));
    return list;
}

static struct value *levels_of(struct arena *arena, int64_t of)
{
    struct value *list = value_list(arena);
    int64_t step = (of + LEVELS - 1) / LEVELS;
    for (int64_t met = 0; step > 0 && met <= of; met += step)
        add_mark(arena, list, "y", y_of(met, of), arena_printf(arena, "%d/%d", (int)met, (int)of));
    return list;
}

struct value *sweep_picture(struct arena *arena, const struct value *sweep)
{
    const struct value *values = value_get(sweep, "values");
    size_t periods = value_len(value_get(sweep, "periods"));
    if (value_len(values) < 2 || !periods)
        return value_null(arena);
    struct value *picture = value_map(arena), *lines = value_list(arena), *now = value_null(arena);
    for (size_t i = 0; i < periods; i++)
        value_append(lines, line_of(arena, sweep, i));
    for (size_t i = 0; i < value_len(values); i++)
        if (value_get_bool(figure_of(value_at(values, i), periods - 1), "in_force", false))
            now = value_int(arena, x_of(i, value_len(values)));
    value_set_int(picture, "width", WIDTH);
    value_set_int(picture, "height", HEIGHT);
    value_set_int(picture, "top", TOP);
    value_set_int(picture, "bottom", BOTTOM);
    value_set_int(picture, "left", LEFT);
    value_set(picture, "lines", lines);
    value_set(picture, "ticks", ticks_of(arena, values));
    value_set(picture, "levels", levels_of(arena, value_get_int(figure_of(value_at(values, 0), periods - 1), "of", 0)));
    value_set(picture, "now", now);
    return picture;
}
