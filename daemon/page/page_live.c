/* Figures of the periods that are open, made ready: a board a period, and what is still lacking in it. */
#include "page/page_compare.h"
#include "page/page_data.h"
#include "page/page_today.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/decimal.h"
#include "base/text_index.h"
#include "base/value.h"

#include <stdint.h>
#include <string.h>

static bool is_same(const struct value *map, const char *key, const struct value *other)
{
    return value_equal(value_get(map, key), value_get(other, key));
}

static bool says(const struct value *map, const char *key, const char *word)
{
    return strcmp(value_get_text(map, key, ""), word) == 0;
}

/* "1,2" of a figure with decimals, "05" of one without; English has a point. */
static void set_needed(struct arena *arena, struct value *row)
{
    const struct value *needed = value_get(row, "needed");
    if (value_is_null(needed))
        return;
    const char *amount = decimal_amount(arena, value_as_int(needed), (int)value_get_int(row, "decimals", 0));
    value_set_text(row, "needed_text", amount);
    value_set_text(row, "needed_text_en", decimal_english(arena, amount));
}

/* What stands below a figure so far, where it asks for a look: it can no longer be met, it needs so many more, it is met and will not be at
 * this pace. */
static const char *ahead_of(const struct value *row)
{
    if (says(row, "outlook", "cannot"))
        return "cannot";
    if (says(row, "outlook", "can") && !value_is_null(value_get(row, "needed")))
        return "needs";
    return says(row, "outlook", "met") && says(value_get(row, "pace"), "verdict", "missed") ? "pace" : NULL;
}

/* Whose a row is. */
static const char *owner_of(struct arena *arena, const struct value *row)
{
    return arena_printf(arena, "%s\n%s", value_get_text(row, "period", ""), value_get_text(row, "subject", ""));
}

/* The rows of each unit and period, a list each: a unit does not look through those of all. */
static struct text_index rows_by_owner(struct arena *arena, const struct value *rows)
{
    struct text_index owners = {0};
    for (size_t i = 0; i < value_len(rows); i++)
        text_index_add(&owners, arena, owner_of(arena, value_at(rows, i)), value_at(rows, i));
    return owners;
}

/* The cells of a unit by criterion. */
static struct value *cells_of(struct arena *arena, const struct value *rows)
{
    struct value *cells = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        struct value *cell = value_copy(arena, row);
        struct value *told = value_list(arena);
        value_set_text(cell, "ahead", ahead_of(row));
        set_needed(arena, cell);
        if (ahead_of(row))
            value_append(told, value_copy(arena, cell));
        value_set(cell, "told", told); /* nothing, or itself: a template says it in one place */
        value_set(cells, value_get_text(row, "criterion", ""), cell);
    }
    return cells;
}

static int64_t count_ahead(const struct value *cells, const char *ahead)
{
    int64_t count = 0;
    for (size_t i = 0; i < value_len(cells); i++)
        count += says(value_item(cells, i), "ahead", ahead);
    return count;
}

/* The conclusion so far with how many targets can no longer be met, and how many will not be at this pace. */
static struct value *so_far_of(struct arena *arena, const struct value *row)
{
    struct value *so_far = value_copy(arena, value_get(row, "conclusion"));
    if (value_is_null(so_far))
        return so_far;
    value_set_int(so_far, "cannot", count_ahead(value_get(row, "cells"), "cannot"));
    value_set_int(so_far, "pace", count_ahead(value_get(row, "cells"), "pace"));
    return so_far;
}

/* What a ward still lacks, by criterion as boards have them. */
static struct value *lacking_of(struct arena *arena, const struct value *rows, const struct value *period)
{
    static const char *const pressing[] = {"missed", "error"};
    struct value *list = value_list(arena);
    for (size_t p = 0; p < LEN(pressing); p++)
        for (size_t i = 0; i < value_len(rows); i++) {
            const struct value *row = value_at(rows, i);
            if (is_same(row, "period", period) && says(row, "level", "ward") && says(row, "verdict", pressing[p]))
                value_append(list, row);
        }
    return list;
}

