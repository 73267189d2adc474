
#include "agenda/agenda.h"

#include "agenda/clock_watch.h"
#include "agenda/due_task.h"
#include "agenda/overdue.h"
#include "agenda/owed_run.h"
#include "agenda/erase_due.h"
#include "agenda/run_packing.h"
#include "alert/alert_tend.h"
#include "alert/ending_alert.h"
#include "alert/outstanding.h"
#include "alert/taken_record.h"
#include "alert/zero_tolerance.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/decision.h"
#include "close/duty_paper.h"
#include "close/period_paper.h"
#include "close/phase_paper.h"
#include "contest/schedule.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "drill/drill_alert.h"
#include "duty/duty_alarm.h"
#include "duty/duty_turn.h"
#include "message/message_plan.h"
#include "package/package.h"
#include "store/change.h"
#include "contest/erasure.h"
#include "store/store.h"

#include <string.h>

/* What the timetable says next, and the duties that stand; what time alone makes of alerts is none of it (alert/alert_tend.h). */
struct outlook {
    const struct due *next; /* due by the instant asked, NULL when there is none */
    int64_t next_at;        /* of it, or of the first planned one */
    int64_t tend_at;        /* when there is something to do about alerts */
};

/* What has come and was not performed may wait longer, by what the records are now. */
static bool look_at_waits(struct turn *turn, const struct due_list *due, const struct value *performed,
                          int64_t loaded_at, struct err *err)
{
    for (size_t i = 0; i < due->len; i++) {
        struct due *item = &due->items[i];
        if (item->at >= loaded_at && item->at <= clock_now(turn->clock) && !schedule_row(performed, item) &&
            !due_task_wait(turn, item, err))
            return false;
    }
    return true;
}

static bool look(struct turn *turn, const struct due_list *due, int64_t instant, struct outlook *ret_outlook,
                 struct err *err)
{
    int64_t loaded_at;
    struct outlook outlook;
    struct due *alarm;
    const struct value *performed = schedule_performed(turn->store, turn->arena, err);
    if (!performed || !schedule_loaded_at(turn->store, turn->arena, &loaded_at, err) ||
        !look_at_waits(turn, due, performed, loaded_at, err))
        return false;
    outlook.next = schedule_next(due, performed, loaded_at, instant, &outlook.next_at);
    if (!duty_alarm_next(turn, &alarm, err))
        return false;
    if (alarm && alarm->at < outlook.next_at) {
        outlook.next = alarm->at <= instant ? alarm : NULL;
        outlook.next_at = alarm->at;
    }
    int64_t drill_at;
    if (!alert_tend_next(turn, &outlook.tend_at, err) || !drill_alert_next(turn, &drill_at, err))
        return false;
    if (drill_at < outlook.tend_at)
        outlook.tend_at = drill_at;
    *ret_outlook = outlook;
    return true;
}

/* Of one period. What its papers are held against, as of their own days, goes with it: of some years' it would be hundreds of megabytes. */
static bool settle_papers(const struct turn *turn, const struct period *period, struct err *err)
{
    struct turn own = *turn;
    own.arena = arena_create();
    bool good = period_paper_settle(&own, period, err) &&
                (!period_is_closed(period) || (phase_paper_settle(&own, period, err) && decision_settle(&own, period, err)));
    arena_destroy(own.arena);
    return good;
}

/* The papers of each nomination, then the decision on all of them. */
static bool settle_decisions(struct turn *turn, struct err *err)
{
    const struct value *owed = store_row(turn->store, turn->arena, err, QUERY_META_GET, "t", "settle");
    if (!owed)
        return false;
    if (value_is_null(owed))
        return true; /* no record changed since they were looked at */
    bool believed;
    if (!clock_watch_believes(turn, &believed, err))
        return false;
    if (!believed)
        return true; /* no paper gets the date of such a clock */
    int64_t erased;
    if (!erasure_at(turn->store, turn->arena, NULL, &erased, err))
        return false;
    bool whole = erased == INT64_MIN; /* else papers stay as they are: what they were made of is gone */
    for (size_t i = 0; whole && i < turn->periods->len; i++)
        if (!settle_papers(turn, &turn->periods->items[i], err))
            return false;
    if (whole && !duty_paper_settle(turn, err))
        return false;
    struct change change;
    return turn_begin(turn, &change, SETTLE_ACTION, err) &&
           turn_end(turn, &change, store_do(turn->store, err, QUERY_SETTLE_PAID, "v", value_get(owed, "value")), NULL, err);
}

