#include "run/comparison.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/decimal.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { UNITS_MAX = 12 }; /* side by side; more are a board */

/* ---- one figure ---- */

/* A figure as it is written: tenths of a percent, or a count. False: there is none. */
static bool read_figure(const struct value *cell, int64_t *ret_number, bool *ret_share)
{
    static const char *const none[] = {"not_applicable", "not_reported", "error"};
    const struct value *num = value_get(cell, "num"), *den = value_get(cell, "den");
    const char *verdict = value_get_text(cell, "verdict", none[0]);
    for (size_t i = 0; i < LEN(none); i++)
        if (strcmp(verdict, none[i]) == 0)
            return false;
    *ret_share = value_type(den) == VALUE_INT;
    if (value_type(num) != VALUE_INT || (*ret_share && value_as_int(den) <= 0))
        return false;
    *ret_number = *ret_share ? (int64_t)((__int128)value_as_int(num) * 1000 / value_as_int(den)) : value_as_int(num);
    return true;
}

/* 52 tenths are "5,2"; with a point and commas in English. */
static const char *amount_text(struct arena *arena, int64_t amount, bool share, bool english)
{
    const char *number = share && amount % 10 ? arena_printf(arena, "%" PRId64 ",%" PRId64, amount / 10, amount % 10)
                                              : arena_printf(arena, "%" PRId64, share ? amount / 10 : amount);
    char *grouped = decimal_grouped(arena, number, english ? '\'' : '.');
    for (char *at = grouped; english && *at; at++)
        *at = *at == ',' ? '.' : *at == '\'' ? ',' : *at;
    return grouped;
}

/* "+5,2", "−3", "0". */
static const char *change_number(struct arena *arena, int64_t change, bool share, bool english)
{
    return change ? arena_printf(arena, "%s%s", change > 0 ? "+" : "−", amount_text(arena, llabs(change), share, english)) : "0";
}

static const char *change_text(struct arena *arena, int64_t change, bool share, bool english)
{
    if (!change)
        return english ? "no change" : "không đổi";
    const char *unit = !share ? "" : english ? " pp" : " điểm %";
    return arena_printf(arena, "%s%s", change_number(arena, change, share, english), unit);
}

struct value *comparison_change(struct arena *arena, const struct value *now, const struct value *before)
{
    int64_t number, earlier;
    bool share, was_share;
    if (!read_figure(now, &number, &share) || !read_figure(before, &earlier, &was_share) || share != was_share)
        return value_null(arena);
    struct value *map = value_map(arena);
    int64_t change = number - earlier;
    value_set_text(map, "direction", change > 0 ? "up" : change < 0 ? "down" : "same");
    value_set_int(map, "amount", change);
    value_set_text(map, "number", change_number(arena, change, share, false));
    value_set_text(map, "text", change_text(arena, change, share, false));
    value_set_text(map, "text_en", change_text(arena, change, share, true));
    return map;
}

/* ---- a board against another ---- */

static struct value *part_of(struct arena *arena, const struct value *map, const char *const *keys, size_t len)
{
    if (value_is_null(map))
        return value_null(arena);
    struct value *part = value_map(arena);
    value_take(part, map, keys, len);
    return part;
}

static bool is_row_of(const struct value *row, const char *subject)
{
    return strcmp(value_get_text(row, "subject", ""), subject) == 0;
}

/* near: where it would stand, were the boards' units the same. */
static const struct value *row_of(const struct value *board, const char *subject, size_t near)
{
    const struct value *rows = value_get(board, "rows");
    if (near < value_len(rows) && is_row_of(value_at(rows, near), subject))
        return value_at(rows, near);
    for (size_t i = 0; i < value_len(rows); i++)
        if (is_row_of(value_at(rows, i), subject))
            return value_at(rows, i);
    return NULL;
}

static struct value *cells_against(struct arena *arena, const struct value *cells, const struct value *before)
{
    static const char *const keys[] = {"num", "den", "value", "verdict"};
    struct value *list = value_map(arena);
    for (size_t i = 0; i < value_len(cells); i++) {
        struct value *cell = value_copy(arena, value_item(cells, i));
        const struct value *was = value_get(before, value_key(cells, i));
        value_set(cell, "before", part_of(arena, was, keys, LEN(keys)));
        value_set(cell, "change", comparison_change(arena, cell, was));
        value_set(list, value_key(cells, i), cell);
    }
    return list;
}

