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

struct value *missing_return_types(struct arena *arena, const struct package *package, const struct value *criteria)
{
    struct value *needed = value_map(arena), *types = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *reports = value_get(value_get(value_at(criteria, i), "facts"), "reports");
        for (size_t j = 0; j < value_len(reports); j++)
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
    const struct value *needed = missing_return_types(arena, package, criteria);
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

bool missing_return_follow(struct turn *turn, struct change *change, struct err *err)
{
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err);
    return criteria && apply_all(turn, change, criteria, NULL, err);
}

bool missing_return_foresee(struct turn *turn, const struct value *criteria, struct value *list, struct err *err)
{
    return apply_all(turn, NULL, criteria, list, err);
}