/* What is coming, by the figures that records moved. Before the runs that they owe: what those find missed has an alert of its own. */
static bool settle_foresight(struct turn *turn, struct err *err)
{
    const struct value *owed = store_row(turn->store, turn->arena, err, QUERY_META_GET, "t", "settle");
    const struct value *criteria = owed && !value_is_null(owed) ? snapshot_criteria(turn->store, turn->arena, turn->package, err) : NULL;
    if (!criteria)
        return owed && value_is_null(owed);
    return zero_tolerance_follow(turn, criteria, err) && outstanding_follow(turn, criteria, err);
}

static bool settle_duties(struct turn *turn, struct err *err)
{
    bool believed;
    return clock_watch_believes(turn, &believed, err) && (!believed || duty_turn_settle(turn, err)); /* bodies end on days of the calendar */
}

static bool settle_alerts(struct turn *turn, struct err *err)
{
    bool believed; /* they end on days of the calendar */
    return clock_watch_believes(turn, &believed, err) && (!believed || (ending_alert_settle(turn, err) && drill_alert_settle(turn, err) && alert_tend_settle(turn, err)));
}

/* What follows by itself is the daemon's act, whoever moved the clock or sent the records that brought it about. */
static struct turn own_turn(const struct turn *turn)
{
    struct turn own = *turn;
    own.actor = "thiduad";
    own.via = "timer";
    return own;
}

bool agenda_settle(struct turn *turn, struct err *err)
{
    struct turn own = own_turn(turn);
    bool good = !turn->package || (settle_foresight(&own, err) && owed_run_settle(&own, err) && turn_follow_package(&own, err) && settle_duties(&own, err) && settle_decisions(&own, err) &&
                                   settle_alerts(&own, err) && message_plan_settle(&own, err) && run_packing_settle(&own, err));
    turn->package = own.package;
    turn->periods = own.periods;
    return good;
}

/* By the package that is in force by now; what it brought about (late runs, papers that waited for it) follows at once. */
static bool perform(struct turn *turn, const struct due *due, struct err *err)
{
    return turn_follow_package(turn, err) && due_task_perform(turn, due, err) && agenda_settle(turn, err);
}

/* A turn of its own memory, for one step of many. */
static struct turn step_of(const struct turn *turn, struct clock *clock)
{
    struct turn step = own_turn(turn);
    step.arena = arena_create();
    step.clock = clock;
    return step;
}

/* why: NULL, where nobody asked for a sentence. What cannot be noted, because nothing can be written, is seen from outside (/healthz); the failure itself
 * is told by who looks again. */
static void look_at_overdue(struct turn *turn, const struct due *failed, const struct err *why)
{
    struct err err = {0};
    if (turn->package && !overdue_look(turn, failed, why ? why->vi : NULL, &err))
        turn_progress(turn, "%1$s%2$.0s", "%1$.0s%2$s", err.vi ? err.vi : "?", err.en ? err.en : "?");
    err_clear(&err);
}

