/* The months of one target as a picture: where its points and its target lie. Integers only; the template draws. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"
#include "picture/bullet.h"
#include "page/page_english.h"

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

/* What the picture has to hold: from the lowest to the highest of the figures and of their targets. */
struct range {
    int64_t low, high;
    size_t count; /* of figures */
};

static void take(struct range *range, int64_t height)
{
    if (height < 0)
        return;
    range->low = height < range->low ? height : range->low;
    range->high = height > range->high ? height : range->high;
}

/* Counts stand on nought; shares, which lie close together, on a little below the lowest. Low = high when all are
 * equal: then the line lies in the middle. */
static struct range find_range(const struct value *points)
{
    struct range range = {.low = INT64_MAX};
    bool share = false;
    for (size_t i = 0; i < value_len(points); i++) {
        const struct value *point = value_at(points, i);
        share = share || value_type(value_get(point, "den")) == VALUE_INT;
        range.count += bullet_height(point) >= 0;
        take(&range, bullet_height(point));
        take(&range, bullet_target_height(point));
    }
    if (range.low != range.high)
        range.low = share && range.count ? range.low - (range.high - range.low) / 4 - 20 : 0;
    range.low = range.low < 0 ? 0 : range.low;
    return range;
}

static int64_t y_of(const struct range *range, int64_t height)
{
    return range->low == range->high ? TOP + FALL / 2 : TOP + FALL - (height - range->low) * FALL / (range->high - range->low);
}

static int64_t x_of(size_t i, size_t len)
{
    return len > 1 ? MARGIN + (int64_t)i * (WIDTH - 2 * MARGIN) / (int64_t)(len - 1) : WIDTH / 2;
}

/* The target under each point, from halfway before it to halfway behind it: a step where it changed. */
static void put_goal(struct buffer *goal, const struct value *points, const struct range *range)
{
    size_t len = value_len(points);
    int64_t half = len > 1 ? (WIDTH - 2 * MARGIN) / (int64_t)(len - 1) / 2 : WIDTH / 4;
    bool drawn = false;
    for (size_t i = 0; i < len; i++) {
        int64_t height = bullet_target_height(value_at(points, i)), x = x_of(i, len);
        int64_t from = x - half < 0 ? 0 : x - half, until = x + half > WIDTH ? WIDTH : x + half;
        int64_t y = height < 0 ? 0 : y_of(range, height) + SHAPE / 2;
        if (height >= 0 && !drawn)
            buffer_printf(goal, "M%" PRId64 " %" PRId64, from, y);
        if (height >= 0)
            buffer_printf(goal, "V%" PRId64 "H%" PRId64, y, until);
        drawn = height >= 0;
    }
}

static struct value *place_points(struct arena *arena, const struct value *points, const struct range *range, struct buffer *line)
{
    struct value *placed = value_list(arena);
    size_t len = value_len(points);
    for (size_t i = 0; i < len; i++) {
        struct value *point = value_copy(arena, value_at(points, i));
        int64_t height = bullet_height(point), x = x_of(i, len);
        value_set_int(point, "label_x", x);
        value_set_text(point, "title_en", page_period_en(arena, value_get_text(point, "title", NULL)));
        value_set(point, "y", value_null(arena));
        if (height >= 0) {
            int64_t y = y_of(range, height);
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

static struct value *chart_of(struct arena *arena, const struct value *points, const struct range *range, const struct buffer *line)
{
    struct buffer goal = {0};
    struct value *chart = value_map(arena);
    value_set_int(chart, "width", WIDTH);
    value_set_int(chart, "height", HEIGHT);
    value_set_int(chart, "bottom", BOTTOM);
    value_set_text(chart, "line", buffer_text(line));
    put_goal(&goal, points, range);
    value_set_text(chart, "goal", goal.len ? buffer_text(&goal) : NULL);
    buffer_finish(&goal);
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
        struct range range = find_range(points);
        value_set(criterion, "points", label_points(arena, place_points(arena, points, &range, &line)));
        value_set(criterion, "chart", range.count > 1 ? chart_of(arena, points, &range, &line) : value_null(arena));
        buffer_finish(&line);
        value_append(drawn, criterion);
    }
    value_set(ready, "criteria", drawn);
    return ready;
}
