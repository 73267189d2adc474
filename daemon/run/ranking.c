#include "run/ranking.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "package/package.h"
#include "run/conclusion.h"
#include "run/merge.h"
#include "run/unit_rule.h"

#include <stdint.h>
#include <stdlib.h>

/* What a unit is ranked by: met of arose; arose 0: it is not ranked. */
struct share {
    int64_t met, arose;
};

static struct share share_of(const struct value *conclusion)
{
    if (value_is_null(conclusion) || value_get_bool(conclusion, "incomplete", false))
        return (struct share){0};
    return (struct share){value_get_int(conclusion, "met", 0), value_get_int(conclusion, "arose", 0)};
}

/* The sign of a − b. */
static int compare(const struct share *a, const struct share *b)
{
    int64_t left = a->met * b->arose, right = b->met * a->arose;
    return (left > right) - (left < right);
}

static struct ranking_place place_of(const struct share *shares, size_t count, size_t own)
{
    struct ranking_place place = {.place = 1};
    if (!shares[own].arose)
        return (struct ranking_place){0};
    for (size_t i = 0; i < count; i++) {
        int order = shares[i].arose && i != own ? compare(&shares[i], &shares[own]) : -1;
        place.place += order > 0;
        place.tied |= order == 0;
    }
    return place;
}

void ranking_places(struct arena *arena, const struct value *rows, struct ranking_place *ret_places)
{
    size_t count = value_len(rows);
    struct share *shares = arena_alloc(arena, (count + 1) * sizeof *shares);
    for (size_t i = 0; i < count; i++)
        shares[i] = share_of(value_get(value_at(rows, i), "conclusion"));
    for (size_t i = 0; i < count; i++)
        ret_places[i] = place_of(shares, count, i);
}

/* Of units in a list of their own, for that is what the house's rule looks at. */
static void set_by_house(struct arena *arena, struct value *const *units, size_t count)
{
    struct ranking_place *places = arena_alloc(arena, (count + 1) * sizeof *places);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < count; i++)
        value_append(list, units[i]);
    ranking_places(arena, list, places);
    for (size_t i = 0; i < count; i++) {
        value_set(units[i], "place", places[i].place ? value_int(arena, places[i].place) : value_null(arena));
        value_set_bool(units[i], "tied", places[i].tied);
    }
}

const struct value *ranking_set(struct arena *arena, struct value *const *units, const struct value *const *kept, size_t count)
{
    const struct value *one = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct value *place = value_get(kept[i], "place");
        value_set(units[i], "place", place ? place : value_null(arena));
        value_set_bool(units[i], "tied", value_get_bool(kept[i], "tied", false));
        if (!value_is_null(kept[i]))
            one = kept[i];
    }
    if (!one)
        set_by_house(arena, units, count);
    return one;
}

/* ---- by the package's rule ---- */

struct value *ranking_units(struct arena *arena, const struct package *package, const struct merged *merged)
{
    const struct value *plain = unit_rule_units(arena, merged);
    struct value *units = value_list(arena);
    for (size_t i = 0; i < merged->len; i++) {
        const struct merged_row *row = &merged->rows[i];
        if (row->level != LEVEL_WARD)
            continue;
        struct value *unit = value_copy(arena, value_at(plain, value_len(units))), *figures = value_map(arena);
        value_set_text(figures, "level", level_id(row->level));
        value_set(figures, "cells", row->cells);
        value_set(figures, "conclusion", row->conclusion ? row->conclusion : value_null(arena));
        value_set(unit, "conclusion", conclusion_value(arena, figures, package->conclusion_percent));
        value_append(units, unit);
    }
    return units;
}

static void keep(struct arena *arena, const struct value *said, const struct value *error, struct merged_row *row)
{
    static const char *const keys[] = {"place", "tied"};
    struct value *kept = value_map(arena);
    for (size_t i = 0; said && i < LEN(keys); i++)
        value_set(kept, keys[i], value_get(said, keys[i]));
    if (!said)
        value_set(kept, "error", error);
    row->place = kept;
}

