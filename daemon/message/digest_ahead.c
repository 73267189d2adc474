#include "message/digest_ahead.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/text_index.h"
#include "base/value.h"
#include "record/level.h"

#include <string.h>

static bool says(const struct value *map, const char *key, const char *word)
{
    return strcmp(value_get_text(map, key, ""), word) == 0;
}

static bool is_same(const struct value *a, const struct value *b, const char *key)
{
    return value_equal(value_get(a, key), value_get(b, key));
}

/* A target by its number, with where the pace leads; figure NULL: nowhere that asks for a look. */
static struct value *cell_of(struct arena *arena, const struct value *row, const struct value *figure)
{
    struct value *cell = value_map(arena);
    const char *pace = value_get_text(figure, "value", NULL), *english = pace ? decimal_english(arena, pace) : NULL;
    value_set(cell, "id", value_get(row, "criterion"));
    const struct value *needed = value_get(row, "needed");
    int decimals = (int)value_get_int(row, "decimals", 0);
    const char *amount = value_is_null(needed) ? NULL : decimal_amount(arena, value_as_int(needed), decimals);
    value_set(cell, "needed", amount && decimals ? value_text(arena, amount) : needed); /* the filters of numbers leave 1,2 as it is */
    value_set_text(cell, "needed_en", amount ? decimal_english(arena, amount) : NULL);
    value_set_text(cell, "pace", pace);
    value_set_text(cell, "pace_en", english ? english : pace); /* a rule's own words stay */
    return cell;
}

struct sorted {
    struct value *cannot, *needs, *risk;
};

static void sort(struct arena *arena, const struct value *row, const struct sorted *lists)
{
    const struct value *pace = value_get(row, "pace"), *at_risk = says(pace, "verdict", "missed") ? pace : NULL;
    if (says(row, "outlook", "cannot"))
        value_append(lists->cannot, cell_of(arena, row, NULL));
    else if (says(row, "outlook", "can") && !value_is_null(value_get(row, "needed")))
        value_append(lists->needs, cell_of(arena, row, at_risk));
    else if (says(row, "outlook", "met") && at_risk)
        value_append(lists->risk, cell_of(arena, row, at_risk));
}

/* Whose a row is: of which unit in which period. */
static const char *owner_of(struct arena *arena, const struct value *row)
{
    return arena_printf(arena, "%s\n%s", value_get_text(row, "period", ""), value_get_text(row, "subject", ""));
}

/* NULL: there is nothing to say of it. owners: the rows of each. */
static struct value *unit_row(struct arena *arena, const struct text_index *owners, const struct value *unit)
{
    const struct sorted lists = {value_list(arena), value_list(arena), value_list(arena)};
    const struct value *rows = text_index_find(owners, owner_of(arena, unit));
    struct value *map = value_map(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        sort(arena, value_at(rows, i), &lists);
    value_set(map, "name", value_get(unit, "name"));
    value_set(map, "cannot", lists.cannot);
    value_set(map, "needs", lists.needs);
    value_set(map, "risk", lists.risk);
    return value_len(lists.cannot) + value_len(lists.needs) + value_len(lists.risk) ? map : NULL;
}

static void append(struct value *rows, const struct value *row, size_t *more)
{
    if (value_len(rows) < DIGEST_AHEAD_UNITS)
        value_append(rows, row);
    else
        ++*more;
}

static struct value *period_of(struct arena *arena, const struct value *live, const struct text_index *owners, const struct value *period)
{
    const struct value *units = value_get(live, "units");
    struct value *map = value_map(arena), *rows = value_list(arena), *others = value_list(arena);
    size_t more = 0;
    for (size_t i = 0; i < value_len(units); i++) {
        const struct value *unit = value_at(units, i);
        struct value *row = level_of(unit) == LEVEL_WARD && is_same(unit, period, "period") ? unit_row(arena, owners, unit) : NULL;
        if (row && value_len(value_get(row, "cannot")))
            append(rows, row, &more);
        else if (row)
            value_append(others, row);
    }
    for (size_t i = 0; i < value_len(others); i++)
        append(rows, value_at(others, i), &more);
    value_set(map, "title", value_get(period, "title"));
    value_set(map, "rows", rows);
    value_set_int(map, "more", (int64_t)more);
    return map;
}

struct value *digest_ahead(struct arena *arena, const struct value *live)
{
    const struct value *periods = value_get(live, "periods"), *rows = value_get(live, "rows");
    struct value *list = value_list(arena);
    struct text_index owners = {0};
    for (size_t i = 0; i < value_len(rows); i++)
        text_index_add(&owners, arena, owner_of(arena, value_at(rows, i)), value_at(rows, i));
    for (size_t i = 0; i < value_len(periods); i++) {
        struct value *period = period_of(arena, live, &owners, value_at(periods, i));
        if (value_len(value_get(period, "rows")))
            value_append(list, period);
    }
    return list;
}
