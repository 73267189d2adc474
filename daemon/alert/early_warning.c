#include "alert/early_warning.h"

#include "alert/alert.h"
#include "alert/alert_plan.h"
#include "alert/foresight.h"
#include "alert/zero_tolerance.h"
#include "base/arena.h"
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
#include "run/live.h"
#include "run/run_explain.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

enum { WEEK_DAYS = 7 };

/* ---- the days ---- */

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    struct week_moment moment;
    (void)periods;
    if (!alert_setting_moment(package, EARLY_WARNING_ALERT, "at", &moment))
        return;
    int32_t first = package->from + (moment.weekday - (int)day_weekday(package->from) + WEEK_DAYS) % WEEK_DAYS;
    for (int32_t day = first; day < package->until; day += WEEK_DAYS)
        due_append_day(list, kind, day, moment.minute);
}

const struct due_kind early_warning_due = {EARLY_WARNING_ALERT, DUE_ORDER_ALERT, add_due};

/* ---- what is said ---- */

/* One figure of which something is to be said, and what. */
struct finding {
    const char *criterion, *subject;
    const struct value *cell;
    int64_t least, of, needed; /* so many of the next; needed > 0: all of so many; all 0: it can no longer be met */
    bool left;                 /* of those that are left, not of those to come */
};

/* Told at once, of the month: zero_tolerance.h. */
static bool is_told(const struct foresight *foresight, const char *subject, const char *criterion)
{
    return foresight->period->kind == PERIOD_MONTH && zero_tolerance_is(foresight->turn->package, foresight->criteria, criterion, subject, foresight->period);
}

static bool grows_both(const struct foresight *foresight, const char *criterion)
{
    return strcmp(value_get_text(alert_plan_facts(foresight->criteria, criterion, foresight->period), "grows", ""), "both") == 0;
}

/* Of a share of what stands (people, households): k of those that are left. All of them is what a target of the whole asks from its first day on: that
 * says nothing of what is coming. */
static bool find_left(const struct package *package, struct finding *finding)
{
    int64_t left = value_get_int(finding->cell, "den", 0) - value_get_int(finding->cell, "num", 0), needed = value_get_int(finding->cell, "needed", 0);
    int64_t needs = alert_setting_number(package, EARLY_WARNING_ALERT, "needs"), next = alert_setting_number(package, EARLY_WARNING_ALERT, "next");
    finding->least = needed;
    finding->of = left;
    finding->left = true;
    return needed < left && (__int128)needed * next >= (__int128)needs * left;
}

/* Of a share of events: k of the next n; where not even all n would do, all of the next so many. */
static bool find_next(const struct package *package, const struct run_question *question, struct finding *finding)
{
    const struct value *next = value_get(question->answer, "of_next");
    int64_t needs = alert_setting_number(package, EARLY_WARNING_ALERT, "needs");
    if (!question->answer)
        return false;
    finding->least = value_get_int(next, "least", 0);
    finding->of = value_get_int(next, "of", 0);
    if (value_is_null(next) || finding->least == finding->of)
        finding->needed = value_get_int(finding->cell, "needed", 0);
    return value_is_null(next) || finding->least >= needs;
}

static bool wish(const struct foresight *foresight, const struct finding *finding, struct alert_plan *plan, struct err *err)
{
    struct turn *turn = foresight->turn;
    struct value *data =
        alert_plan_figure(turn->arena, turn->package, foresight->criteria, foresight->period, finding->subject, finding->criterion, finding->cell, err);
    if (!data)
        return false;
    value_set_text(data, "least", finding->least ? alert_plan_amount(turn->arena, finding->cell, finding->least) : NULL);
    value_set_text(data, "of", alert_plan_amount(turn->arena, finding->cell, finding->of));
    value_set_text(data, "needed", finding->needed ? alert_plan_amount(turn->arena, finding->cell, finding->needed) : NULL);
    value_set_bool(data, "left", finding->left);
    return alert_plan_wish(turn->arena, turn->package, "alert.early_warning", finding->criterion, finding->subject, data, NULL, plan, err);
}

/* What can be said by the cell alone is in `findings`; what has to be asked is added to `questions`, with its finding. */
struct search {
    struct finding *findings, *asked;
    struct run_question *questions;
    size_t count, asked_count;
};

static void look_at(const struct foresight *foresight, const char *subject, const char *criterion, const struct value *cell, struct search *search)
{
    struct finding finding = {.criterion = criterion, .subject = subject, .cell = cell};
    const char *reach = value_get_text(cell, "reachable", "");
    bool share = !value_is_null(value_get(cell, "den"));
    if (!foresight_is_unmet(cell) || is_told(foresight, subject, criterion))
        return;
    if (strcmp(reach, "no") == 0) {
        search->findings[search->count++] = finding;
    } else if (strcmp(reach, "yes") == 0 && share && grows_both(foresight, criterion)) {
        search->questions[search->asked_count] = (struct run_question){criterion, subject, NULL};
        search->asked[search->asked_count++] = finding;
    } else if (strcmp(reach, "yes") == 0 && share && find_left(foresight->turn->package, &finding)) {
        search->findings[search->count++] = finding;
    }
}

