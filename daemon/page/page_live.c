/* Figures of the periods that are open, made ready: a board a period, and what is still lacking in it. */
#include "page/page_compare.h"
#include "page/page_data.h"
#include "page/page_today.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"

#include <stdint.h>
#include <string.h>

static bool is_same(const struct value *map, const char *key, const struct value *other)
{
    return value_equal(value_get(map, key), value_get(other, key));
}

/* The cells of a unit by criterion. */
static struct value *cells_of(struct arena *arena, const struct value *rows, const struct value *unit)
{
    struct value *cells = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (is_same(row, "period", unit) && is_same(row, "subject", unit))
            value_set(cells, value_get_text(row, "criterion", ""), row);
    }
    return cells;
}

/* What a ward still lacks, by criterion as boards have them. */
static struct value *lacking_of(struct arena *arena, const struct value *rows, const struct value *period)
{
    static const char *const pressing[] = {"missed", "error"};
    struct value *list = value_list(arena);
    for (size_t p = 0; p < LEN(pressing); p++)
        for (size_t i = 0; i < value_len(rows); i++) {
            const struct value *row = value_at(rows, i);
            if (is_same(row, "period", period) && strcmp(value_get_text(row, "level", ""), "ward") == 0 &&
                strcmp(value_get_text(row, "verdict", ""), pressing[p]) == 0)
                value_append(list, row);
        }
    return list;
}

static struct value *board_of(struct arena *arena, const struct value *live, const struct value *period)
{
    struct value *board = value_copy(arena, period), *rows = value_list(arena), *so_far = value_map(arena);
    const struct value *units = value_get(live, "units");
    for (size_t i = 0; i < value_len(units); i++) {
        if (!is_same(value_at(units, i), "period", period))
            continue;
        struct value *row = value_copy(arena, value_at(units, i));
        value_set(row, "cells", cells_of(arena, value_get(live, "rows"), row));
        value_set(row, "line", page_line(arena, value_get(live, "criteria"), value_get(row, "cells")));
        value_set(so_far, value_get_text(row, "subject", ""), value_get(row, "conclusion"));
        value_append(rows, row);
    }
    value_set_text(board, "as_of_text", page_instant(arena, value_get_text(period, "as_of", NULL)));
    value_set(board, "criteria", value_get(live, "criteria"));
    value_set(board, "rows", rows);
    value_set_bool(board, "ranked", false);
    page_set_tally(board, rows);
    value_set(board, "so_far", so_far);
    value_set(board, "lacking", lacking_of(arena, value_get(live, "rows"), period));
    return board;
}

struct value *page_ready_live(struct arena *arena, const struct value *live)
{
    struct value *ready = value_map(arena), *boards = value_list(arena);
    const struct value *periods = value_get(live, "periods");
    for (size_t i = 0; i < value_len(periods); i++)
        value_append(boards, board_of(arena, live, value_at(periods, i)));
    value_set(ready, "boards", boards);
    value_set(ready, "first", value_len(boards) ? value_at(boards, 0) : value_null(arena)); /* the month: it comes before its phase */
    return ready;
}