bool agenda_perform_next(struct turn *turn, bool *ret_performed, int64_t *ret_next, struct err *err)
{
    *ret_performed = false;
    *ret_next = INT64_MAX;
    if (!clock_watch_look(turn, err))
        return false;
    if (!turn->package)
        return true;
    struct turn step = step_of(turn, turn->clock);
    int64_t before = change_latest(turn->store);
    struct outlook outlook = {0};
    struct due_list due = due_task_list(turn->package, turn->periods, step.arena);
    bool believed = false;
    bool good = agenda_settle(&step, err) && taken_record_look(&step, err) && clock_watch_believes(&step, &believed, err);
    if (good && believed) {
        good = look(&step, &due, clock_now(turn->clock), &outlook, err);
        if (good && outlook.next && change_latest(turn->store) == before)
            good = perform(&step, outlook.next, err) && look(&step, &due, clock_now(turn->clock), &outlook, err);
    }
    if (good || outlook.next)
        look_at_overdue(&step, good ? NULL : outlook.next, err);
    if (good) {
        *ret_performed = change_latest(turn->store) != before;
        *ret_next = !believed ? INT64_MAX : outlook.next_at < outlook.tend_at ? outlook.next_at : outlook.tend_at;
    }
    arena_destroy(step.arena);
    return good;
}

/* Performs the oldest thing due by `instant` with the clock standing at its own instant; what becomes of alerts before that goes first. The stored clock
 * moves in the same change as the effect; the daemon's follows it, also after a failure half-way. */
static bool advance_step(struct turn *turn, const struct due_list *due, int64_t instant, bool *ret_moved, int64_t *count, struct err *err)
{
    struct clock clock;
    struct outlook outlook;
    int64_t now = clock_now(turn->clock);
    struct turn step = step_of(turn, &clock);
    clock_init_set(&clock, now);
    bool good = look(&step, due, instant, &outlook, err);
    bool tends = good && outlook.tend_at <= instant && (!outlook.next || outlook.tend_at < outlook.next_at), performs = good && outlook.next && !tends;
    *ret_moved = tends || performs;
    *count += performs;
    if (*ret_moved) {
        int64_t at = tends ? outlook.tend_at : outlook.next_at;
        clock_init_set(&clock, at > now ? at : now);
        good = tends ? agenda_settle(&step, err) : perform(&step, outlook.next, err);
        int64_t reached = clock_now(&clock);
        if (!good) /* how far it came */
            reached = value_get_int(store_row(turn->store, step.arena, NULL, QUERY_META_GET, "t", "clock"), "value", now);
        if (reached > now)
            clock_move(turn->clock, reached);
    }
    arena_destroy(step.arena);
    return good;
}

/* Nothing is due any more on the way: the clock itself arrives. */
static bool arrive(struct turn *turn, int64_t instant, struct err *err)
{
    struct clock clock;
    struct change change;
    struct turn last = *turn;
    clock_init_set(&clock, instant);
    last.clock = &clock;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "from", instant_text(turn->arena, clock_now(turn->clock)));
    value_set_text(detail, "to", instant_text(turn->arena, instant));
    if (!turn_begin(&last, &change, "clock advance", err) || !turn_end(&last, &change, true, detail, err))
        return false;
    clock_move(turn->clock, instant);
    return erase_due_settle(turn, err);
}

bool agenda_advance(struct turn *turn, int64_t instant, int64_t *ret_performed, struct err *err)
{
    int64_t now = clock_now(turn->clock), count = 0;
    if (!turn->clock->is_set)
        return err_set(
            err, "đồng hồ này là đồng hồ thật, không dời được; chạy thiduad với --clock để thử",
            "this clock is the real one and cannot be moved; run thiduad with --clock for a trial");
    if (instant < now)
        return err_set(err, "đồng hồ đang là %s, không lùi về %s được",
                       "the clock stands at %s; it cannot go back to %s", instant_text(turn->arena, now),
                       instant_text(turn->arena, instant));
    struct due_list due = {0};
    bool performed = turn->package != NULL;
    if (performed && !agenda_settle(turn, err)) /* owed from before a crash */
        return false;
    if (performed)
        due = due_task_list(turn->package, turn->periods, turn->arena);
    while (performed) {
        if (!advance_step(turn, &due, instant, &performed, &count, err))
            return false;
    }
    if (!arrive(turn, instant, err))
        return false;
    *ret_performed = count;
    return true;
}
