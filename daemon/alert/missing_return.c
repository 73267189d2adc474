#include "alert/missing_return.h"

#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/schedule.h"
#include "contest/seal.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

/* The criterion is of a day of the month. */
static bool is_of(const struct value *facts, const struct period *month)
{
    int32_t from, last;
    return (!day_parse(value_get_text(facts, "from", ""), &from) || from < month->until) &&
           (!day_parse(value_get_text(facts, "last", ""), &last) || last >= month->from);
}

struct value *missing_return_types(struct arena *arena, const struct package *package, const struct value *criteria, const struct period *month)
{
    struct value *needed = value_map(arena), *types = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *facts = value_get(value_at(criteria, i), "facts"), *reports = value_get(facts, "reports");
        for (size_t j = 0; j < value_len(reports) && is_of(facts, month); j++)
            value_set_bool(needed, value_as_text(value_at(reports, j)), true);
    }
    for (size_t i = 0; i < package->types.len; i++)
        if (value_get_bool(needed, package->types.items[i].name, false))
            value_append(types, value_text(arena, package->types.items[i].name));
    return types;
}

const struct value *missing_return_by_ward(struct arena *arena, const struct value *submissions)
{
    struct value *wards = value_map(arena), *types = NULL;
    const char *ward = "";
    for (size_t i = 0; i < value_len(submissions); i++) {
        const struct value *row = value_at(submissions, i);
        const char *its = value_get_text(row, "ward", "");
        if (!types || strcmp(its, ward) != 0)
            value_set(wards, its, types = value_map(arena));
        ward = its;
        value_set(types, value_get_text(row, "record_type", ""), row);
    }
    return wards;
}

struct value *missing_return_missing(struct arena *arena, const struct package *package,
                                     const struct value *criteria, const struct period *month,
                                     const struct value *submissions)
{
    const struct value *needed = missing_return_types(arena, package, criteria, month);
    const char **wards = unit_standing(&package->units, LEVEL_WARD, month->until - 1, arena, NULL);
    const struct value *returned = missing_return_by_ward(arena, submissions);
    struct value *missing = value_list(arena);
    for (size_t w = 0; wards[w]; w++) {
        const struct value *its = value_get(returned, wards[w]);
        struct value *types = value_list(arena);
        for (size_t t = 0; t < value_len(needed); t++)
            if (!value_get(its, value_as_text(value_at(needed, t))))
                value_append(types, value_at(needed, t));
        if (value_len(types) == 0)
            continue;
        struct value *row = value_map(arena);
        value_set_text(row, "ward", wards[w]);
        value_set(row, "types", types);
        value_set_bool(row, "none", value_len(types) == value_len(needed));
        value_append(missing, row);
    }
    return missing;
}

const struct value *missing_return_criteria(struct store *store, struct arena *arena, const struct period *month,
                                            const struct value *criteria, struct err *err)
{
    const struct value *sealed = seal_latest_criteria(store, arena, month->phase->id, err);
    return sealed && value_is_null(sealed) ? criteria : sealed;
}

/* In `change`, or without one only foreseen. */
static bool apply(struct turn *turn, struct change *change, const struct value *criteria,
                  const struct period *month, struct value *foreseen, struct err *err)
{
    struct alert_plan plan;
    const struct value *submissions =
        store_rows(turn->store, turn->arena, err, QUERY_BUILTIN_SUBMISSIONS, "t", month->id);
    criteria = submissions ? missing_return_criteria(turn->store, turn->arena, month, criteria, err) : NULL;
    if (!criteria)
        return false;
    const struct value *missing = missing_return_missing(turn->arena, turn->package, criteria, month, submissions);
    if (!alert_plan_returns(turn->arena, turn->package, month, missing, &plan, err))
        return false;
    return change ? alert_apply(change, turn->arena, "return", month->id, plan.wishes, plan.count, NULL, err)
                  : alert_foresee(turn->store, turn->arena, "return", month->id, plan.wishes, plan.count, NULL,
                                  foreseen, err);
}

int64_t missing_return_at(const struct package *package, const struct period *month)
{
    const struct schedule_rule *rule = &package->schedule;
    return due_after_working_days(package, month->until - 1 + rule->return_due_days, rule->return_grace_days, rule->return_minute);
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package,
                    const struct period_list *periods)
{
    for (size_t i = 0; i < periods->len && due_has_type(package, "submission"); i++)
        if (periods->items[i].kind == PERIOD_MONTH)
            due_append(list, kind, &periods->items[i], missing_return_at(package, &periods->items[i]));
}

const struct due_kind missing_return_due = {"return", DUE_ORDER_ALERT, add_due};

