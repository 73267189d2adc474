#include "engine/turn.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "engine/decision.h"
#include "engine/request.h"
#include "engine/returns.h"
#include "engine/run.h"
#include "engine/schedule.h"
#include "engine/seal.h"
#include "engine/snapshot.h"
#include "import/import.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void turn_progress(const struct turn *turn, const char *vi, const char *en, ...)
{
    if (!turn->progress)
        return;
    va_list args, again;
    char *in_vi, *in_en;
    va_start(args, en);
    va_copy(again, args);
    if (vasprintf(&in_vi, vi, args) < 0 || vasprintf(&in_en, en, again) < 0)
        die("out of memory");
    va_end(again);
    va_end(args);
    turn->progress(turn->door, in_vi, in_en);
    free(in_vi);
    free(in_en);
}

bool turn_begin(const struct turn *turn, struct change *change, const char *action, struct err *err)
{
    return change_begin(change, turn->store, clock_now(turn->clock), turn->actor, turn->via, action, NULL,
                        err);
}

bool turn_end(const struct turn *turn, struct change *change, bool good, const struct value *detail,
              struct err *err)
{
    if (good && turn->clock->is_set)
        good = store_do(turn->store, err, QUERY_META_SET, "ti", "clock", clock_now(turn->clock));
    if (!good) {
        change_cancel(change);
        return false;
    }
    return change_commit(change, detail, err);
}

bool turn_follow_package(struct turn *turn, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_META_GET, "t", "package");
    const char *hash = value_get_text(row, "value", NULL);
    if (!hash || strcmp(hash, turn->package->hash) == 0)
        return row != NULL;
    const struct package *package = snapshot_package(turn->store, turn->arena, hash, err);
    if (!package)
        return false;
    struct period_list *periods = arena_alloc(turn->arena, sizeof *periods);
    *periods = period_list(package, turn->arena);
    turn->package = package;
    turn->periods = periods;
    return true;
}

/* What the timetable says next. */
struct outlook {
    struct due_list due;
    const struct due *next; /* due by the instant asked, NULL when there is none */
    int64_t next_at;        /* of it, or of the first planned one */
};

static bool look(struct turn *turn, int64_t instant, struct outlook *ret_outlook, struct err *err)
{
    int64_t loaded_at;
    const struct value *performed = schedule_performed(turn->store, turn->arena, err);
    if (!performed || !schedule_loaded_at(turn->store, turn->arena, &loaded_at, err))
        return false;
    struct outlook outlook = {.due = due_list(turn->package, turn->periods, turn->arena)};
    outlook.next = schedule_next(&outlook.due, performed, loaded_at, instant, &outlook.next_at);
    *ret_outlook = outlook;
    return true;
}

static bool perform(struct turn *turn, const struct due *due, struct err *err)
{
    switch (due->kind) {
    case DUE_PROVISIONAL:
        return run_period(turn, due->period, RUN_PROVISIONAL, RUN_SCHEDULE, NULL, err) && turn_settle_runs(turn, err);
    case DUE_FINAL:
        return run_period(turn, due->period, RUN_FINAL, RUN_SCHEDULE, NULL, err) && turn_settle_runs(turn, err);
    case DUE_SEAL: /* nominations that came before the seal waited for it */
        return seal_phase(turn, due->period, err) && turn_settle(turn, err);
    case DUE_DECISION:
        return decision_settle(turn, due->period, true, err);
    case DUE_RETURN:
        return returns_due(turn, due->period, due->at, err);
    }
    return true;
}

bool turn_settle_runs(struct turn *turn, struct err *err)
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
                !run_period(turn, period, stage, RUN_LATE, NULL, err))
                return false;
        }
    return true;
}

/* The papers of each nomination, then the decision on all of them. */
static bool settle_decisions(struct turn *turn, struct err *err)
{
    const struct value *owed = store_row(turn->store, turn->arena, err, QUERY_META_GET, "t", "settle");
    if (!owed)
        return false;
    if (value_is_null(owed))
        return true; /* no record changed since they were looked at */
    for (size_t i = 0; i < turn->periods->len; i++)
        if (turn->periods->items[i].kind == PERIOD_PHASE &&
            (!request_settle(turn, &turn->periods->items[i], err) ||
             !decision_settle(turn, &turn->periods->items[i], false, err)))
            return false;
    return store_do(turn->store, err, QUERY_SETTLE_PAID, "v", value_get(owed, "value"));
}

