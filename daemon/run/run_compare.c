#include "run/run_compare.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/unit_rule.h"
#include "run/merge.h"
#include "run/result.h"
#include "run/run.h"
#include "run/stored_run.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

/* rows NULL: they could not be read. */
static bool figures_of(const struct turn *turn, const struct value *rows, struct figures *ret_figures)
{
    if (!rows)
        return false;
    struct figures figures = {arena_alloc(turn->arena, (value_len(rows) + 1) * sizeof *figures.rows), 0};
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *subject = value_get_text(row, "subject", "");
        enum level level = level_of(row);
        figures.rows[figures.len++] = (struct merged_row){
            .subject = subject, .level = level, .home = value_get_text(row, "home", NULL), .cells = value_copy(turn->arena, value_get(row, "cells")),
            .rank = result_rank(turn->package, subject, level),
            .conclusion = value_is_null(value_get(row, "conclusion")) ? NULL : value_get(row, "conclusion"),
            .place = value_is_null(value_get(row, "place")) ? NULL : value_get(row, "place")};
    }
    *ret_figures = figures;
    return true;
}

bool run_compare_stored(struct turn *turn, int64_t run, struct figures *ret_figures, struct err *err)
{
    return figures_of(turn, stored_run_rows(turn->store, turn->arena, run, false, err), ret_figures);
}

static bool read_otherwise(struct turn *turn, int64_t run, int64_t other, struct figures *ret_figures, struct err *err)
{
    return figures_of(turn, stored_run_rows_otherwise(turn->store, turn->arena, run, other, err), ret_figures);
}

static const char *const compared[] = {"num", "den", "value", "verdict", "grade"};
enum { SHOWN = 4 }; /* in every row; a grade where there is one */

static bool same_cell(const struct value *a, const struct value *b)
{
    for (size_t i = 0; i < LEN(compared); i++) {
        const struct value *x = value_get(a, compared[i]), *y = value_get(b, compared[i]);
        if (value_is_null(x) != value_is_null(y) || (!value_is_null(x) && !value_equal(x, y)))
            return false;
    }
    return true;
}

static struct value *shown(struct arena *arena, const struct value *cell)
{
    if (value_is_null(cell))
        return value_null(arena);
    struct value *map = value_map(arena);
    value_take(map, cell, compared, SHOWN);
    if (value_get(cell, "grade_title"))
        value_set(map, "grade_title", value_get(cell, "grade_title"));
    value_set(map, "target", value_get(cell, "target") ? value_get(cell, "target") : value_null(arena));
    return map;
}

static struct value *note_row(struct arena *arena, const struct run_note *note, const struct merged_row *row, const char *criterion,
                              struct value *before, struct value *after)
{
    struct value *map = value_map(arena);
    value_set_text(map, "period", note->period->id);
    value_set_text(map, "stage", run_stage_name(note->stage));
    value_set_text(map, "criterion", criterion);
    value_set_text(map, "subject", row->subject);
    value_set_text(map, "level", level_id(row->level));
    value_set(map, "from", before);
    value_set(map, "to", after);
    value_set_bool(map, "sealed", note->adjusted);
    return map;
}

/* A criterion's cell before and after, either of them NULL. Returns whether its verdict changes. */
static bool note_cell(struct arena *arena, const struct run_note *note, const struct merged_row *row,
                      const char *criterion, const struct value *before, const struct value *after,
                      struct value *list)
{
    if (same_cell(before, after))
        return false;
    bool flips = strcmp(value_get_text(before, "verdict", ""), value_get_text(after, "verdict", "")) != 0;
    struct value *map = note_row(arena, note, row, criterion, shown(arena, before), shown(arena, after));
    value_set_bool(map, "flips", flips);
    value_set_text(map, "why", value_get_text(after, "says", NULL));
    value_append(list, map);
    return flips;
}

/* A conclusion as a result is shown; a rule that failed has no numbers. */
static struct value *concluded(struct arena *arena, const struct value *conclusion)
{
    if (!conclusion)
        return value_null(arena);
    struct value *map = value_map(arena);
    value_set(map, "num", value_get(conclusion, "met") ? value_get(conclusion, "met") : value_null(arena));
    value_set(map, "den", value_get(conclusion, "arose") ? value_get(conclusion, "arose") : value_null(arena));
    value_set(map, "value", value_null(arena));
    value_set(map, "verdict", value_get(conclusion, "title") ? value_get(conclusion, "title") : value_get(conclusion, "class"));
    value_set(map, "target", value_null(arena));
    return map;
}

