#include "close/seal_content.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/result.h"
#include "run/run_stage.h"
#include "run/stored_run.h"
#include "store/store.h"

#include "config.h"

#include <inttypes.h>

enum { SEAL_FORMAT = 2 };

/* A seal is handed out and kept for ever: persons' rows stay with its run, which its hash and replay hold them by (docs/decisions/0105). */
static struct value *without_members(struct arena *arena, const struct value *rows)
{
    struct value *units = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        if (level_of(value_at(rows, i)) != LEVEL_MEMBER)
            value_append(units, value_at(rows, i));
    return units;
}

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

/* {month: rows}; fills runs: {month: {run, sequence, package}} of those that were ever run; of a month itself none. */
static struct value *months_of(struct turn *turn, const struct period *phase, struct value *runs, struct err *err)
{
    struct value *map = value_map(turn->arena);
    struct period_list months = period_months(turn->periods, phase, turn->arena);
    for (size_t i = 0; period_is_of_months(phase) && i < months.len; i++) {
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

struct value *seal_content(struct turn *turn, const struct period *phase, struct err *err)
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
    const struct value *criteria = months ? snapshot_criteria(turn->store, arena, package_on(turn->package, phase->until - 1, arena), err) : NULL;
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
    value_set(content, "results", without_members(arena, rows));
    value_set(content, "months", months);
    value_set(content, "month_runs", month_runs);
    value_set(content, "receipt", value_get(run, "receipt"));
    if (!period_is_closed(phase)) /* it locks nothing */
        value_set_text(content, "kind", period_kind_names[phase->kind]);
    return content;
}

void seal_content_foresee(struct turn *turn, const struct period *period, const struct value *rows, struct value *content)
{
    value_set(content, "results", without_members(turn->arena, result_ordered(turn->arena, turn->package, period, rows)));
}

struct value *seal_with(struct turn *turn, const struct period *period, struct value *content, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_SEAL_NUMBER, "t", period->id);
    int64_t at = clock_now(turn->clock), number = value_get_int(row, "number", 0) + 1;
    if (!row)
        return NULL;
    struct value *seal = value_map(turn->arena);
    value_set_text(content, "sealed_at", instant_text(turn->arena, at));
    value_set(seal, "id", value_printf(turn->arena, "%s-%" PRId64, period->id, number));
    value_set_text(seal, "phase", period->id);
    value_set_int(seal, "number", number);
    value_set(seal, "sequence", value_get(content, "sequence"));
    value_set_text(seal, "hash", digest_value(turn->arena, content));
    value_set_int(seal, "sealed_at", at);
    value_set(seal, "content", content);
    return seal;
}

bool seal_put(struct turn *turn, const struct value *seal, struct err *err)
{
    struct buffer text = {0};
    json_write_canonical(&text, value_get(seal, "content")); /* its bytes are what the hash is of */
    bool good =
        store_do(turn->store, err, QUERY_SEAL_INSERT, "ttiititt", value_get_text(seal, "id", ""),
                 value_get_text(seal, "phase", ""), value_get_int(seal, "number", 0), value_get_int(seal, "sequence", 0),
                 value_get_text(seal, "hash", ""), value_get_int(seal, "sealed_at", 0), buffer_text(&text),
                 value_get_text(value_get(seal, "content"), "kind", NULL));
    buffer_finish(&text);
    return good;
}