bool turn_settle(struct turn *turn, struct err *err)
{
    return !turn->package || (turn_settle_runs(turn, err) && turn_follow_package(turn, err) &&
                              settle_decisions(turn, err));
}

/* A turn of its own memory, for one step of many. */
static struct turn step_of(const struct turn *turn, struct clock *clock)
{
    struct turn step = *turn;
    step.arena = arena_create();
    step.clock = clock;
    return step;
}

bool turn_perform_next(struct turn *turn, bool *ret_performed, int64_t *ret_next, struct err *err)
{
    *ret_performed = false;
    *ret_next = INT64_MAX;
    if (!turn->package)
        return true;
    struct turn step = step_of(turn, turn->clock);
    int64_t before = change_latest(turn->store);
    struct outlook outlook;
    bool good = turn_settle(&step, err) && look(&step, clock_now(turn->clock), &outlook, err);
    if (good && outlook.next && change_latest(turn->store) == before)
        good = perform(&step, outlook.next, err) && look(&step, clock_now(turn->clock), &outlook, err);
    if (good) {
        *ret_performed = change_latest(turn->store) != before;
        *ret_next = outlook.next_at;
    }
    arena_destroy(step.arena);
    return good;
}

/* Performs the oldest thing due by `instant` with the clock standing at its own instant. The stored clock
 * moves in the same change as the effect; the daemon's follows it, also after a failure half-way. */
static bool advance_step(struct turn *turn, int64_t instant, bool *ret_performed, struct err *err)
{
    struct clock clock;
    struct outlook outlook;
    int64_t now = clock_now(turn->clock);
    struct turn step = step_of(turn, &clock);
    bool good = look(&step, instant, &outlook, err);
    *ret_performed = good && outlook.next;
    if (good && outlook.next) {
        clock_init_set(&clock, outlook.next->at > now ? outlook.next->at : now);
        good = perform(&step, outlook.next, err);
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
    return true;
}

bool turn_advance(struct turn *turn, int64_t instant, int64_t *ret_performed, struct err *err)
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
    bool performed = turn->package != NULL;
    if (performed && !turn_settle(turn, err)) /* owed from before a crash */
        return false;
    while (performed) {
        if (!advance_step(turn, instant, &performed, err))
            return false;
        count += performed;
    }
    if (!arrive(turn, instant, err))
        return false;
    *ret_performed = count;
    return true;
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
        const struct value *facts = value_get(value_at(criteria, i), "facts");
        const struct value *reports = value_get(facts, "reports");
        if (strcmp(value_get_text(facts, "window", ""), "contest") != 0)
            continue;
        for (size_t j = 0; j < value_len(reports); j++) {
            const struct record_type *type =
                record_type_find(&turn->package->types, value_as_text(value_at(reports, j)));
            if (type && type->touches_on)
                return true;
        }
    }
    return false;
}

static bool is_touched(const struct period *period, const struct touched *touched, int count, bool backwards)
{
    for (int i = 0; i < count; i++)
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

static bool owe_runs(struct turn *turn, struct change *change, const struct touched *touched, int count,
                     struct err *err)
{
    const struct value *finals =
        store_rows(turn->store, turn->arena, err, QUERY_RUN_PERIODS, "t", run_stage_name(RUN_FINAL));
    const struct value *criteria =
        finals ? snapshot_criteria(turn->store, turn->arena, turn->package, err) : NULL;
    if (!criteria)
        return false;
    bool backwards = looks_back(turn, criteria);
    for (size_t i = 0; i < turn->periods->len; i++) {
        const struct period *period = &turn->periods->items[i];
        if (has_period(finals, period->id) && is_touched(period, touched, count, backwards) &&
            !store_do(turn->store, err, QUERY_RERUN_OWE, "tti", period->id, run_stage_name(RUN_FINAL),
                      change->sequence))
            return false;
    }
    return true;
}

bool turn_note_touched(struct turn *turn, struct change *change, const struct touched *touched, int count,
                       struct err *err)
{
    return !turn->package ||
           (owe_runs(turn, change, touched, count, err) && returns_follow(turn, change, err) &&
            store_do(turn->store, err, QUERY_META_SET, "ti", "settle", change->sequence));
}
