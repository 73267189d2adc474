/* The wards' monthly returns as a picture: a row a ward, a column a month, in each cell how the return stands. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text_index.h"
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

/* Of the types it shows how many, so what is said of each is left where it is. */
static struct value *cell_ready(struct arena *arena, const struct value *row)
{
    static const char *const shown[] = {"ward", "ward_name", "period", "expected", "sent", "late", "missing", "standing"};
    struct value *cell = value_map_sized(arena, LEN(shown) + 3);
    value_take_some(cell, row, shown, LEN(shown));
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

/* A ward's row while its months come one after the other. */
struct ward {
    const struct value *first;
    struct value *cells;
};

/* Null where the ward did not stand in a month: as many cells as that before `place`. */
static void pad(struct arena *arena, struct ward *ward, size_t place)
{
    while (value_len(ward->cells) < place)
        value_append(ward->cells, value_null(arena));
}

static struct ward *ward_of(struct arena *arena, struct ward *wards, size_t *count, struct text_index *index, const struct value *row)
{
    void **place = text_index_place(index, arena, value_get_text(row, "ward", ""));
    if (!*place) {
        struct ward *ward = &wards[(*count)++];
        *ward = (struct ward){row, value_list(arena)};
        *place = ward;
    }
    return *place;
}

static struct value *ward_ready(struct arena *arena, const struct ward *ward)
{
    struct value *map = value_map(arena);
    value_set(map, "ward", value_get(ward->first, "ward"));
    value_set(map, "name", value_get(ward->first, "ward_name"));
    value_set(map, "cells", ward->cells);
    return map;
}

/* The list has month after month, so a row's place in its ward is that of its month. */
static struct value *wards_of(struct arena *arena, const struct value *returns, const struct value *months)
{
    struct ward *wards = arena_alloc(arena, (value_len(returns) + 1) * sizeof *wards);
    struct text_index index = {0};
    struct value *list = value_list(arena);
    size_t count = 0;
    for (size_t i = 0; i < value_len(returns); i++) {
        const struct value *row = value_at(returns, i);
        struct ward *ward = ward_of(arena, wards, &count, &index, row);
        if (!value_get_text(row, "standing", NULL))
            continue;
        pad(arena, ward, place_of(months, "id", value_get_text(row, "period", "")));
        value_append(ward->cells, cell_ready(arena, row));
    }
    for (size_t i = 0; i < count; i++) {
        pad(arena, &wards[i], value_len(months));
        value_append(list, ward_ready(arena, &wards[i]));
    }
    return list;
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
    struct value *ready = value_map(arena), *months = months_of(arena, returns);
    value_set(ready, "months", months);
    value_set(ready, "wards", wards_of(arena, returns, months));
    value_set(ready, "legend", legend_of(arena));
    return ready;
}