/* What the packages' rules conclude; NULL where a package has none. */
static size_t compare_conclusions(struct arena *arena, const struct run_note *note, const struct merged_row *was,
                                  const struct merged_row *is, struct value *list)
{
    const struct value *before = was ? was->conclusion : NULL, *after = is ? is->conclusion : NULL;
    const struct merged_row *row = is ? is : was;
    if ((!before && !after) || (before && after && value_equal(before, after)))
        return 0;
    struct value *map = note_row(arena, note, row, CONCLUSION_RULE, concluded(arena, before), concluded(arena, after));
    bool flips = !value_equal(value_get(value_get(map, "from"), "verdict"), value_get(value_get(map, "to"), "verdict"));
    value_set_bool(map, "flips", flips);
    value_set_text(map, "why", value_get_text(after, "says", value_get_text(value_get(after, "error"), "vi", NULL)));
    value_append(list, map);
    return flips;
}

/* The candidate's criteria in its order, then those that it has no more. */
static size_t compare_rows(struct arena *arena, const struct run_note *note, const struct merged_row *before,
                           const struct merged_row *after, struct value *list)
{
    const struct merged_row *row = after ? after : before;
    const struct value *old = before ? before->cells : NULL, *new = after ? after->cells : NULL;
    size_t flips = 0;
    for (size_t i = 0; i < value_len(new); i++)
        flips += note_cell(arena, note, row, value_key(new, i), value_get(old, value_key(new, i)), value_item(new, i),
                           list);
    for (size_t i = 0; i < value_len(old); i++)
        if (!value_get(new, value_key(old, i)))
            flips += note_cell(arena, note, row, value_key(old, i), value_item(old, i), NULL, list);
    return flips;
}

static int by_rank(const void *a, const void *b)
{
    const struct merged_row *x = a, *y = b;
    return x->rank != y->rank ? (x->rank > y->rank) - (x->rank < y->rank) : strcmp(x->subject, y->subject);
}

/* "2", "2=" of a place that is shared, null of a unit without one. */
static struct value *placed(struct arena *arena, const struct value *kept)
{
    static const char *const none[] = {"num", "den", "value", "target"};
    long long place = value_get_int(kept, "place", 0);
    struct value *map = value_map(arena);
    for (size_t i = 0; i < LEN(none); i++)
        value_set(map, none[i], value_null(arena));
    value_set(map, "verdict", place ? value_printf(arena, "%lld%s", place, value_get_bool(kept, "tied", false) ? "=" : "") : value_null(arena));
    return map;
}

/* In which places they put the unit: no verdict turns by that. */
static size_t compare_places(struct arena *arena, const struct run_note *note, const struct merged_row *was, const struct merged_row *is,
                             struct value *list)
{
    const struct value *before = was ? was->place : NULL, *after = is ? is->place : NULL;
    struct value *from = placed(arena, before), *to = placed(arena, after);
    if (value_equal(from, to))
        return 0;
    struct value *map = note_row(arena, note, is ? is : was, RANKING_RULE, from, to);
    value_set_bool(map, "flips", false);
    value_set_text(map, "why", value_get_text(value_get(after, "error"), "vi", value_get_text(after, "basis", NULL)));
    value_append(list, map);
    return 0;
}

typedef size_t compare_pair(struct arena *arena, const struct run_note *note, const struct merged_row *before, const struct merged_row *after,
                            struct value *list);

/* Both in result order, so that equal subjects meet. */
static size_t compare_all(struct arena *arena, const struct run_note *note, const struct figures *before, const struct figures *after,
                          compare_pair *compare, struct value *list)
{
    size_t i = 0, j = 0, flips = 0;
    if (before->len)
        qsort(before->rows, before->len, sizeof *before->rows, by_rank);
    if (after->len)
        qsort(after->rows, after->len, sizeof *after->rows, by_rank);
    while (i < before->len || j < after->len) {
        int order = i == before->len ? 1 : j == after->len ? -1 : by_rank(&before->rows[i], &after->rows[j]);
        flips += compare(arena, note, order <= 0 ? &before->rows[i] : NULL, order >= 0 ? &after->rows[j] : NULL, list);
        i += order <= 0;
        j += order >= 0;
    }
    return flips;
}

size_t run_compare(struct arena *arena, const struct run_note *note, const struct figures *before, const struct figures *after,
                   struct value *list)
{
    return compare_all(arena, note, before, after, compare_rows, list);
}

bool run_compare_runs(struct turn *turn, const struct run_note *note, int64_t before, int64_t after, struct value *list, struct err *err)
{
    struct figures was, is;
    if (!read_otherwise(turn, before, after, &was, err) || !read_otherwise(turn, after, before, &is, err))
        return false;
    run_compare(turn->arena, note, &was, &is, list);
    return true;
}

size_t run_compare_units(struct arena *arena, const struct run_note *note, const struct figures *before, const struct figures *after,
                         struct value *list)
{
    return compare_all(arena, note, before, after, compare_conclusions, list) + compare_all(arena, note, before, after, compare_places, list);
}
