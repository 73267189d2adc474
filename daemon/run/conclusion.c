#include "run/conclusion.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"
#include "package/package.h"
#include "run/merge.h"
#include "run/unit_rule.h"

#include <string.h>

static const char failed_class[] = "error";

/* ---- by the house's rule ---- */

/* By rank: none_arose is of no order. */
static const char *const house_classes[] = {"none_arose", "excellent", "completed", "not_completed", "incomplete"};
enum { NONE_AROSE, EXCELLENT, COMPLETED, NOT_COMPLETED, INCOMPLETE };

const char *const *conclusion_house_classes(size_t *ret_len)
{
    *ret_len = LEN(house_classes);
    return house_classes;
}

struct conclusion conclusion_house(const struct value *cells, int percent)
{
    struct conclusion c = {0};
    for (size_t i = 0; i < value_len(cells); i++) {
        const char *verdict = value_get_text(value_item(cells, i), "verdict", "error");
        c.met += strcmp(verdict, "met") == 0;
        c.missed += strcmp(verdict, "missed") == 0;
        c.not_applicable += strcmp(verdict, "not_applicable") == 0;
        c.in_progress += strcmp(verdict, "in_progress") == 0;
        c.incomplete |= strcmp(verdict, "not_reported") == 0 || strcmp(verdict, "error") == 0;
    }
    c.arose = (int)value_len(cells) - c.not_applicable - c.in_progress;
    c.rank = c.incomplete                             ? INCOMPLETE
             : c.arose == 0                           ? NONE_AROSE
             : c.met == c.arose                       ? EXCELLENT
             : c.met * 100 >= percent * c.arose       ? COMPLETED
                                                      : NOT_COMPLETED;
    c.class = house_classes[c.rank];
    return c;
}

/* ---- as it is shown ---- */

static struct value *counts_of(struct arena *arena, const struct conclusion *c)
{
    static const char *const of_a_rule[] = {"class_title", "figures", "error"};
    struct value *map = value_map(arena);
    value_set_int(map, "met", c->met);
    value_set_int(map, "arose", c->arose);
    value_set_int(map, "missed", c->missed);
    value_set_int(map, "not_applicable", c->not_applicable);
    value_set_int(map, "in_progress", c->in_progress);
    value_set_bool(map, "incomplete", c->incomplete);
    value_set_text(map, "class", c->class);
    value_set_int(map, "rank", c->rank);
    value_set(map, "text",
              c->arose || c->incomplete ? value_printf(arena, "đạt %d/%d chỉ tiêu có phát sinh", c->met, c->arose)
                                        : value_text(arena, "chưa có chỉ tiêu phát sinh"));
    for (size_t i = 0; i < LEN(of_a_rule); i++)
        value_set(map, of_a_rule[i], value_null(arena));
    return map;
}

/* A rule that failed says nothing: no share, no place. */
static void set_failed(struct arena *arena, const struct value *kept, struct value *map)
{
    value_set_int(map, "met", 0);
    value_set_int(map, "arose", 0);
    value_set_bool(map, "incomplete", true);
    value_set_text(map, "class", failed_class);
    value_set_int(map, "rank", CONCLUSION_RANK_FAILED);
    value_set_text(map, "text", value_get_text(value_get(kept, "error"), "vi", ""));
    value_set(map, "error", value_copy(arena, value_get(kept, "error")));
}

static bool is_failed(const struct value *kept)
{
    return !value_is_null(value_get(kept, "error"));
}

struct value *conclusion_value(struct arena *arena, const struct value *row, int percent)
{
    static const char *const kept_keys[] = {"met", "arose", "class", "rank", "figures"};
    const struct value *kept = value_get(row, "conclusion");
    const struct conclusion house = conclusion_house(value_get(row, "cells"), percent);
    if (level_of(row) != LEVEL_WARD)
        return value_null(arena);
    struct value *map = counts_of(arena, &house);
    if (value_is_null(kept))
        return map;
    if (is_failed(kept)) {
        set_failed(arena, kept, map);
        return map;
    }
    for (size_t i = 0; i < LEN(kept_keys); i++)
        value_set(map, kept_keys[i], value_get(kept, kept_keys[i]));
    value_set(map, "class_title", value_get(kept, "title"));
    value_set(map, "text", value_get(kept, "says"));
    return map;
}

/* One entry of a tally; NULL: no row has that rank. */
static struct value *tally_of(struct arena *arena, const struct value *rows, int64_t rank)
{
    struct value *entry = NULL;
    int64_t count = 0;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *conclusion = value_get(value_at(rows, i), "conclusion");
        if (value_is_null(conclusion) || value_get_int(conclusion, "rank", 0) != rank)
            continue;
        if (!entry) {
            entry = value_map(arena);
            value_set(entry, "class", value_get(conclusion, "class"));
            value_set(entry, "class_title", value_get(conclusion, "class_title"));
        }
        count++;
    }
    if (entry)
        value_set_int(entry, "count", count);
    return entry;
}

struct value *conclusion_tally(struct arena *arena, const struct value *rows)
{
    struct value *list = value_list(arena);
    for (int64_t i = 1; i <= CONCLUSION_RANK_FAILED + 1; i++) {
        struct value *entry = tally_of(arena, rows, i % (CONCLUSION_RANK_FAILED + 1)); /* 0 comes last */
        if (entry)
            value_append(list, entry);
    }
    return list;
}

/* ---- made with a run ---- */

static void keep(struct arena *arena, const struct value *said, const struct value *error, struct merged_row *row)
{
    static const char *const keys[] = {"class", "title", "rank", "met", "arose", "figures", "says"};
    struct value *kept = value_map(arena);
    for (size_t i = 0; said && i < LEN(keys); i++)
        value_set(kept, keys[i], value_get(said, keys[i]));
    if (!said) {
        value_set_text(kept, "class", failed_class);
        value_set(kept, "error", error);
    }
    row->conclusion = kept;
}

void conclusion_take(struct arena *arena, const struct package *package, const struct value *answer, struct merged *merged)
{
    unit_rule_take(arena, package->conclusion, answer, keep, merged);
}
