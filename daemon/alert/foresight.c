#include "alert/foresight.h"

#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/run_measure.h"
#include "run/reuse.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

/* ---- figures ---- */

/* The package with those criteria alone. */
static struct package reduced(struct arena *arena, const struct package *package, const char *const *ids, size_t count)
{
    struct package few = *package;
    if (!count)
        return few;
    few.criteria = arena_alloc(arena, (package->criterion_count + 1) * sizeof *few.criteria);
    few.criterion_count = 0;
    for (size_t i = 0; i < package->criterion_count; i++)
        if (text_place(package->criteria[i].id, ids, count) >= 0)
            few.criteria[few.criterion_count++] = package->criteria[i];
    few.conclusion = few.ranking = NULL; /* they speak of all of them */
    return few;
}

bool foresight_make(struct turn *turn, const struct value *criteria, const struct period *period, const char *const *ids, size_t count,
                    struct foresight *ret_foresight, struct err *err)
{
    struct foresight foresight = {turn, criteria, period, {0}};
    struct package *few = arena_alloc(turn->arena, sizeof *few);
    int64_t sequence;
    *few = reduced(turn->arena, turn->package, ids, count);
    if (!change_version(turn->store, &sequence, err) || !run_measure_units(turn, few, criteria, period, RUN_PROVISIONAL, sequence, &foresight.merged, err))
        return false;
    *ret_foresight = foresight;
    return true;
}

bool foresight_is_about(const struct foresight *foresight, const struct merged_row *row)
{
    const struct turn *turn = foresight->turn;
    return row->level == LEVEL_WARD && unit_stands(&turn->package->units, row->subject, instant_day(clock_now(turn->clock)));
}

bool foresight_is_unmet(const struct value *cell)
{
    const char *verdict = value_get_text(cell, "verdict", "error");
    return strcmp(verdict, "missed") == 0 || strcmp(verdict, "in_progress") == 0;
}

/* ---- what changed ---- */

static bool is_reported(const struct value *criterion, const char *type)
{
    const struct value *reports = value_get(value_get(criterion, "facts"), "reports");
    for (size_t i = 0; i < value_len(reports); i++)
        if (strcmp(value_as_text(value_at(reports, i)), type) == 0)
            return true;
    return false;
}

/* A type that only other criteria report is no concern of these. */
static bool concerns(const struct value *criteria, const char *const *ids, size_t count, const char *type)
{
    bool others = false;
    for (size_t i = 0; i < value_len(criteria); i++) {
        if (!is_reported(value_at(criteria, i), type))
            continue;
        if (text_place(value_get_text(value_at(criteria, i), "id", ""), ids, count) >= 0)
            return true;
        others = true;
    }
    return !others;
}

bool foresight_is_touched(struct turn *turn, const struct value *criteria, const char *const *ids, size_t count, bool *ret_touched, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_SETTLED_LAST, "t", SETTLE_ACTION);
    int64_t since = value_get_int(row, "sequence", 0), changes = value_get_int(row, "rules", 0) > since;
    if (!row)
        return false;
    for (size_t i = 0; i < turn->package->types.len && !changes; i++) {
        const struct record_type *type = &turn->package->types.items[i];
        if (concerns(criteria, ids, count, type->name) && !reuse_count_changes(turn, type, since, &changes, err))
            return false;
    }
    *ret_touched = changes > 0;
    return true;
}

/* ---- alerts ---- */

bool foresight_apply(struct turn *turn, const char *action, const char *kind, const struct period *period, const struct alert_plan *plan,
                     const struct due *due, struct err *err)
{
    struct change change;
    bool same = false;
    if (!due && !alert_same(turn->store, turn->arena, kind, period->id, plan->wishes, plan->count, &same, err))
        return false;
    if (same)
        return true;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "period", period->id);
    value_set_int(detail, "alerts", (int64_t)plan->count);
    if (!turn_begin(turn, &change, action, err))
        return false;
    bool good = alert_apply(&change, turn->arena, kind, period->id, plan->wishes, plan->count, plan->keep, err) &&
                (!due || store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", due->kind->name, due->period->id, due->at, change.at));
    return turn_end(turn, &change, good, detail, err);
}