bool missing_return_perform(struct turn *turn, const struct due *due, struct err *err)
{
    const struct period *month = due->period;
    struct change change;
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err);
    if (!criteria || !turn_begin(turn, &change, "return", err))
        return false;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "period", month->id);
    bool good = apply(turn, &change, criteria, month, NULL, err) &&
                store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", missing_return_due.name,
                         month->id, due->at, change.at);
    if (!turn_end(turn, &change, good, detail, err))
        return false;
    turn_progress(turn, "%1$s  đã kiểm tra báo cáo còn thiếu của %2$s%3$.0s",
                  "%1$s  checked the missing returns of %3$s%2$.0s", instant_text(turn->arena, change.at),
                  period_title(month, turn->arena), month->id);
    return true;
}

/* All months that are overdue. */
static bool apply_all(struct turn *turn, struct change *change, const struct value *criteria, struct value *foreseen,
                      struct err *err)
{
    const struct value *performed = schedule_performed(turn->store, turn->arena, err);
    for (size_t i = 0; i < value_len(performed); i++) {
        const struct value *row = value_at(performed, i);
        const struct period *month = period_find(turn->periods, value_get_text(row, "period", ""));
        if (month && strcmp(value_get_text(row, "kind", ""), missing_return_due.name) == 0 &&
            !apply(turn, change, criteria, month, foreseen, err))
            return false;
    }
    return performed != NULL;
}

/* ---- as a list for people ---- */

/* What is missing of a month, by the ward that has to send it today. A null value of a month that is not overdue, or sealed. */
static const struct value *owed_of(struct turn *turn, const struct value *performed, const struct value *criteria, const struct period *month, struct err *err)
{
    const struct value *sealed = seal_latest_head(turn->store, turn->arena, month->phase->id, err);
    bool overdue = false;
    for (size_t i = 0; i < value_len(performed); i++)
        overdue |= strcmp(value_get_text(value_at(performed, i), "kind", ""), missing_return_due.name) == 0 &&
                   strcmp(value_get_text(value_at(performed, i), "period", ""), month->id) == 0;
    if (!sealed)
        return NULL;
    if (!overdue || !value_is_null(sealed))
        return value_null(turn->arena);
    const struct value *submissions = store_rows(turn->store, turn->arena, err, QUERY_BUILTIN_SUBMISSIONS, "t", month->id);
    return submissions ? missing_return_missing(turn->arena, turn->package, criteria, month, submissions) : NULL;
}

static struct value *owed_row(struct turn *turn, const struct period *month, const struct value *missing, const char *ward, int32_t today)
{
    const struct package *package = turn->package;
    const char *by = value_get_text(missing, "ward", "");
    struct value *row = value_map(turn->arena), *titles = value_list(turn->arena);
    const struct value *types = value_get(missing, "types");
    for (size_t i = 0; i < value_len(types); i++)
        value_append(titles, value_text(turn->arena, record_type_find(&package->types, value_as_text(value_at(types, i)))->title));
    value_set_text(row, "ward", ward);
    value_set_text(row, "name", unit_at(&package->units, ward, today)->name);
    value_set_text(row, "of", strcmp(by, ward) == 0 ? NULL : unit_at(&package->units, by, month->until - 1)->name);
    value_set_text(row, "month", month->id);
    value_set_text(row, "title", period_title(month, turn->arena));
    value_set(row, "types", titles);
    value_set_bool(row, "none", value_get_bool(missing, "none", false));
    return row;
}

struct value *missing_return_list(struct turn *turn, int32_t today, struct err *err)
{
    const struct units *units = &turn->package->units;
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err), *performed = schedule_performed(turn->store, turn->arena, err);
    const struct value **missing = arena_alloc(turn->arena, (turn->periods->len + 1) * sizeof *missing);
    const char **wards = unit_standing(units, LEVEL_WARD, today, turn->arena, NULL);
    struct value *list = value_list(turn->arena);
    if (!criteria || !performed)
        return NULL;
    for (size_t m = 0; m < turn->periods->len; m++) {
        const struct period *month = &turn->periods->items[m];
        missing[m] = month->kind == PERIOD_MONTH ? owed_of(turn, performed, criteria, month, err) : value_null(turn->arena);
        if (!missing[m])
            return NULL;
    }
    for (size_t w = 0; wards[w]; w++)
        for (size_t m = 0; m < turn->periods->len; m++)
            for (size_t i = 0; i < value_len(missing[m]); i++) {
                const char *home = unit_home(units, value_get_text(value_at(missing[m], i), "ward", ""), today);
                if (home && strcmp(home, wards[w]) == 0)
                    value_append(list, owed_row(turn, &turn->periods->items[m], value_at(missing[m], i), wards[w], today));
            }
    return list;
}

bool missing_return_follow(struct turn *turn, struct change *change, struct err *err)
{
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err);
    return criteria && apply_all(turn, change, criteria, NULL, err);
}

bool missing_return_foresee(struct turn *turn, const struct value *criteria, struct value *list, struct err *err)
{
    return apply_all(turn, NULL, criteria, list, err);
}
