#include "agenda/owed_run.h"

#include "agenda/period_run.h"
#include "alert/missing_return.h"
#include "alert/taken_record.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "import/touched_days.h"
#include "package/package.h"
#include "run/run.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

/* By any of its versions. */
static bool window_is_contest(const struct value *criterion)
{
    const struct value *versions = value_get(criterion, "versions");
    bool contest = strcmp(value_get_text(value_get(criterion, "facts"), "window", ""), "contest") == 0;
    for (size_t i = 0; i < value_len(versions); i++)
        contest = contest || strcmp(value_get_text(value_get(value_at(versions, i), "facts"), "window", ""), "contest") == 0;
    return contest;
}

static bool is_of_one_day(const struct turn *turn, const char *name)
{
    const struct record_type *type = record_type_find(&turn->package->types, name);
    return type && type->touches_on;
}

/*
 * Whether a figure may look further back than its period: a measure with window "contest" (2.1) counts from
 * the contest's first day, so a late row of an early month changes every later period too. A type that
 * declares a stretch of validity (touches_from) reaches those periods by itself; one that declares a single
 * day does not, and then every later period is touched.
 */
static bool looks_back(const struct turn *turn, const struct value *criteria)
{
    for (size_t i = 0; i < value_len(criteria); i++) {
        const struct value *facts = value_get(value_at(criteria, i), "facts"), *reports = value_get(facts, "reports");
        const char *of = value_get_text(value_get(facts, "index"), "type", NULL);
        if (!window_is_contest(value_at(criteria, i)))
            continue;
        if (of ? is_of_one_day(turn, of) : !value_len(reports)) /* what a statement reads is not said by a rule without returns */
            return true;
        for (size_t j = 0; j < value_len(reports); j++)
            if (is_of_one_day(turn, value_as_text(value_at(reports, j))))
                return true;
    }
    return false;
}

static bool is_touched(const struct period *period, const struct touched *touched, size_t count, bool backwards)
{
    for (size_t i = 0; i < count; i++)
        if (touched[i].from < period->until && (backwards || touched[i].until > period->from))
            return true;
    return false;
}

static bool has_period(const struct value *rows, const char *period)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (strcmp(value_get_text(value_at(rows, i), "period", ""), period) == 0)
            return true;
    return false;
}

static bool add_owed(struct turn *turn, const struct period *period, struct value *list, struct err *err)
{
    struct run_note note;
    if (!run_note_make(turn, period, RUN_FINAL, RUN_LATE, 0, &note, err))
        return false;
    struct value *map = value_map(turn->arena);
    value_set_text(map, "period", period->id);
    value_set_text(map, "title", period_title(period, turn->arena));
    value_set_text(map, "phase", period->phase ? period->phase->id : NULL);
    value_set_bool(map, "sealed", note.adjusted);
    value_append(list, map);
    return true;
}

struct value *owed_run_plan(struct turn *turn, const struct touched *touched, size_t count, struct err *err)
{
    if (!turn->package)
        return value_list(turn->arena);
    const struct value *finals =
        store_rows(turn->store, turn->arena, err, QUERY_RUN_PERIODS, "t", run_stage_name(RUN_FINAL));
    const struct value *criteria =
        finals ? snapshot_criteria(turn->store, turn->arena, turn->package, err) : NULL;
    if (!criteria)
        return NULL;
    struct value *list = value_list(turn->arena);
    bool backwards = looks_back(turn, criteria);
    for (size_t i = 0; i < turn->periods->len; i++) {
        const struct period *period = &turn->periods->items[i];
        if (has_period(finals, period->id) && is_touched(period, touched, count, backwards) &&
            !add_owed(turn, period, list, err))
            return NULL;
    }
    return list;
}

static bool owe_runs(struct turn *turn, struct change *change, const struct value *plan, struct err *err)
{
    for (size_t i = 0; i < value_len(plan); i++)
        if (!store_do(turn->store, err, QUERY_RERUN_OWE, "tti", value_get_text(value_at(plan, i), "period", ""),
                      run_stage_name(RUN_FINAL), change->sequence))
            return false;
    return true;
}

bool owed_run_note(struct turn *turn, struct change *change, const struct value *plan, struct err *err)
{
    return !turn->package ||
           (owe_runs(turn, change, plan, err) && missing_return_follow(turn, change, err) &&
            taken_record_follow(turn, change, err) &&
            store_do(turn->store, err, QUERY_META_SET, "ti", "settle", change->sequence));
}

bool owed_run_settle(struct turn *turn, struct err *err)
{
    const struct value *owed = store_rows(turn->store, turn->arena, err, QUERY_RERUN_LIST, "");
    if (!owed)
        return false;
    for (size_t p = 0; p < turn->periods->len; p++) /* the list's order: months, their phase, the contest */
        for (size_t i = 0; i < value_len(owed); i++) {
            const struct period *period = &turn->periods->items[p];
            enum run_stage stage = RUN_FINAL;
            run_stage_parse(value_get_text(value_at(owed, i), "stage", ""), &stage);
            if (strcmp(value_get_text(value_at(owed, i), "period", ""), period->id) == 0 &&
                !period_run_perform(turn, period, stage, RUN_LATE, NULL, err))
                return false;
        }
    return true;
}
