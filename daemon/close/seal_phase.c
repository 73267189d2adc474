
#include "alert/alert.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "close/redraft.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/result.h"
#include "run/run.h"
#include "run/stored_run.h"
#include "store/change.h"
#include "store/store.h"

#include "config.h"
#include "close/seal_phase.h"

#include <inttypes.h>
#include <string.h>

enum { SEAL_FORMAT = 2 };

/* The latest final run of a period with its rows; ret_run is null when it has none. */
static bool read_run(struct turn *turn, const struct period *period, const struct value **ret_run,
                     const struct value **ret_rows, struct err *err)
{
    const struct value *run =
        stored_run_latest(turn->store, turn->arena, period->id, run_stage_name(RUN_FINAL), err);
    if (!run)
        return false;
    const struct value *rows = value_list(turn->arena);
    if (!value_is_null(run))
        rows = result_rows(turn->store, turn->arena, turn->package, period, value_get_int(run, "id", 0), err);
    *ret_run = run;
    *ret_rows = rows;
    return rows != NULL;
}

static struct value *only_wards(struct arena *arena, const struct value *rows)
{
    struct value *wards = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        if (level_of(value_at(rows, i)) == LEVEL_WARD)
            value_append(wards, value_at(rows, i));
    return wards;
}

/* Which run a month's results are of: it may be older than the phase's, and of another package. */
static struct value *run_of(struct arena *arena, const struct value *run)
{
    struct value *map = value_map(arena);
    value_set(map, "run", value_get(run, "id"));
    value_set(map, "sequence", value_get(run, "sequence"));
    value_set(map, "package", value_get(run, "package"));
    return map;
}

/* {month: rows}; fills runs: {month: {run, sequence, package}} of those that were ever run. */
static struct value *months_of(struct turn *turn, const struct period *phase, struct value *runs, struct err *err)
{
    struct value *map = value_map(turn->arena);
    struct period_list months = period_months(turn->periods, phase, turn->arena);
    for (size_t i = 0; i < months.len; i++) {
        const struct value *run, *rows;
        if (!read_run(turn, &months.items[i], &run, &rows, err))
            return NULL;
        value_set(map, months.items[i].id, only_wards(turn->arena, rows));
        if (!value_is_null(run))
            value_set(runs, months.items[i].id, run_of(turn->arena, run));
    }
    return map;
}

static struct value *titled(struct arena *arena, const struct value *criteria)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        struct value *entry = value_copy(arena, value_at(criteria, i));
        value_set_text(entry, "title", snapshot_criterion_title(entry));
        value_append(list, entry);
    }
    return list;
}

static struct value *period_of(struct arena *arena, const struct period *period)
{
    struct value *map = value_map(arena);
    value_set_text(map, "id", period->id);
    value_set_text(map, "from", day_text(arena, period->from));
    value_set_text(map, "until", day_text(arena, period->until));
    return map;
}

/* The content of the seal (format in seal.h); NULL with err. */
static struct value *build(struct turn *turn, const struct period *phase, int64_t at, struct err *err)
{
    struct arena *arena = turn->arena;
    const struct value *run, *rows;
    if (!read_run(turn, phase, &run, &rows, err))
        return NULL;
    if (value_is_null(run)) {
        err_set(err, "chốt %1$s: chưa có lần tính chính thức; chạy evaluate %1$s trước",
                "sealing %1$s: there is no final run yet; evaluate %1$s first", phase->id);
        return NULL;
    }
    struct value *month_runs = value_map(arena);
    const struct value *months = months_of(turn, phase, month_runs, err);
    const struct value *criteria = months ? snapshot_criteria(turn->store, arena, turn->package, err) : NULL;
    const struct value *libraries =
        criteria ? store_row(turn->store, arena, err, QUERY_SEAL_LIBRARIES, "") : NULL;
    if (!libraries)
        return NULL;
    struct value *content = value_map(arena);
    value_set_int(content, "format", SEAL_FORMAT);
    value_set_text(content, "engine", "thidua " PACKAGE_VERSION);
    value_set(content, "libraries", libraries);
    value_set_text(content, "contest", turn->package->id);
    value_set(content, "package", value_get(run, "package"));
    value_set_text(content, "phase", phase->id);
    value_set(content, "period", period_of(arena, phase));
    value_set(content, "sequence", value_get(run, "sequence"));
    value_set(content, "run", value_get(run, "id"));
    value_set(content, "criteria", titled(arena, criteria));
    value_set(content, "results", rows);
    value_set(content, "months", months);
    value_set(content, "month_runs", month_runs);
    value_set(content, "receipt", value_get(run, "receipt"));
    value_set_text(content, "sealed_at", instant_text(arena, at));
    return content;
}

/* A person sealed over what was missing: the seal says so for ever. */
static void note_person(struct turn *turn, struct value *content, const struct seal_order *order)
{
    struct value *map = value_map(turn->arena);
    value_set_text(map, "actor", turn->actor);
    value_set_text(map, "reason", order->reason);
    value_set(map, "missing", order->missing);
    value_set(map, "errors", order->errors);
    value_set(content, "ordered", map);
}

