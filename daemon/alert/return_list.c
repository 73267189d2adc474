#include "alert/return_list.h"

#include "alert/missing_return.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "package/package.h"
#include "record/record_type.h"
#include "store/store.h"

#include <string.h>

/* One month of all wards. */
struct look {
    struct arena *arena;
    const struct package *package;
    const struct period *month;
    const struct phase *phase; /* whose months owe the types */
    const struct record_type **types;     /* what a month owes */
    size_t type_count;
    const struct value *returns; /* {ward: {record_type: row}} */
    int32_t missing_on, today; /* the day on which a return that is not there is missing */
};

/* Of what was returned with no day said it is not known that it was late. */
static bool is_late(const struct look *look, const struct value *row)
{
    return value_get_int(row, "submitted_on", INT32_MIN) >= look->missing_on;
}

static const char *status_of(const struct look *look, const struct value *row)
{
    if (!row)
        return look->today < look->missing_on ? "awaited" : "missing";
    if (is_late(look, row))
        return "late";
    return strcmp(value_get_text(row, "nil_return", "no"), "yes") == 0 ? "nil" : "sent";
}

static struct value *one_type(const struct look *look, const char *ward, const struct record_type *type)
{
    const struct value *row = value_get(value_get(look->returns, ward), type->name);
    struct value *map = value_map(look->arena);
    int64_t day = value_get_int(row, "submitted_on", INT32_MIN);
    value_set_text(map, "type", type->name);
    value_set_text(map, "title", type->title);
    value_set_text(map, "status", status_of(look, row));
    value_set_bool(map, "nil_return", row && strcmp(value_get_text(row, "nil_return", "no"), "yes") == 0);
    value_set_text(map, "submitted_on", day == INT32_MIN ? NULL : day_text(look->arena, (int32_t)day));
    return map;
}

/* How many types have this status, and their titles under the key. */
static int64_t set_titles(const struct look *look, struct value *map, const struct value *types, const char *status, const char *key)
{
    const char *titles = "";
    int64_t count = 0;
    for (size_t i = 0; i < value_len(types); i++) {
        const struct value *type = value_at(types, i);
        if (strcmp(value_get_text(type, "status", ""), status) != 0)
            continue;
        titles = arena_printf(look->arena, "%s%s%s", titles, count ? "; " : "", value_get_text(type, "title", ""));
        count++;
    }
    value_set_text(map, key, titles);
    return count;
}

/* Of the whole return: what a picture of many shows. */
static const char *standing_of(int64_t missing, int64_t late, int64_t awaited)
{
    return missing ? "lacking" : awaited ? "not_due" : late ? "complete_late" : "complete";
}

static int64_t nil_count(const struct value *types)
{
    int64_t count = 0;
    for (size_t i = 0; i < value_len(types); i++)
        count += value_get_bool(value_at(types, i), "nil_return", false);
    return count;
}

static struct value *one_ward(const struct look *look, const char *ward)
{
    struct value *map = value_map(look->arena), *types = value_list(look->arena);
    for (size_t i = 0; i < look->type_count; i++)
        value_append(types, one_type(look, ward, look->types[i]));
    value_set_text(map, "ward", ward);
    value_set_text(map, "ward_name", unit_at(&look->package->units, ward, look->month->until - 1)->name);
    value_set_text(map, "period", look->month->id);
    value_set_text(map, "due_on", day_text(look->arena, look->missing_on - 1));
    int64_t expected = (int64_t)value_len(types), missing = set_titles(look, map, types, "missing", "missing_types"),
            late = set_titles(look, map, types, "late", "late_types"),
            awaited = set_titles(look, map, types, "awaited", "awaited_types");
    int64_t sent = expected - missing - awaited;
    value_set_int(map, "expected", expected);
    value_set_int(map, "sent", sent);
    value_set_int(map, "nil", nil_count(types));
    value_set_int(map, "late", late);
    value_set_int(map, "missing", missing);
    value_set_int(map, "awaited", awaited);
    value_set_text(map, "standing", expected ? standing_of(missing, late, awaited) : NULL);
    value_set_text(map, "completeness", expected ? decimal_share_text(look->arena, sent, expected) : NULL);
    value_set_text(map, "timeliness", expected ? decimal_share_text(look->arena, sent - late, expected) : NULL);
    value_set(map, "types", types);
    return map;
}

/* What is said of a return beside that it is there, where the package's type has it. */
static const struct value *returns_of(struct store *store, struct arena *arena, const struct package *package,
                                      const struct period *month, struct err *err)
{
    const struct record_type *type = record_type_find(&package->types, "submission");
    bool full = record_field(type, "nil_return") && record_field(type, "submitted_on");
    return store_rows(store, arena, err, full ? QUERY_BUILTIN_RETURNS : QUERY_BUILTIN_SUBMISSIONS, "t", month->id);
}

/* The months of a phase owe the same. */
static bool find_types(struct look *look, struct store *store, const struct value *criteria, struct err *err)
{
    if (look->phase && look->phase == look->month->phase)
        return true;
    criteria = missing_return_criteria(store, look->arena, look->month, criteria, err);
    if (!criteria)
        return false;
    look->phase = look->month->phase;
    const struct value *names = missing_return_types(look->arena, look->package, criteria, look->month);
    look->type_count = value_len(names);
    look->types = arena_alloc(look->arena, (look->type_count + 1) * sizeof *look->types);
    for (size_t i = 0; i < look->type_count; i++)
        look->types[i] = record_type_find(&look->package->types, value_as_text(value_at(names, i)));
    return true;
}

static bool add_month(struct look *look, struct store *store, const struct value *criteria, const char *only, struct value *list,
                      struct err *err)
{
    if (!find_types(look, store, criteria, err))
        return false;
    const struct value *rows = returns_of(store, look->arena, look->package, look->month, err);
    if (!rows)
        return false;
    look->returns = missing_return_by_ward(look->arena, rows);
    look->missing_on = instant_day(missing_return_at(look->package, look->month));
    const char **wards = unit_standing(&look->package->units, LEVEL_WARD, look->month->until - 1, look->arena, NULL);
    for (size_t i = 0; wards[i]; i++)
        if (!only || strcmp(only, wards[i]) == 0)
            value_append(list, one_ward(look, wards[i]));
    return true;
}

struct value *return_list(struct store *store, struct arena *arena, const struct package *package,
                          const struct period_list *periods, const struct return_asked *asked, struct err *err)
{
    struct look look = {.arena = arena, .package = package, .today = asked->today};
    struct value *list = value_list(arena);
    const struct value *criteria = snapshot_criteria(store, arena, package, err);
    if (!criteria)
        return NULL;
    for (size_t i = 0; i < periods->len && due_has_type(package, "submission"); i++) {
        look.month = &periods->items[i];
        bool wanted = asked->month ? look.month == asked->month : look.month->until <= asked->today;
        if (look.month->kind == PERIOD_MONTH && wanted && !add_month(&look, store, criteria, asked->ward, list, err))
            return NULL;
    }
    return list;
}
