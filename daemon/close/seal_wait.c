#include "close/seal_wait.h"

#include "alert/missing_return.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "close/reopening.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/run.h"
#include "run/stored_run.h"
#include "store/store.h"

#include <string.h>

struct seal_wait seal_wait_judge(const struct package *package, const struct seal_wait_facts *facts,
                                 const struct outage_list *outages, int64_t now)
{
    const struct schedule_rule *rule = &package->schedule;
    struct seal_wait wait = {.since = facts->due_at};
    for (size_t i = 0; i < outages->len; i++) {
        const struct outage *outage = &outages->items[i];
        bool passed = outage->from < facts->due_at && outage->until >= facts->due_at;
        wait.passed |= passed;
        if (passed || (outage->from >= facts->due_at && outage_has_working_day(outage, package)))
            wait.since = outage->until > wait.since ? outage->until : wait.since;
    }
    if (instant_day(facts->final_at) > instant_day(wait.since))
        wait.since = facts->final_at;
    wait.until =
        due_after_working_days(package, instant_day(wait.since), rule->seal_wait_days, rule->final_minute);
    bool over = now >= wait.until;
    wait.why = (facts->missing && !over ? SEAL_WAIT_RETURNS : 0) |
               (wait.passed && !facts->returns && !over ? SEAL_WAIT_OUTAGE : 0) | (facts->error ? SEAL_WAIT_ERROR : 0) |
               (facts->reopened ? SEAL_WAIT_RUN : 0);
    return wait;
}

/* Adds a month to the row of each ward that misses a return of it. */
static void add_month(struct arena *arena, struct value *by_ward, const struct value *rows, const char *month)
{
    for (size_t i = 0; i < value_len(rows); i++) {
        const char *ward = value_get_text(value_at(rows, i), "ward", "");
        const struct value *before = value_get(by_ward, ward);
        struct value *months = before ? value_copy(arena, before) : value_list(arena);
        value_append(months, value_text(arena, month));
        value_set(by_ward, ward, months);
    }
}

/* Whose returns a seal waits for: the phase's; the whole contest's are the last phase's, for those before it are sealed already. */
static const struct period *waited_for(const struct turn *turn, const struct period *closed)
{
    const struct period *last = closed;
    for (size_t i = 0; closed->kind == PERIOD_CONTEST && i < turn->periods->len; i++)
        if (turn->periods->items[i].kind == PERIOD_PHASE)
            last = &turn->periods->items[i];
    return last;
}

/* [{ward, months}…] of the phase, in the package's order of wards. */
static const struct value *missing_of(struct turn *turn, const struct period *phase, struct err *err)
{
    struct arena *arena = turn->arena;
    struct period_list months = period_months(turn->periods, waited_for(turn, phase), arena);
    const struct value *criteria = snapshot_criteria(turn->store, arena, turn->package, err);
    struct value *by_ward = value_map(arena), *list = value_list(arena);
    if (!criteria)
        return NULL;
    for (size_t i = 0; i < months.len && due_has_type(turn->package, "submission"); i++) {
        const struct value *submissions =
            store_rows(turn->store, arena, err, QUERY_BUILTIN_SUBMISSIONS, "t", months.items[i].id);
        if (!submissions)
            return NULL;
        add_month(arena, by_ward, missing_return_missing(arena, turn->package, criteria, &months.items[i], submissions),
                  months.items[i].id);
    }
    for (size_t i = 0; i < value_len(by_ward); i++) {
        struct value *row = value_map(arena);
        value_set_text(row, "ward", value_key(by_ward, i));
        value_set(row, "months", value_item(by_ward, i));
        value_append(list, row);
    }
    return list;
}

static const struct value *errors_of(struct turn *turn, const struct period *phase, struct err *err)
{
    const struct value *rows =
        store_rows(turn->store, turn->arena, err, QUERY_RUN_ERRORS, "tt", phase->id, run_stage_name(RUN_FINAL));
    struct value *list = value_list(turn->arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, value_get(value_at(rows, i), "criterion"));
    return rows ? list : NULL;
}

bool seal_wait_look(struct turn *turn, const struct due *due, struct seal_look *ret_look, struct err *err)
{
    struct outage_list outages;
    struct seal_look look = {.missing = missing_of(turn, due->period, err)};
    if (!look.missing || !(look.errors = errors_of(turn, due->period, err)) ||
        !outage_read(turn->store, turn->arena, &outages, err))
        return false;
    const struct value *reopening = reopening_latest(turn->store, turn->arena, due->period->id, err);
    const struct value *run =
        reopening ? stored_run_latest(turn->store, turn->arena, due->period->id, run_stage_name(RUN_FINAL), err) : NULL;
    const struct value *made = run ? store_row(turn->store, turn->arena, err, QUERY_PERFORMED_GET, "tt", run_final_due.name, due->period->id) : NULL;
    if (!made)
        return false;
    bool reopened = !value_is_null(value_get(reopening, "run"));
    int64_t reopened_at = reopened ? value_get_int(reopening, "decided_at", 0) : INT64_MIN;
    struct seal_wait_facts facts = {
        .due_at = reopened_at > due->at ? reopened_at : due->at,
        .reopened = reopened && value_get_int(run, "id", 0) <= value_get_int(reopening, "run", 0),
        .returns = due_has_type(turn->package, "submission"),
        .missing = value_len(look.missing) > 0,
        .error = value_len(look.errors) > 0,
        .final_at = value_get_int(made, "at", due->at),
    };
    look.wait = seal_wait_judge(turn->package, &facts, &outages, clock_now(turn->clock));
    *ret_look = look;
    return true;
}

bool seal_wait_ends(const struct seal_wait *wait)
{
    return !(wait->why & (SEAL_WAIT_ERROR | SEAL_WAIT_RUN));
}

struct value *seal_wait_value(struct arena *arena, const struct seal_look *look)
{
    static const char *const names[] = {"returns", "outage", "error", "run"};
    const struct seal_wait *wait = &look->wait;
    if (!wait->why)
        return value_null(arena);
    struct value *map = value_map(arena), *why = value_list(arena);
    for (size_t i = 0; i < LEN(names); i++)
        if (wait->why & 1u << i)
            value_append(why, value_text(arena, names[i]));
    bool ends = seal_wait_ends(wait);
    value_set(map, "why", why);
    value_set_bool(map, "passed", wait->passed);
    value_set_text(map, "since", instant_text(arena, wait->since));
    value_set_text(map, "until", ends ? instant_text(arena, wait->until) : NULL);
    value_set(map, "missing", look->missing);
    value_set(map, "errors", look->errors);
    return map;
}