/* As seal_latest will give it: what drafts are made from before the change begins. */
static struct value *seal_of(struct turn *turn, const struct period *phase, const struct seal_order *order,
                             struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_SEAL_NUMBER, "t", phase->id);
    int64_t at = clock_now(turn->clock);
    struct value *content = row ? build(turn, phase, at, err) : NULL;
    if (!content)
        return NULL;
    if (order)
        note_person(turn, content, order);
    struct value *seal = value_map(turn->arena);
    int64_t number = value_get_int(row, "number", 0) + 1;
    value_set(seal, "id", value_printf(turn->arena, "%s-%" PRId64, phase->id, number));
    value_set_text(seal, "phase", phase->id);
    value_set_int(seal, "number", number);
    value_set(seal, "sequence", value_get(content, "sequence"));
    value_set_text(seal, "hash", digest_value(turn->arena, content));
    value_set_int(seal, "sealed_at", at);
    value_set(seal, "content", content);
    return seal;
}

/* The notices and the report, of the seal's day. */
static bool plan_drafts(struct turn *turn, const struct period *phase, const struct value *seal,
                        struct redraft *ret_redraft, struct err *err)
{
    int32_t day = instant_day(value_get_int(seal, "sealed_at", 0));
    struct document_inputs inputs;
    return redraft_inputs(turn, phase, seal, day, day, &inputs, err) &&
           redraft_plan(turn, phase, DOCUMENT_AT_SEAL, seal, &inputs, ret_redraft, err);
}

static bool insert(struct turn *turn, const struct value *seal, struct err *err)
{
    struct buffer text = {0};
    json_write_canonical(&text, value_get(seal, "content")); /* its bytes are what the hash is of */
    bool good =
        store_do(turn->store, err, QUERY_SEAL_INSERT, "ttiitit", value_get_text(seal, "id", ""),
                 value_get_text(seal, "phase", ""), value_get_int(seal, "number", 0), value_get_int(seal, "sequence", 0),
                 value_get_text(seal, "hash", ""), value_get_int(seal, "sealed_at", 0), buffer_text(&text));
    buffer_finish(&text);
    return good;
}

/* Nothing but an adjusted run changes these figures any more. The seal of the whole repeats what the phases' said. */
static bool conclude_alerts(struct turn *turn, struct change *change, const struct period *phase, struct err *err)
{
    struct period_list months = period_months(turn->periods, phase, turn->arena);
    for (size_t i = 0; i < months.len; i++)
        if (!alert_conclude(change, turn->arena, months.items[i].id, err))
            return false;
    return alert_conclude(change, turn->arena, phase->id, err);
}

static bool write_seal(struct turn *turn, struct change *change, const struct period *phase,
                       const struct value *seal, const struct redraft *redraft, int64_t due_at,
                       struct err *err)
{
    return store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", seal_phase_due.name, phase->id,
                    due_at, change->at) &&
           insert(turn, seal, err) && redraft_store(turn, change, phase, redraft, err) &&
           alert_apply(change, turn->arena, SEAL_ALERT, phase->id, NULL, 0, NULL, err) && conclude_alerts(turn, change, phase, err) &&
           /* What was nominated before the seal waited for it. */
           store_do(turn->store, err, QUERY_META_SET, "ti", "settle", change->sequence);
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package,
                    const struct period_list *periods)
{
    for (size_t i = 0; i < periods->len; i++) /* right after the phase's final run */
        if (period_is_closed(&periods->items[i]))
            due_append(list, kind, &periods->items[i], run_due_at(package, &periods->items[i], RUN_FINAL));
}

const struct due_kind seal_phase_due = {"seal", DUE_ORDER_SEAL, add_due};

bool seal_phase(struct turn *turn, const struct due *due, const struct seal_order *order, struct err *err)
{
    const struct period *phase = due->period;
    const struct value *seal = seal_of(turn, phase, order, err);
    if (!seal)
        return false;
    struct redraft redraft;
    struct change change;
    if (!plan_drafts(turn, phase, seal, &redraft, err) || !change_begin(&change, turn->store, clock_now(turn->clock), turn->actor, turn->via, "seal",
                      order ? order->reason : NULL, err))
        return false;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "seal", value_get_text(seal, "id", ""));
    value_set_text(detail, "hash", value_get_text(seal, "hash", ""));
    value_set_int(detail, "drafts", (int64_t)redraft.len);
    bool good = write_seal(turn, &change, phase, seal, &redraft, due->at, err);
    if (!turn_end(turn, &change, good, detail, err))
        return false;
    turn_progress(turn, "%1$s  đã chốt %2$s (%4$s), %5$zu dự thảo%3$.0s",
                  "%1$s  sealed %3$s (%4$s), %5$zu drafted%2$.0s", instant_text(turn->arena, change.at),
                  period_title(phase, turn->arena), phase->id, value_get_text(seal, "hash", ""), redraft.len);
    return true;
}
