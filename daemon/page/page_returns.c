/* The wards' monthly returns as a picture: a row a ward, a column a month, in each cell how the return stands. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"

#include <stdlib.h>
#include <string.h>

/* A standing (alert/return_list.h): the word for it, and a shape of its own, for whoever does not tell colours. */
static const struct {
    const char *standing, *word, *icon;
} shapes[] = {
    {"complete", "standing_complete", "met"},
    {"complete_late", "standing_complete_late", "error"},
    {"lacking", "standing_lacking", "missed"},
    {"not_due", "standing_not_due", "in_progress"},
};

/* "11/2024" of 2024-11; the two parts of a month that phases share are told by what is behind it. */
static const char *short_of(struct arena *arena, const char *period)
{
    return strlen(period) >= strlen("2024-11") ? arena_printf(arena, "%.2s/%.4s%s", period + 5, period, period + 7) : period;
}

static struct value *cell_ready(struct arena *arena, const struct value *row)
{
    struct value *cell = value_copy(arena, row);
    const char *standing = value_get_text(row, "standing", "");
    for (size_t i = 0; i < LEN(shapes); i++)
        if (strcmp(shapes[i].standing, standing) == 0) {
            value_set_text(cell, "word", shapes[i].word);
            value_set_text(cell, "icon", shapes[i].icon);
        }
    value_set_text(cell, "short", short_of(arena, value_get_text(row, "period", "")));
    return cell;
}

/* Where the list has the item whose `key` is this text; its length when it has none. */
static size_t place_of(const struct value *list, const char *key, const char *text)
{
    size_t place = 0;
    while (place < value_len(list) && strcmp(value_get_text(value_at(list, place), key, ""), text) != 0)
        place++;
    return place;
}

static struct value *months_of(struct arena *arena, const struct value *returns)
{
    struct value *months = value_list(arena);
    for (size_t i = 0; i < value_len(returns); i++) {
        const char *period = value_get_text(value_at(returns, i), "period", "");
        struct value *month = value_map(arena);
        if (place_of(months, "id", period) < value_len(months))
            continue;
        value_set_text(month, "id", period);
        value_set_text(month, "short", short_of(arena, period));
        value_set(month, "due_on", value_get(value_at(returns, i), "due_on"));
        value_append(months, month);
    }
    return months;
}

/* Null where the ward did not stand in the month. */
static const struct value *cell_of(struct arena *arena, const struct value *returns, const char *ward, const char *period)
{
    for (size_t i = 0; i < value_len(returns); i++) {
        const struct value *row = value_at(returns, i);
        if (strcmp(value_get_text(row, "ward", ""), ward) == 0 && strcmp(value_get_text(row, "period", ""), period) == 0 &&
            value_get_text(row, "standing", NULL))
            return cell_ready(arena, row);
    }
    return value_null(arena);
}

static struct value *ward_ready(struct arena *arena, const struct value *returns, const struct value *months, const struct value *row)
{
    struct value *ward = value_map(arena), *cells = value_list(arena);
    value_set(ward, "ward", value_get(row, "ward"));
    value_set(ward, "name", value_get(row, "ward_name"));
    for (size_t i = 0; i < value_len(months); i++)
        value_append(cells, cell_of(arena, returns, value_get_text(row, "ward", ""), value_get_text(value_at(months, i), "id", "")));
    value_set(ward, "cells", cells);
    return ward;
}

static struct value *legend_of(struct arena *arena)
{
    struct value *legend = value_list(arena);
    for (size_t i = 0; i < LEN(shapes); i++) {
        struct value *shape = value_map(arena);
        value_set_text(shape, "standing", shapes[i].standing);
        value_append(legend, cell_ready(arena, shape));
    }
    return legend;
}

struct value *page_ready_returns(struct arena *arena, const struct value *returns)
{
    struct value *ready = value_map(arena), *months = months_of(arena, returns), *wards = value_list(arena);
    for (size_t i = 0; i < value_len(returns); i++)
        if (place_of(wards, "ward", value_get_text(value_at(returns, i), "ward", "")) == value_len(wards))
            value_append(wards, ward_ready(arena, returns, months, value_at(returns, i)));
    value_set(ready, "months", months);
    value_set(ready, "wards", wards);
    value_set(ready, "legend", legend_of(arena));
    return ready;
}
