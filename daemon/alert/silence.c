#include "alert/silence.h"

#include "alert/alert_holder.h"
#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/transition.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

#define KIND "silence" /* workflow_table.c */

static const char *const parts[] = {"kind", "criterion", "unit", "period"};

/* ---- what it covers ---- */

static bool is_same(const struct value *silence, const struct value *alert, const char *part, const char *part_of_alert)
{
    const char *wanted = value_get_text(silence, part, NULL);
    return !wanted || strcmp(wanted, value_get_text(alert, part_of_alert, "")) == 0;
}

bool silence_covers(const struct package *package, const struct period_list *periods, int32_t day, const struct value *silence, const struct value *alert)
{
    const char *unit = value_get_text(silence, "unit", NULL);
    return is_same(silence, alert, "kind", "kind") && is_same(silence, alert, "criterion", "criterion") &&
           (is_same(silence, alert, "unit", "subject") || strcmp(unit, alert_holder(package, alert, day)) == 0) &&
           (is_same(silence, alert, "period", "period") || period_is_part_of(periods, value_get_text(alert, "period", ""), value_get_text(silence, "period", "")));
}

struct value *silence_value(struct arena *arena, const struct silence_asked *asked)
{
    const char *const given[] = {asked->kind, asked->criterion, asked->unit, asked->period};
    struct value *map = value_map(arena);
    for (size_t i = 0; i < LEN(parts); i++)
        value_set_text(map, parts[i], given[i]);
    return map;
}

/* ---- made and ended ---- */

static bool check_kind(struct arena *arena, const char *kind, struct err *err)
{
    const char *known = "";
    if (!kind || alert_kind_find(kind))
        return true;
    for (size_t i = 0; i < alert_kind_count; i++)
        known = arena_printf(arena, "%s%s%s", known, i ? ", " : "", alert_kinds[i].name);
    return err_set(err, "không có loại cảnh báo “%s”; các loại là: %s", "there is no kind of alert “%s”; the kinds are: %s", kind, known);
}

/* The shortest of the kinds that it may cover. */
static int longest(const struct package *package, const char *kind)
{
    int days = kind ? alert_setting_number(package, kind, "silence_days") : INT32_MAX;
    for (size_t i = 0; !kind && i < alert_kind_count; i++) {
        int its = alert_setting_number(package, alert_kinds[i].name, "silence_days");
        days = its < days ? its : days;
    }
    return days;
}

bool silence_check(const struct package *package, struct arena *arena, const struct silence_asked *asked, int32_t today, struct err *err)
{
    if (!asked->kind && !asked->criterion && !asked->unit && !asked->period)
        return err_set(err, "tạm im cái gì? Ghi ít nhất một trong --kind, --criterion, --unit, --period", "silence what? Give one at least of --kind, --criterion, --unit, --period");
    if (!check_kind(arena, asked->kind, err))
        return false;
    int32_t latest = today + longest(package, asked->kind);
    if (asked->until < today)
        return err_set(err, "ngày cuối %s đã qua; chọn từ %s trở đi", "the last day %s is in the past; choose %s or later", day_text(arena, asked->until), day_text(arena, today));
    return asked->until <= latest || err_set(err, "ngày cuối %s quá xa; chọn muộn nhất %s (alerts.ini, silence_days)",
                                             "the last day %s is too far ahead; choose %s at the latest (alerts.ini, silence_days)", day_text(arena, asked->until),
                                             day_text(arena, latest));
}

static const char *id_text(struct arena *arena, int64_t id)
{
    return arena_printf(arena, "%" PRId64, id);
}

bool silence_impose(struct change *change, struct arena *arena, const struct silence_asked *asked, int64_t *ret_id, struct err *err)
{
    struct transition made = {
        .kind = KIND, .state = WORKFLOW_NEW, .act = "impose", .roles = asked->roles, .note = asked->reason, .until = value_int(arena, asked->until)};
    if (!store_do(change->store, err, QUERY_SILENCE_ADD, "tttttitit", asked->kind, asked->criterion, asked->unit, asked->period, asked->reason, (int64_t)asked->until,
                  workflow_to(KIND, made.act), change->at, change->actor))
        return false;
    *ret_id = store_last_id(change->store);
    made.object = id_text(arena, *ret_id);
    return transition_make(change, &made, NULL, err);
}

static bool end(struct change *change, struct arena *arena, int64_t id, const char *state, const char *act, unsigned roles, const char *reason, struct err *err)
{
    const struct transition made = {.kind = KIND, .object = id_text(arena, id), .state = state, .act = act, .roles = roles, .note = reason};
    return transition_make(change, &made, NULL, err) && store_do(change->store, err, QUERY_SILENCE_END, "itit", id, workflow_to(KIND, act), change->at, change->actor);
}

/* One whose last day is over is over, whether that was noted or not. */
static const char *state_of(const struct value *row, int32_t today)
{
    const char *state = value_get_text(row, "state", workflow_to(KIND, "impose"));
    bool stands = workflow_is(KIND, state, WORKFLOW_STANDS);
    return stands && value_get_int(row, "until", 0) < today ? workflow_to(KIND, "run_out") : state;
}

static const struct value *stored(struct store *store, struct arena *arena, int64_t id, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_SILENCE_GET, "i", id);
    if (!row || !value_is_null(row))
        return row;
    err_set(err, "không có lần tạm im số %" PRId64 "; xem alerts silences", "there is no silence %" PRId64 "; see alerts silences", id);
    return NULL;
}

bool silence_lift(struct change *change, struct arena *arena, int64_t id, unsigned roles, int32_t today, const char *reason, struct err *err)
{
    const struct value *row = stored(change->store, arena, id, err);
    return row && end(change, arena, id, state_of(row, today), "lift", roles, reason, err);
}

bool silence_lapse(struct change *change, struct arena *arena, const struct value *rows, int32_t today, struct err *err)
{
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        if (value_get_int(row, "until", 0) < today &&
            !end(change, arena, value_get_int(row, "id", 0), workflow_to(KIND, "impose"), "run_out", ROLE_MACHINE, NULL, err))
            return false;
    }
    return true;
}

/* ---- reading ---- */

struct value *silence_standing(struct store *store, struct arena *arena, struct err *err)
{
    return store_rows(store, arena, err, QUERY_SILENCE_STANDING, "t", workflow_to(KIND, "impose"));
}

static struct value *ready(struct arena *arena, const struct value *row, int32_t today)
{
    static const char *const instants[] = {"made_at", "ended_at"};
    struct value *map = value_copy(arena, row);
    const char *state = state_of(row, today);
    value_set_text(map, "until", day_text(arena, (int32_t)value_get_int(row, "until", 0)));
    value_set_text(map, "state", state);
    value_set_bool(map, "holds", workflow_is(KIND, state, WORKFLOW_STANDS));
    for (size_t i = 0; i < LEN(instants); i++)
        if (!value_is_null(value_get(row, instants[i])))
            value_set_text(map, instants[i], instant_text(arena, value_get_int(row, instants[i], 0)));
    return map;
}

struct value *silence_list(struct store *store, struct arena *arena, int32_t today, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_SILENCE_LIST, "");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, ready(arena, value_at(rows, i), today));
    return rows ? list : NULL;
}

struct value *silence_get(struct store *store, struct arena *arena, int64_t id, int32_t today, struct err *err)
{
    const struct value *row = stored(store, arena, id, err);
    return row ? ready(arena, row, today) : NULL;
}