void ranking_take(struct arena *arena, const struct package *package, const struct value *answer, struct merged *merged)
{
    const char *title = value_get_text(value_get(answer, "ok"), "title", NULL);
    unit_rule_take(arena, package->ranking, answer, keep, merged);
    for (size_t i = 0; i < merged->len; i++)
        if (merged->rows[i].place)
            value_set_text((struct value *)merged->rows[i].place, "basis", title); /* of this call's own */
}

/* ---- as a list ---- */

static struct value *row_of(struct arena *arena, const struct value *unit)
{
    static const char *const own[] = {"subject", "name", "place", "tied"}, *const concluded[] = {"met", "arose", "class", "class_title"};
    struct value *row = value_map(arena);
    for (size_t i = 0; i < LEN(own); i++)
        value_set(row, own[i], value_get(unit, own[i]));
    for (size_t i = 0; i < LEN(concluded); i++)
        value_set(row, concluded[i], value_get(value_get(unit, "conclusion"), concluded[i]));
    return row;
}

/* ---- in the order of places ---- */

struct ranked {
    const struct value *unit;
    int64_t place;
    size_t listed;
};

/* Those without a place last; of one place as the board lists them. */
static int by_place(const void *a, const void *b)
{
    const struct ranked *one = a, *other = b;
    int64_t left = one->place ? one->place : INT64_MAX, right = other->place ? other->place : INT64_MAX;
    int order = (left > right) - (left < right);
    return order ? order : one->listed < other->listed ? -1 : 1;
}

static struct value *ranked_rows(struct arena *arena, const struct value *units)
{
    struct value *rows = value_list(arena);
    struct ranked *ranked = arena_alloc(arena, (value_len(units) + 1) * sizeof *ranked);
    size_t count = 0;
    for (size_t i = 0; i < value_len(units); i++)
        if (!value_is_null(value_get(value_at(units, i), "conclusion")))
            ranked[count++] = (struct ranked){value_at(units, i), value_get_int(value_at(units, i), "place", 0), i};
    qsort(ranked, count, sizeof *ranked, by_place);
    for (size_t i = 0; i < count; i++)
        value_append(rows, row_of(arena, ranked[i].unit));
    return rows;
}

struct value *ranking_of(struct arena *arena, const struct value *board)
{
    static const char *const heads[] = {"period", "title", "stage", "standing"};
    struct value *answer = value_map(arena);
    for (size_t i = 0; i < LEN(heads); i++)
        value_set(answer, heads[i], value_get(board, heads[i]));
    const char *own = value_get_text(board, "basis", NULL); /* the package's words are Vietnamese */
    value_set_text(answer, "basis", own ? own : "tỷ lệ chỉ tiêu đạt trên chỉ tiêu có phát sinh; bằng nhau thì đồng hạng; chưa đủ số liệu thì chưa xếp hạng");
    value_set_text(answer, "basis_en", own ? own : "the share of targets met of those that arose; equal shares tie; incomplete figures are not ranked");
    value_set(answer, "rows", ranked_rows(arena, value_get(board, "rows")));
    return answer;
}

struct value *ranking_of_results(struct arena *arena, const struct package *package, const struct value *results)
{
    struct value *units = value_list(arena), **entries = arena_alloc(arena, (value_len(results) + 1) * sizeof *entries);
    const struct value **kept = arena_alloc(arena, (value_len(results) + 1) * sizeof *kept);
    size_t count = 0;
    for (size_t i = 0; i < value_len(results); i++) {
        const struct value *result = value_at(results, i), *conclusion = conclusion_value(arena, result, package->conclusion_percent);
        if (value_is_null(conclusion))
            continue;
        struct value *unit = value_map(arena);
        value_set(unit, "subject", value_get(result, "subject"));
        value_set(unit, "name", value_get(result, "name"));
        value_set(unit, "conclusion", conclusion);
        value_append(units, unit);
        kept[count] = value_get(result, "place");
        entries[count++] = unit;
    }
    ranking_set(arena, entries, kept, count);
    return ranked_rows(arena, units);
}
