/* The figures of open periods read back: for lists, boards and a unit's own month. */
#include "run/live.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "run/conclusion.h"
#include "run/result.h"
#include "run/shortfall_text.h"
#include "store/store.h"

#include <string.h>

/* One list while it is made. */
struct listing {
    struct store *store;
    struct arena *arena;
    const struct package *package;
    const struct live_filter *filter;
    const struct value *criteria; /* snapshot_criteria */
    struct value *periods, *units, *rows;
    const char *as_of;
};

static bool wanted(const char *filter, const char *word)
{
    return !filter || strcmp(filter, word) == 0;
}

static struct value *criteria_of(const struct listing *listing)
{
    struct value *list = value_list(listing->arena);
    for (size_t i = 0; i < value_len(listing->criteria); i++) {
        const struct value *criterion = value_at(listing->criteria, i);
        struct value *head = snapshot_criterion_head(listing->arena, criterion);
        const struct value *reports = value_get(value_get(criterion, "facts"), "reports");
        value_set(head, "reports", reports ? reports : value_list(listing->arena));
        value_append(list, head);
    }
    return list;
}

static void add_unit(const struct listing *listing, const struct period *period, const struct value *row)
{
    struct value *unit = value_map(listing->arena);
    value_set_text(unit, "period", period->id);
    value_set(unit, "subject", value_get(row, "subject"));
    value_set(unit, "level", value_get(row, "level"));
    value_set(unit, "name", value_get(row, "name"));
    value_set(unit, "conclusion", conclusion_value(listing->arena, row, listing->package->conclusion_percent));
    value_append(listing->units, unit);
}

/* What can still become of it, by exact arithmetic (criterion/shortfall.h); the pace is an estimate beside it. */
static const char *outlook_of(const struct value *result)
{
    const char *verdict = value_get_text(result, "verdict", ""), *reachable = value_get_text(result, "reachable", "");
    if (strcmp(verdict, "met") == 0)
        return "met";
    if (strcmp(verdict, "not_applicable") == 0)
        return "nothing";
    return strcmp(reachable, "yes") == 0 ? "can" : strcmp(reachable, "no") == 0 ? "cannot" : "open";
}

static void add_cell(const struct listing *listing, const struct period *period, const struct value *row, const struct value *criterion)
{
    static const char *const keys[] = {"subject", "name", "level"}, *const estimated[] = {"pace", "low", "high", "months"};
    const struct value *cell = value_get(value_get(row, "cells"), value_get_text(criterion, "id", ""));
    if (!cell)
        return;
    struct value *result = value_map(listing->arena);
    value_set_text(result, "period", period->id);
    value_set_text(result, "period_title", period_title(period, listing->arena));
    value_set_text(result, "criterion", value_get_text(criterion, "id", ""));
    value_set_text(result, "title", snapshot_criterion_title(criterion));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        value_set(result, keys[i], value_get(row, keys[i]));
    for (size_t i = 0; i < value_len(cell); i++)
        value_set(result, value_key(cell, i), value_item(cell, i));
    result_note_end(result, listing->package, period, listing->filter->today);
    shortfall_text_add(listing->arena, result, value_get_text(snapshot_criterion_facts(criterion, period->until - 1), "counts", NULL));
    value_set_text(result, "outlook", outlook_of(result));
    value_take(result, value_get(value_get(row, "foretold"), value_get_text(criterion, "id", "")), estimated, LEN(estimated));
    value_set_text(result, "as_of", listing->as_of);
    value_append(listing->rows, result);
}

static bool parse(struct arena *arena, struct value *row, const char *column, struct err *err)
{
    const char *text = value_get_text(row, column, "null");
    const struct value *said = json_parse(arena, text, strlen(text), err);
    if (said)
        value_set(row, column, said);
    return said != NULL;
}

