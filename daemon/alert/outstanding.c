#include "alert/outstanding.h"

#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "alert/foresight.h"
#include "alert/outstanding_name.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/schedule.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "run/run_explain.h"
#include "store/store.h"

#include <string.h>

/* ---- when ---- */

static void add_days(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods, enum period_kind of)
{
    size_t count;
    alert_setting_words(package, kind->name, "criteria", list->arena, &count);
    for (size_t i = 0; i < periods->len && count; i++) {
        const struct period *period = &periods->items[i];
        int32_t day = period->until - 1 - alert_setting_number(package, kind->name, "days_before");
        if (period->kind == of && day >= period->from)
            due_append(list, kind, period, day_instant(day, alert_setting_number(package, kind->name, "at")));
    }
}

static void add_months(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    add_days(list, kind, package, periods, PERIOD_MONTH);
}

static void add_phases(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    add_days(list, kind, package, periods, PERIOD_PHASE);
}

const struct due_kind outstanding_idle_due = {IDLE_ALERT, DUE_ORDER_ALERT, add_months};
const struct due_kind outstanding_pending_due = {PENDING_ALERT, DUE_ORDER_ALERT, add_phases};

/* The due kinds are named as their kinds of alerts; each has its sentence. */
static const struct {
    const struct due_kind *due;
    const char *wording;
} kinds[] = {{&outstanding_idle_due, "alert.idle"}, {&outstanding_pending_due, "alert.pending"}};

static const char *wording_of(const char *kind)
{
    for (size_t i = 0; i < LEN(kinds); i++)
        if (strcmp(kinds[i].due->name, kind) == 0)
            return kinds[i].wording;
    return NULL;
}

/* ---- what is said ---- */

struct outstanding {
    const char *kind;
    const struct foresight *foresight;
    const char *const *ids; /* of the criteria */
    size_t id_count;
    struct run_question *questions; /* one a unit and criterion that is not met */
    const struct value **cells;
    size_t count;
};

static void collect(struct outstanding *all, struct alert_plan *plan)
{
    const struct foresight *foresight = all->foresight;
    for (size_t r = 0; r < foresight->merged.len; r++) {
        const struct merged_row *row = &foresight->merged.rows[r];
        for (size_t i = 0; i < all->id_count && foresight_is_about(foresight, row); i++) {
            const struct value *cell = value_get(row->cells, all->ids[i]);
            if (strcmp(value_get_text(cell, "verdict", "error"), "error") == 0)
                alert_plan_keep(foresight->turn->arena, plan, row->subject, all->ids[i]);
            if (!foresight_is_unmet(cell))
                continue;
            all->cells[all->count] = cell;
            all->questions[all->count++] = (struct run_question){all->ids[i], row->subject, NULL};
        }
    }
}

static bool wish(const struct outstanding *all, size_t i, struct alert_plan *plan, struct err *err)
{
    const struct foresight *foresight = all->foresight;
    const struct run_question *question = &all->questions[i];
    const struct turn *turn = foresight->turn;
    struct outstanding_names names;
    struct value *data =
        alert_plan_figure(turn->arena, turn->package, foresight->criteria, foresight->period, question->subject, question->criterion, all->cells[i], err);
    if (!data || !outstanding_names(foresight, question->answer, &names, err))
        return false;
    value_set_text(data, "last", day_shown(turn->arena, foresight->period->until - 1));
    value_set_text(data, "count", names.count ? alert_plan_count(turn->arena, names.count) : NULL);
    value_set_text(data, "names", names.text);
    value_set_text(data, "more", names.more ? alert_plan_count(turn->arena, names.more) : NULL);
    return alert_plan_wish(turn->arena, turn->package, wording_of(all->kind), question->criterion, question->subject, data, NULL, plan, err);
}

static bool make_plan(const struct foresight *foresight, const char *kind, const char *const *ids, size_t id_count, struct alert_plan *ret_plan, struct err *err)
{
    struct arena *arena = foresight->turn->arena;
    size_t most = foresight->merged.len * id_count + 1;
    struct alert_plan plan = alert_plan_empty(arena, most);
    struct outstanding all = {.kind = kind, .foresight = foresight, .ids = ids, .id_count = id_count,
                              .questions = arena_alloc(arena, most * sizeof *all.questions), .cells = arena_alloc(arena, most * sizeof *all.cells)};
    collect(&all, &plan);
    if (!run_explain_lacking(foresight->turn, foresight->period, all.questions, all.count, alert_setting_number(foresight->turn->package, kind, "names"), err))
        return false;
    for (size_t i = 0; i < all.count; i++)
        if (!wish(&all, i, &plan, err))
            return false;
    *ret_plan = plan;
    return true;
}

static bool plan_of(struct turn *turn, const struct value *criteria, const char *kind, const struct period *period, struct alert_plan *ret_plan, struct err *err)
{
    struct foresight foresight;
    size_t count;
    const char *const *ids = alert_setting_words(turn->package, kind, "criteria", turn->arena, &count);
    *ret_plan = alert_plan_empty(turn->arena, 0);
    return !count || (foresight_make(turn, criteria, period, ids, count, &foresight, err) && make_plan(&foresight, kind, ids, count, ret_plan, err));
}

/* ---- when it is due, and afterwards ---- */

static bool is_over(const struct turn *turn, const struct period *period)
{
    return instant_day(clock_now(turn->clock)) >= period->until;
}

bool outstanding_perform(struct turn *turn, const struct due *due, struct err *err)
{
    struct alert_plan plan = alert_plan_empty(turn->arena, 0);
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err);
    if (!criteria || (!is_over(turn, due->period) && !plan_of(turn, criteria, due->kind->name, due->period, &plan, err)))
        return false;
    return foresight_apply(turn, due->kind->name, due->kind->name, due->period, &plan, due, err);
}

/* Those that were looked at and are not over. list: only foreseen. */
static bool apply_all(struct turn *turn, const struct value *criteria, bool always, struct value *list, struct err *err)
{
    const struct value *performed = schedule_performed(turn->store, turn->arena, err);
    for (size_t i = 0; i < value_len(performed); i++) {
        const char *kind = value_get_text(value_at(performed, i), "kind", "");
        const struct period *period = wording_of(kind) ? period_find(turn->periods, value_get_text(value_at(performed, i), "period", "")) : NULL;
        struct alert_plan plan;
        size_t count;
        bool touched = always;
        if (!period || is_over(turn, period))
            continue;
        const char *const *ids = alert_setting_words(turn->package, kind, "criteria", turn->arena, &count);
        if (!touched && !foresight_is_touched(turn, criteria, ids, count, &touched, err))
            return false;
        if (touched && (!plan_of(turn, criteria, kind, period, &plan, err) ||
                        !(list ? alert_foresee(turn->store, turn->arena, kind, period->id, plan.wishes, plan.count, plan.keep, list, err)
                               : foresight_apply(turn, kind, kind, period, &plan, NULL, err))))
            return false;
    }
    return performed != NULL;
}

bool outstanding_follow(struct turn *turn, const struct value *criteria, struct err *err)
{
    return apply_all(turn, criteria, false, NULL, err);
}

bool outstanding_foresee(struct turn *turn, const struct value *criteria, struct value *list, struct err *err)
{
    return apply_all(turn, criteria, true, list, err);
}
