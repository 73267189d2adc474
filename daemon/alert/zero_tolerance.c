#include "alert/zero_tolerance.h"

#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "alert/foresight.h"
#include "alert/run_alert.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/param.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/run_stage.h"
#include "store/store.h"

#include <string.h>

#define ALLOWS_SO_MANY "at_most" /* the rule format's word (evaluate/judge.h) */

static bool allows_none(const struct param *target, int32_t day)
{
    const struct param_entry *entry = param_at(target, day);
    struct decimal value;
    return entry && decimal_parse(entry->value, &value, NULL) && value.digits == 0;
}

static const char *target_of(const struct value *criteria, const char *criterion, const struct period *period)
{
    const struct value *facts = alert_plan_facts(criteria, criterion, period);
    return strcmp(value_get_text(facts, "judge", ""), ALLOWS_SO_MANY) == 0 ? value_get_text(facts, "target", "") : "";
}

bool zero_tolerance_is(const struct package *package, const struct value *criteria, const char *criterion, const char *unit, const struct period *period)
{
    const char *name = target_of(criteria, criterion, period);
    const struct param *own = param_own(&package->targets, name, unit, period->until - 1);
    return allows_none(own ? own : param_find(&package->targets, name), period->until - 1);
}

/* For all, or for one unit. */
static bool is_for_any(const struct package *package, const struct value *criteria, const char *criterion, const struct period *period)
{
    const char *name = target_of(criteria, criterion, period);
    for (size_t i = 0; *name && i < package->targets.len; i++) {
        const struct param *target = &package->targets.items[i];
        if (strlen(name) == strcspn(target->name, " ") && strncmp(target->name, name, strlen(name)) == 0 && allows_none(target, period->until - 1))
            return true;
    }
    return false;
}

static size_t those_of(const struct turn *turn, const struct value *criteria, const struct period *period, const char **ids)
{
    size_t count = 0;
    for (size_t i = 0; i < turn->package->criterion_count; i++)
        if (is_for_any(turn->package, criteria, turn->package->criteria[i].id, period))
            ids[count++] = turn->package->criteria[i].id;
    return count;
}

static bool has_period(const struct value *rows, const struct period *period)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (strcmp(value_get_text(value_at(rows, i), "period", ""), period->id) == 0)
            return true;
    return false;
}

/* Adds those whose figure is above what is allowed, but for what the alert of a missed target says already. */
static bool make_plan(const struct foresight *foresight, const char *const *ids, size_t count, struct alert_plan *ret_plan, struct err *err)
{
    const struct turn *turn = foresight->turn;
    struct alert_plan plan = alert_plan_empty(turn->arena, foresight->merged.len * count);
    const struct value *said;
    if (!run_alert_said(turn->store, turn->arena, foresight->period, &said, err))
        return false;
    for (size_t r = 0; r < foresight->merged.len; r++) {
        const struct merged_row *row = &foresight->merged.rows[r];
        for (size_t i = 0; i < count && row->level == LEVEL_WARD; i++) {
            const struct value *cell = value_get(row->cells, ids[i]), *data;
            if (strcmp(value_get_text(cell, "verdict", "error"), "error") == 0)
                alert_plan_keep(turn->arena, &plan, row->subject, ids[i]);
            if (!foresight_is_unmet(cell) || alert_plan_has(said, ids[i], row->subject) ||
                !zero_tolerance_is(turn->package, foresight->criteria, ids[i], row->subject, foresight->period))
                continue;
            data = alert_plan_figure(turn->arena, turn->package, foresight->criteria, foresight->period, row->subject, ids[i], cell, err);
            if (!data || !alert_plan_wish(turn->arena, turn->package, "alert.zero_tolerance", ids[i], row->subject, data, value_get(cell, "num"), &plan, err))
                return false;
        }
    }
    *ret_plan = plan;
    return true;
}

/* Months that began, and have no final run or owe one. list: only foreseen. */
static bool apply_all(struct turn *turn, const struct value *criteria, struct value *list, struct err *err)
{
    const struct value *judged = store_rows(turn->store, turn->arena, err, QUERY_RUN_PERIODS, "t", run_stage_name(RUN_FINAL));
    const struct value *owed = judged ? store_rows(turn->store, turn->arena, err, QUERY_RERUN_LIST, "") : NULL;
    const char **ids = arena_alloc(turn->arena, (turn->package->criterion_count + 1) * sizeof *ids);
    int32_t today = instant_day(clock_now(turn->clock));
    for (size_t i = 0; owed && i < turn->periods->len; i++) {
        const struct period *period = &turn->periods->items[i];
        struct foresight foresight;
        struct alert_plan plan;
        size_t count = period->kind == PERIOD_MONTH && period->from <= today ? those_of(turn, criteria, period, ids) : 0;
        if (!count || (has_period(judged, period) && !has_period(owed, period)))
            continue;
        if (!foresight_make(turn, criteria, period, ids, count, &foresight, err) || !make_plan(&foresight, ids, count, &plan, err) ||
            !(list ? alert_foresee(turn->store, turn->arena, ZERO_TOLERANCE_ALERT, period->id, plan.wishes, plan.count, plan.keep, list, err)
                   : foresight_apply(turn, ZERO_TOLERANCE_ALERT, ZERO_TOLERANCE_ALERT, period, &plan, NULL, err)))
            return false;
    }
    return owed != NULL;
}

bool zero_tolerance_follow(struct turn *turn, const struct value *criteria, struct err *err)
{
    const char **ids = arena_alloc(turn->arena, (turn->package->criterion_count + 1) * sizeof *ids);
    bool touched = false;
    size_t count = turn->periods->len ? those_of(turn, criteria, &turn->periods->items[turn->periods->len - 1], ids) : 0;
    return (!count || foresight_is_touched(turn, criteria, ids, count, &touched, err)) && (!touched || apply_all(turn, criteria, NULL, err));
}

bool zero_tolerance_foresee(struct turn *turn, const struct value *criteria, struct value *list, struct err *err)
{
    return apply_all(turn, criteria, list, err);
}