static struct value *stored_rows(const struct listing *listing, const char *period, struct err *err)
{
    const struct value *rows = store_rows(listing->store, listing->arena, err, QUERY_LIVE_ROWS, "t", period);
    struct value *list = rows ? value_list(listing->arena) : NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(listing->arena, value_at(rows, i));
        if (!parse(listing->arena, row, "cells", err) || !parse(listing->arena, row, "conclusion", err) || !parse(listing->arena, row, "foretold", err))
            return NULL;
        if (wanted(listing->filter->unit, value_get_text(row, "subject", "")))
            value_append(list, row);
    }
    return list;
}

/* Results are put in order without it: it is none (result_ordered). */
static struct value *in_order(const struct listing *listing, const struct period *period, const struct value *stored)
{
    struct value *rows = result_ordered(listing->arena, listing->package, period, stored);
    for (size_t i = 0; i < value_len(stored); i++)
        for (size_t r = 0; r < value_len(rows); r++)
            if (value_equal(value_get(value_at(rows, r), "subject"), value_get(value_at(stored, i), "subject")))
                value_set((struct value *)value_at(rows, r), "foretold", value_get(value_at(stored, i), "foretold")); /* of this call's own */
    return rows;
}

static bool add_period(struct listing *listing, const struct period *period, const struct value *head, struct err *err)
{
    struct value *map = value_map(listing->arena);
    const struct value *stored = stored_rows(listing, period->id, err);
    if (!stored)
        return false;
    const struct value *rows = in_order(listing, period, stored);
    listing->as_of = instant_text(listing->arena, value_get_int(head, "at", 0));
    value_set_text(map, "period", period->id);
    value_set_text(map, "title", period_title(period, listing->arena));
    value_set_text(map, "kind", period_kind_names[period->kind]);
    value_set_text(map, "from", day_text(listing->arena, period->from));
    value_set_text(map, "last_day", day_text(listing->arena, period->until - 1));
    value_set_text(map, "as_of", listing->as_of);
    value_set(map, "sequence", value_get(head, "sequence"));
    value_append(listing->periods, map);
    for (size_t r = 0; r < value_len(rows); r++)
        add_unit(listing, period, value_at(rows, r));
    for (size_t c = 0; c < value_len(listing->criteria); c++) {
        if (!snapshot_criterion_is_of(value_at(listing->criteria, c), period))
            continue;
        for (size_t r = 0; r < value_len(rows); r++)
            add_cell(listing, period, value_at(rows, r), value_at(listing->criteria, c));
    }
    return true;
}

static const struct value *head_of(const struct value *heads, const struct package *package, const char *period)
{
    for (size_t i = 0; i < value_len(heads); i++)
        if (strcmp(value_get_text(value_at(heads, i), "period", ""), period) == 0 &&
            strcmp(value_get_text(value_at(heads, i), "package", ""), package->hash) == 0)
            return value_at(heads, i);
    return NULL;
}

struct value *live_list(struct store *store, struct arena *arena, const struct package *package, const struct period_list *periods,
                        const struct live_filter *filter, struct err *err)
{
    struct listing listing = {.store = store, .arena = arena, .package = package, .filter = filter,
                              .periods = value_list(arena), .units = value_list(arena), .rows = value_list(arena)};
    const struct value *heads = store_rows(store, arena, err, QUERY_LIVE_ALL, "");
    listing.criteria = heads ? snapshot_criteria(store, arena, package, err) : NULL;
    if (!listing.criteria)
        return NULL;
    for (size_t i = 0; i < periods->len; i++) {
        const struct period *period = &periods->items[i];
        const struct value *head = head_of(heads, package, period->id);
        if (head && live_is_open(period, filter->today) && wanted(filter->period, period->id) && !add_period(&listing, period, head, err))
            return NULL;
    }
    struct value *answer = value_map(arena);
    value_set_text(answer, "as_of", listing.as_of);
    value_set(answer, "periods", listing.periods);
    value_set(answer, "criteria", criteria_of(&listing));
    value_set(answer, "units", listing.units);
    value_set(answer, "rows", listing.rows);
    return answer;
}

const char *live_version(struct store *store, struct arena *arena, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_LIVE_VERSION, "");
    return row ? value_get_text(row, "version", "") : NULL;
}