static bool ask(const struct foresight *foresight, struct search *search, struct err *err)
{
    const struct package *package = foresight->turn->package;
    int next = alert_setting_number(package, EARLY_WARNING_ALERT, "next");
    if (!run_explain(foresight->turn, foresight->period, search->questions, search->asked_count, next, 1, err))
        return false;
    for (size_t i = 0; i < search->asked_count; i++)
        if (find_next(package, &search->questions[i], &search->asked[i]))
            search->findings[search->count++] = search->asked[i];
    return true;
}

bool early_warning_plan(const struct foresight *foresight, struct alert_plan *ret_plan, struct err *err)
{
    const struct package *package = foresight->turn->package;
    struct arena *arena = foresight->turn->arena;
    size_t most = foresight->merged.len * package->criterion_count + 1;
    struct alert_plan plan = alert_plan_empty(arena, most);
    struct search search = {.findings = arena_alloc(arena, most * sizeof *search.findings), .asked = arena_alloc(arena, most * sizeof *search.asked),
                            .questions = arena_alloc(arena, most * sizeof *search.questions)};
    for (size_t r = 0; r < foresight->merged.len; r++) {
        const struct merged_row *row = &foresight->merged.rows[r];
        for (size_t c = 0; c < package->criterion_count && foresight_is_about(foresight, row); c++) {
            const char *criterion = package->criteria[c].id;
            const struct value *cell = value_get(row->cells, criterion);
            if (strcmp(value_get_text(cell, "verdict", "error"), "error") == 0)
                alert_plan_keep(arena, &plan, row->subject, criterion);
            else
                look_at(foresight, row->subject, criterion, cell, &search);
        }
    }
    if (!ask(foresight, &search, err))
        return false;
    for (size_t i = 0; i < search.count; i++)
        if (!wish(foresight, &search.findings[i], &plan, err))
            return false;
    *ret_plan = plan;
    return true;
}

/* ---- the week ---- */

static bool read_open(struct turn *turn, const char *kind, const struct period *period, struct value *list, struct err *err)
{
    const struct value *rows = store_rows(turn->store, turn->arena, err, QUERY_ALERT_STANDING, "ttt", kind, period->id, NULL);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, value_at(rows, i));
    return rows != NULL;
}

/* One cause is told once: what the open month is warned of is told of its phase when the month is over and it still holds. What the phase is
 * warned of already stays. */
static bool leave_to_month(struct turn *turn, const struct period *phase, const struct value *month, struct alert_plan *plan, struct err *err)
{
    struct value *open = value_list(turn->arena);
    size_t kept = 0;
    if (!read_open(turn, EARLY_WARNING_ALERT, phase, open, err))
        return false;
    for (size_t i = 0; i < plan->count; i++)
        if (!alert_plan_has(month, plan->wishes[i].criterion, plan->wishes[i].subject) || alert_plan_has(open, plan->wishes[i].criterion, plan->wishes[i].subject))
            plan->wishes[kept++] = plan->wishes[i];
    plan->count = kept;
    return true;
}

/* month: what is open of the open month, which comes before its phase; what is open of this one is added when it is a month. */
static bool apply(struct turn *turn, const struct value *criteria, const struct period *period, struct value *month, struct err *err)
{
    struct foresight foresight;
    struct alert_plan plan;
    bool is_month = period->kind == PERIOD_MONTH;
    return foresight_make(turn, criteria, period, NULL, 0, &foresight, err) && early_warning_plan(&foresight, &plan, err) &&
           (is_month || leave_to_month(turn, period, month, &plan, err)) &&
           foresight_apply(turn, EARLY_WARNING_ALERT, EARLY_WARNING_ALERT, period, &plan, NULL, err) &&
           (!is_month || (read_open(turn, EARLY_WARNING_ALERT, period, month, err) && read_open(turn, ZERO_TOLERANCE_ALERT, period, month, err)));
}

static bool note(struct turn *turn, const struct due *due, struct err *err)
{
    struct change change;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "period", due->period->id);
    return turn_begin(turn, &change, EARLY_WARNING_ALERT, err) &&
           turn_end(turn, &change, store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", due->kind->name, due->period->id, due->at, change.at), detail, err);
}

/* Each period is a change of its own: one that was interrupted finds what is done already. A week would be over before a warning helps. */
bool early_warning_perform(struct turn *turn, const struct due *due, struct err *err)
{
    int64_t now = clock_now(turn->clock);
    int32_t today = instant_day(now);
    bool missed = now >= day_instant(due->period->from + WEEK_DAYS, instant_minute(due->at));
    struct value *month = value_list(turn->arena);
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err);
    if (!criteria)
        return false;
    for (size_t i = 0; i < turn->periods->len && !missed; i++)
        if (turn->periods->items[i].kind != PERIOD_WEEK && live_is_open(&turn->periods->items[i], today) && !apply(turn, criteria, &turn->periods->items[i], month, err))
            return false;
    if (!note(turn, due, err))
        return false;
    turn_progress(turn, "%1$s  đã xem cảnh báo sớm%2$.0s", "%1$s  looked for early warnings%2$.0s", instant_text(turn->arena, now), "");
    return true;
}