struct value *comparison_against(struct arena *arena, const struct value *board, const struct value *before)
{
    static const char *const heads[] = {"period", "title", "stage", "standing"}, *const kept[] = {"conclusion", "place", "tied"};
    struct value *answer = value_copy(arena, board), *rows = value_list(arena);
    const struct value *units = value_get(board, "rows");
    for (size_t i = 0; i < value_len(units); i++) {
        struct value *row = value_copy(arena, value_at(units, i));
        const struct value *was = row_of(before, value_get_text(row, "subject", ""), i);
        value_set(row, "cells", cells_against(arena, value_get(row, "cells"), value_get(was, "cells")));
        value_set(row, "before", part_of(arena, was, kept, LEN(kept)));
        value_append(rows, row);
    }
    value_set(answer, "against", part_of(arena, before, heads, LEN(heads)));
    value_set(answer, "rows", rows);
    return answer;
}

/* ---- units side by side ---- */

static bool refuse_unit(const struct value *board, const char *unit, struct err *err)
{
    struct buffer list = {0};
    const struct value *rows = value_get(board, "rows");
    for (size_t i = 0; i < value_len(rows); i++)
        buffer_printf(&list, "%s%s", i ? ", " : "", value_get_text(value_at(rows, i), "subject", ""));
    err_set(err, "đơn vị “%s” không có trên bảng của kỳ này; các đơn vị: %s", "the unit “%s” is not on the board of this period; there are: %s", unit,
            buffer_text(&list));
    buffer_finish(&list);
    return false;
}

static bool check_units(const struct value *board, const char *const *units, size_t len, struct err *err)
{
    if (!len || len > UNITS_MAX)
        return err_set(err, "hãy ghi từ 1 đến %d đơn vị, cách nhau bằng dấu phẩy: cat-bi,nam-hai",
                       "write 1 to %d units, parted by commas: cat-bi,nam-hai", UNITS_MAX);
    for (size_t i = 0; i < len; i++) {
        if (!row_of(board, units[i], 0))
            return refuse_unit(board, units[i], err);
        if (text_place(units[i], units, i) >= 0)
            return err_set(err, "đơn vị “%s” ghi hai lần; bỏ bớt một", "the unit “%s” stands twice; leave one out", units[i]);
    }
    return true;
}

static struct value *unit_of(struct arena *arena, const struct value *row)
{
    static const char *const kept[] = {"name", "level", "conclusion", "place", "tied", "before"};
    struct value *unit = part_of(arena, row, kept, LEN(kept));
    value_set(unit, "id", value_get(row, "subject"));
    return unit;
}

static struct value *others_of(struct arena *arena, const struct value *board, const char *const *units, size_t len)
{
    const struct value *rows = value_get(board, "rows");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (text_place(value_get_text(row, "subject", ""), units, len) >= 0)
            continue;
        struct value *other = value_map(arena);
        value_set(other, "id", value_get(row, "subject"));
        value_set(other, "name", value_get(row, "name"));
        value_append(list, other);
    }
    return list;
}

static struct value *targets_of(struct arena *arena, const struct value *board, const char *const *units, size_t len)
{
    const struct value *criteria = value_get(board, "criteria");
    struct value *list = value_list(arena);
    for (size_t c = 0; c < value_len(criteria); c++) {
        const char *id = value_get_text(value_at(criteria, c), "id", "");
        struct value *target = value_map(arena), *cells = value_map(arena);
        for (size_t i = 0; i < len; i++) {
            const struct value *cell = value_get(value_get(row_of(board, units[i], 0), "cells"), id);
            value_set(cells, units[i], cell ? cell : value_null(arena));
        }
        value_set_text(target, "criterion", id);
        value_set(target, "title", value_get(value_at(criteria, c), "title"));
        value_set(target, "cells", cells);
        value_append(list, target);
    }
    return list;
}

struct value *comparison_of_units(struct arena *arena, const struct value *board, const char *units, struct err *err)
{
    static const char *const heads[] = {"period", "title", "stage", "standing", "asked", "against", "previous"};
    size_t len;
    const char *const *ids = text_split(arena, units, &len);
    if (!check_units(board, ids, len, err))
        return NULL;
    struct value *answer = part_of(arena, board, heads, LEN(heads)), *list = value_list(arena);
    for (size_t i = 0; i < len; i++)
        value_append(list, unit_of(arena, row_of(board, ids[i], 0)));
    value_set(answer, "units", list);
    value_set(answer, "others", others_of(arena, board, ids, len));
    value_set(answer, "rows", targets_of(arena, board, ids, len));
    return answer;
}
