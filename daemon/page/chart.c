/* The months of one target as a picture: where its points lie. Integers only; the template draws. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

enum {
    WIDTH = 260,
    HEIGHT = 92,
    TOP = 16,    /* of the highest point's shape; its figure stands above */
    FALL = 44,   /* from the highest to the lowest */
    BOTTOM = 78, /* the base line */
    SHAPE = 12,  /* a point's shape is as wide and high */
    ABOVE = 4, /* its figure above it */
    MARGIN = 20,
    GLYPH = 6, /* about the width of a figure's character, and of the gap between two figures */
};

/* A share in tenths of a percent, a count as it is; -1 when there is no figure. */
static int64_t height_of(const struct value *point)
{
    const struct value *num = value_get(point, "num"), *den = value_get(point, "den");
    if (value_type(num) != VALUE_INT)
        return -1;
    if (value_type(den) != VALUE_INT)
        return value_as_int(num);
    return value_as_int(den) > 0 ? value_as_int(num) * 1000 / value_as_int(den) : -1;
}

/* Counts stand on nought; shares, which lie close together, on a little below the lowest. Low = high when all are
 * equal: then the line lies in the middle. */
static void find_range(const struct value *points, int64_t *ret_low, int64_t *ret_high, size_t *ret_count)
{
    int64_t low = INT64_MAX, high = 0;
    bool share = false;
    size_t count = 0;
    for (size_t i = 0; i < value_len(points); i++) {
        int64_t height = height_of(value_at(points, i));
        if (height < 0)
            continue;
        share = share || value_type(value_get(value_at(points, i), "den")) == VALUE_INT;
        low = height < low ? height : low;
        high = height > high ? height : high;
        count++;
    }
    if (low != high)
        low = share && count ? low - (high - low) / 4 - 20 : 0;
    *ret_low = low < 0 ? 0 : low;
    *ret_high = high;
    *ret_count = count;
}

static struct value *place_points(struct arena *arena, const struct value *points, int64_t low, int64_t high,
                                  struct buffer *line)
{
    struct value *placed = value_list(arena);
    size_t len = value_len(points);
    for (size_t i = 0; i < len; i++) {
        struct value *point = value_copy(arena, value_at(points, i));
        int64_t height = height_of(point);
        int64_t x = len > 1 ? MARGIN + (int64_t)i * (WIDTH - 2 * MARGIN) / (int64_t)(len - 1) : WIDTH / 2;
        value_set_int(point, "label_x", x);
        value_set(point, "y", value_null(arena));
        if (height >= 0) {
            int64_t y = low == high ? TOP + FALL / 2 : TOP + FALL - (height - low) * FALL / (high - low);
            value_set_int(point, "x", x - SHAPE / 2);
            value_set_int(point, "y", y);
            value_set_int(point, "value_y", y - ABOVE);
            buffer_printf(line, "%s%" PRId64 ",%" PRId64, line->len ? " " : "", x, y + SHAPE / 2);
        }
        value_append(placed, point);
    }
    return placed;
}

/* One row of labels, a text a point centred on `x`: "value" above the shapes, "short" below the base line. */
struct labels {
    const char *text, *x, *shown; /* keys of a point */
};

/* A label at the picture's edge moves inward, so that all of it is seen. */
static int64_t label_place(int64_t x, int64_t half)
{
    int64_t most = WIDTH - half;
    return x < half ? half : x > most ? most : x;
}

/* Labels that would run into one another are left out, from the newest to the oldest: the newest always stands. A point
 * without its label still has its shape and its place in the list below the picture. */
static void thin(struct value **points, size_t len, const struct labels *labels)
{
    int64_t free_until = INT64_MAX;
    for (size_t i = len; i-- > 0;) {
        const char *text = value_get_text(points[i], labels->text, NULL);
        int64_t half = text ? (int64_t)text_width(text) * GLYPH / 2 : 0;
        int64_t x = label_place(value_get_int(points[i], "label_x", 0), half);
        bool shown = text && (free_until == INT64_MAX || x + half + GLYPH <= free_until);
        value_set_int(points[i], labels->x, x);
        value_set_bool(points[i], labels->shown, shown);
        if (shown)
            free_until = x - half;
    }
}

static struct value *label_points(struct arena *arena, const struct value *points)
{
    static const struct labels rows[] = {{"value", "value_x", "labelled"}, {"short", "short_x", "named"}};
    size_t len = value_len(points);
    struct value **copies = arena_alloc(arena, (len + 1) * sizeof *copies), *labelled = value_list(arena);
    for (size_t i = 0; i < len; i++)
        copies[i] = value_copy(arena, value_at(points, i));
    for (size_t i = 0; i < LEN(rows); i++)
        thin(copies, len, &rows[i]);
    for (size_t i = 0; i < len; i++)
        value_append(labelled, copies[i]);
    return labelled;
}

static struct value *chart_of(struct arena *arena, const struct buffer *line)
{
    struct value *chart = value_map(arena);
    value_set_int(chart, "width", WIDTH);
    value_set_int(chart, "height", HEIGHT);
    value_set_int(chart, "bottom", BOTTOM);
    value_set_text(chart, "line", buffer_text(line));
    return chart;
}

struct value *page_ready_trend(struct arena *arena, const struct value *trend)
{
    struct value *ready = value_copy(arena, trend);
    const struct value *criteria = value_get(trend, "criteria");
    struct value *drawn = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        struct value *criterion = value_copy(arena, value_at(criteria, i));
        const struct value *points = value_get(criterion, "points");
        struct buffer line = {0};
        int64_t low, high;
        size_t count;
        find_range(points, &low, &high, &count);
        value_set(criterion, "points", label_points(arena, place_points(arena, points, low, high, &line)));
        value_set(criterion, "chart", count > 1 ? chart_of(arena, &line) : value_null(arena));
        buffer_finish(&line);
        value_append(drawn, criterion);
    }
    value_set(ready, "criteria", drawn);
    return ready;
}
