#include "config.h"

#include "run/live.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/merge.h"
#include "run/run_measure.h"
#include "run/unit_rule.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

#define ENGINE "thidua " PACKAGE_VERSION

bool live_is_open(const struct period *period, int32_t day)
{
    return period->kind != PERIOD_CONTEST && period->from <= day && day < period->until;
}

/* ---- what there is ---- */

static const struct value *head_of(const struct value *heads, const char *period)
{
    for (size_t i = 0; i < value_len(heads); i++)
        if (strcmp(value_get_text(value_at(heads, i), "period", ""), period) == 0)
            return value_at(heads, i);
    return NULL;
}

static bool is_text(const struct value *map, const char *key, const char *text)
{
    return strcmp(value_get_text(map, key, ""), text) == 0;
}

static bool says_now(const struct turn *turn, const struct value *head, int64_t sequence, const char *foretold_from)
{
    return head && is_text(head, "package", turn->package->hash) && is_text(head, "engine", ENGINE) &&
           value_get_int(head, "sequence", 0) == sequence && is_text(head, "foretold_from", foretold_from);
}

/* JSON that this program wrote and that does not parse is as good as none: it is written anew. */
static const struct value *parsed(struct arena *arena, const struct value *row, const char *column)
{
    const char *text = value_get_text(row, column, "");
    return json_parse(arena, text, strlen(text), NULL);
}

/* The figures that are there, as a run's that another may start from (reuse_figures); a null value: there are none. */
static const struct value *figures_of(struct turn *turn, const struct value *head, struct err *err)
{
    if (!head)
        return value_null(turn->arena);
    struct value *figures = value_copy(turn->arena, head), *list = value_list(turn->arena);
    const struct value *receipt = parsed(turn->arena, head, "receipt");
    const struct value *rows = store_rows(turn->store, turn->arena, err, QUERY_LIVE_ROWS, "t", value_get_text(head, "period", ""));
    bool whole = receipt != NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(turn->arena, value_at(rows, i));
        const struct value *cells = parsed(turn->arena, row, "cells");
        whole &= cells != NULL;
        value_set(row, "cells", cells ? cells : value_null(turn->arena));
        value_append(list, row);
    }
    if (!rows || !whole)
        return rows ? value_null(turn->arena) : NULL;
    value_set(figures, "receipt", receipt);
    value_set(figures, "rows", list);
    return figures;
}

/* ---- what there should be ---- */

static bool is_kept(const struct merged *merged)
{
    for (size_t i = 0; i < value_len(merged->receipt); i++) {
        bool follows = unit_rule_title(value_key(merged->receipt, i)); /* from what the others say */
        if (!follows && !is_text(value_item(merged->receipt, i), "how", "kept"))
            return false;
    }
    return true;
}

static struct value *period_of(struct turn *turn, const struct period *period, int64_t sequence, const char *foretold_from, const struct merged *merged)
{
    struct value *map = value_map(turn->arena);
    value_set_text(map, "period", period->id);
    value_set_text(map, "package", turn->package->hash);
    value_set_int(map, "sequence", sequence);
    value_set_int(map, "at", clock_now(turn->clock));
    value_set(map, "receipt", merged->receipt);
    value_set_text(map, "foretold_from", foretold_from);
    value_set(map, "rows", merge_rows(turn->arena, merged, LEVEL_WARD));
    return map;
}

/* Adds to the list unless all of it would say what is there. */
static bool measure(struct turn *turn, const struct period *period, const struct value *head, int64_t sequence, const char *foretold_from,
                    struct value *write, struct err *err)
{
    struct merged merged;
    const struct value *figures = figures_of(turn, head, err);
    if (!figures || !run_measure_since(turn, period, RUN_PROVISIONAL, sequence, figures, &merged, err))
        return false;
    if (value_is_null(figures) || !is_kept(&merged) || !is_text(head, "foretold_from", foretold_from))
        value_append(write, period_of(turn, period, sequence, foretold_from, &merged));
    return true;
}

static const struct value *closed_of(const struct turn *turn, const struct value *heads, int32_t today)
{
    struct value *drop = value_list(turn->arena);
    for (size_t i = 0; i < value_len(heads); i++) {
        const char *id = value_get_text(value_at(heads, i), "period", "");
        const struct period *period = period_find(turn->periods, id);
        if (!period || !live_is_open(period, today))
            value_append(drop, value_text(turn->arena, id));
    }
    return drop;
}

bool live_measure(struct turn *turn, const char *foretold_from, const struct value **ret_figures, struct err *err)
{
    int64_t sequence;
    int32_t today = instant_day(clock_now(turn->clock));
    struct value *figures = value_map(turn->arena), *write = value_list(turn->arena);
    *ret_figures = value_null(turn->arena);
    if (!turn->package)
        return true;
    const struct value *heads = store_rows(turn->store, turn->arena, err, QUERY_LIVE_ALL, "");
    if (!heads || !change_version(turn->store, &sequence, err))
        return false;
    const struct value *drop = closed_of(turn, heads, today);
    for (size_t i = 0; i < turn->periods->len; i++) {
        const struct period *period = &turn->periods->items[i];
        const struct value *head = head_of(heads, period->id);
        if (live_is_open(period, today) && !says_now(turn, head, sequence, foretold_from) &&
            !measure(turn, period, head, sequence, foretold_from, write, err))
            return false;
    }
    if (!value_len(drop) && !value_len(write))
        return true;
    value_set(figures, "drop", drop);
    value_set(figures, "write", write);
    *ret_figures = figures;
    return true;
}

/* ---- writing ---- */

static bool drop(struct store *store, const char *period, struct err *err)
{
    return store_do(store, err, QUERY_LIVE_DROP, "t", period) && store_do(store, err, QUERY_LIVE_DROP_ROWS, "t", period);
}

static bool replace(struct store *store, const struct value *figures, struct err *err)
{
    const char *period = value_get_text(figures, "period", "");
    const struct value *rows = value_get(figures, "rows");
    bool good = drop(store, period, err) &&
                store_do(store, err, QUERY_LIVE_INSERT, "tttiivt", period, value_get_text(figures, "package", ""), ENGINE,
                         value_get_int(figures, "sequence", 0), value_get_int(figures, "at", 0), value_get(figures, "receipt"),
                         value_get_text(figures, "foretold_from", ""));
    for (size_t i = 0; good && i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        good = store_do(store, err, QUERY_LIVE_INSERT_ROW, "tttvvv", period, value_get_text(row, "subject", ""), value_get_text(row, "level", ""),
                        value_get(row, "cells"), value_get(row, "conclusion"), value_get(row, "foretold"));
    }
    return good;
}

bool live_write(struct store *store, const struct value *figures, struct err *err)
{
    const struct value *gone = value_get(figures, "drop"), *write = value_get(figures, "write");
    bool good = store_write_begin(store, err);
    if (!good)
        return false;
    for (size_t i = 0; good && i < value_len(gone); i++)
        good = drop(store, value_as_text(value_at(gone, i)), err);
    for (size_t i = 0; good && i < value_len(write); i++)
        good = replace(store, value_at(write, i), err);
    good = good && store_write_commit(store, err);
    if (!good)
        store_write_cancel(store);
    return good;
}