/* The cells that have something ahead of them, by unit and criterion: beside a run of the same period. */
static struct value *ahead_in(struct arena *arena, const struct value *rows)
{
    struct value *ahead = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *cells = value_get(value_at(rows, i), "cells");
        struct value *own = value_map(arena);
        for (size_t c = 0; c < value_len(cells); c++)
            if (!value_is_null(value_get(value_item(cells, c), "ahead")))
                value_set(own, value_key(cells, c), value_item(cells, c));
        value_set(ahead, value_get_text(value_at(rows, i), "subject", ""), own);
    }
    return ahead;
}

static struct value *board_of(struct arena *arena, const struct value *live, const struct text_index *owners, const struct value *period)
{
    struct value *board = value_copy(arena, period), *rows = value_list(arena), *so_far = value_map(arena);
    const struct value *units = value_get(live, "units");
    for (size_t i = 0; i < value_len(units); i++) {
        if (!is_same(value_at(units, i), "period", period))
            continue;
        struct value *row = value_copy(arena, value_at(units, i));
        value_set(row, "cells", cells_of(arena, text_index_find(owners, owner_of(arena, row))));
        value_set(row, "line", page_line(arena, value_get(live, "criteria"), value_get(row, "cells")));
        value_set(so_far, value_get_text(row, "subject", ""), so_far_of(arena, row));
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
    struct value *ready = value_map(arena), *boards = value_list(arena), *ahead = value_map(arena);
    const struct value *periods = value_get(live, "periods");
    const struct text_index owners = rows_by_owner(arena, value_get(live, "rows"));
    for (size_t i = 0; i < value_len(periods); i++) {
        const struct value *board = board_of(arena, live, &owners, value_at(periods, i));
        value_append(boards, board);
        value_set(ahead, value_get_text(board, "period", ""), ahead_in(arena, value_get(board, "rows")));
    }
    value_set(ready, "boards", boards);
    value_set(ready, "ahead", ahead);
    value_set(ready, "first", value_len(boards) ? value_at(boards, 0) : value_null(arena)); /* the month: it comes before its phase */
    return ready;
}

/* ---- where the open periods lead ---- */

static const char *const outlooks[] = {"cannot", "can", "open", "nothing", "met"}; /* what asks for a look first */
enum { OUTLOOKS_SHOWN = 3 };                                                        /* of the rest, how many */

static struct value *of_outlook(struct arena *arena, const struct value *rows, const char *period, const char *outlook)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (!says(row, "period", period) || !says(row, "outlook", outlook))
            continue;
        struct value *ready = value_copy(arena, row);
        value_set(ready, "word", value_printf(arena, "outlook_%s", outlook));
        value_append(list, ready);
    }
    return list;
}

static struct value *period_ready(struct arena *arena, const struct value *rows, const struct value *first)
{
    const char *period = value_get_text(first, "period", "");
    struct value *ready = value_map(arena), *counts = value_list(arena), *shown = value_list(arena);
    for (size_t i = 0; i < LEN(outlooks); i++) {
        const struct value *list = of_outlook(arena, rows, period, outlooks[i]);
        struct value *count = value_map(arena);
        value_set(count, "word", value_printf(arena, "outlook_%s", outlooks[i]));
        value_set_int(count, "count", (int64_t)value_len(list));
        if (value_len(list))
            value_append(counts, count);
        for (size_t j = 0; i < OUTLOOKS_SHOWN && j < value_len(list); j++)
            value_append(shown, value_at(list, j));
    }
    value_set_text(ready, "period", period);
    value_set_text(ready, "title", value_get_text(first, "period_title", ""));
    value_set(ready, "counts", counts);
    value_set(ready, "rows", shown);
    return ready;
}

struct value *page_ready_forecast(struct arena *arena, const struct value *forecast)
{
    const struct value *rows = value_get(forecast, "rows");
    struct value *ready = value_map(arena), *periods = value_list(arena);
    const char *last = "";
    for (size_t i = 0; i < value_len(rows); i++) { /* they stand by their periods */
        const char *period = value_get_text(value_at(rows, i), "period", "");
        if (strcmp(period, last) != 0)
            value_append(periods, period_ready(arena, rows, value_at(rows, i)));
        last = period;
    }
    value_set_text(ready, "as_of_text", page_instant(arena, value_get_text(forecast, "as_of", NULL)));
    value_set(ready, "periods", periods);
    return ready;
}
