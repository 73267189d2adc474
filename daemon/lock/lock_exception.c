#include "lock/lock_exception.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "lock/month_lock.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

#define KIND "exception" /* workflow_table.c */

/* ---- reading ---- */

static void put_instant(struct arena *arena, struct value *map, const char *key)
{
    const struct value *at = value_get(map, key);
    if (!value_is_null(at))
        value_set_text(map, key, instant_text(arena, value_as_int(at)));
}

static struct value *ready(struct arena *arena, const struct value *row, int32_t today)
{
    struct value *map = value_copy(arena, row);
    int32_t until = (int32_t)value_get_int(row, "until", 0);
    bool granted = strcmp(value_get_text(row, "state", ""), workflow_to(KIND, "grant")) == 0;
    value_set_text(map, "until", day_text(arena, until));
    value_set_bool(map, "waits", workflow_is(KIND, value_get_text(row, "state", ""), WORKFLOW_PENDING));
    value_set_bool(map, "holds", granted && until >= today);
    put_instant(arena, map, "asked_at");
    put_instant(arena, map, "decided_at");
    return map;
}

struct value *lock_exception_get(struct store *store, struct arena *arena, int64_t id, int32_t today, struct err *err)
{
    struct value *row = store_row(store, arena, err, QUERY_LOCK_EXCEPTION_GET, "i", id);
    return !row || value_is_null(row) ? row : ready(arena, row, today);
}

struct value *lock_exception_list(struct store *store, struct arena *arena, int32_t today, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_LOCK_EXCEPTION_LIST, "");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, ready(arena, value_at(rows, i), today));
    return rows ? list : NULL;
}

static bool find_in(struct store *store, struct arena *arena, const struct package *package, const char *unit, const char *period,
                    const char *act, int32_t day, int64_t *ret_id, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_LOCK_EXCEPTION_OF, "tttti", period, unit, package->district,
                                        workflow_to(KIND, act), (int64_t)day);
    *ret_id = value_get_int(row, "id", 0);
    return row != NULL;
}

bool lock_exception_find(struct store *store, struct arena *arena, const struct package *package, const char *unit, const char *period,
                         int32_t today, int64_t *ret_id, struct err *err)
{
    return find_in(store, arena, package, unit, period, "grant", today, ret_id, err);
}

/* ---- asking ---- */

static bool check_time(struct turn *turn, const struct lock_exception_asked *asked, struct err *err)
{
    int32_t today = instant_day(clock_now(turn->clock)), lock = month_lock_day(turn->package, asked->period);
    const char *title = period_title(asked->period, turn->arena);
    if (asked->period->kind != PERIOD_MONTH)
        return err_set(err, "ngoại lệ là cho một tháng; ghi tháng, như 2024-11", "an exception is for a month; name one, as 2024-11");
    if (lock == DAY_NEVER)
        return err_set(err, "phong trào này không khóa tháng nào (lock_days); cứ nhập như thường", "this contest locks no month (lock_days); just enter the records");
    if (!month_lock_holds(turn->package, asked->period, today))
        return err_set(err, "%1$s chưa khóa, hết ngày %2$s mới khóa; cứ nhập như thường%3$.0s",
                       "%3$s is not locked, it is from the end of %2$s on; just enter the records%1$.0s", title, day_text(turn->arena, lock),
                       asked->period->id);
    if (asked->until < today || asked->until > today + LOCK_EXCEPTION_DAYS_MAX)
        return err_set(err, "ngày cuối phải từ hôm nay đến %s (nhiều nhất %d ngày)", "the last day must be from today until %s (at most %d days)",
                       day_text(turn->arena, today + LOCK_EXCEPTION_DAYS_MAX), LOCK_EXCEPTION_DAYS_MAX);
    return true;
}

static bool check_once(struct turn *turn, const struct lock_exception_asked *asked, struct err *err)
{
    int32_t today = instant_day(clock_now(turn->clock));
    int64_t waiting, granted;
    if (!find_in(turn->store, turn->arena, turn->package, asked->unit, asked->period->id, "ask", today, &waiting, err) ||
        !find_in(turn->store, turn->arena, turn->package, asked->unit, asked->period->id, "grant", asked->until, &granted, err))
        return false;
    if (waiting)
        return err_set(err, "đã có đề nghị số %lld đang chờ; người khác duyệt bằng exceptions grant", "the request %lld waits already; another person grants it with exceptions grant",
                       (long long)waiting);
    return !granted || err_set(err, "ngoại lệ số %lld đang có hiệu lực đến hết ngày ấy; cứ nhập", "the exception %lld lasts until that day already; just enter the records",
                               (long long)granted);
}

static struct value *detail_of(struct turn *turn, int64_t id, const char *unit, const char *period)
{
    struct value *detail = value_map(turn->arena);
    value_set_int(detail, "exception", id);
    value_set_text(detail, "unit", unit);
    value_set_text(detail, "period", period);
    return detail;
}

bool lock_exception_ask(struct turn *turn, const struct lock_exception_asked *asked, int64_t *ret_id, struct err *err)
{
    struct change change;
    const struct workflow_row *row;
    struct value *until = value_int(turn->arena, asked->until);
    struct transition made = {.kind = KIND, .object = "", .state = WORKFLOW_NEW, .act = "ask", .roles = asked->roles, .note = asked->reason, .until = until};
    if (!transition_check(turn->store, &made, turn->actor, &row, err) || !check_time(turn, asked, err) || !check_once(turn, asked, err) ||
        !change_begin(&change, turn->store, clock_now(turn->clock), turn->actor, turn->via, "exceptions ask", asked->reason, err))
        return false;
    bool good = store_do(turn->store, err, QUERY_LOCK_EXCEPTION_INSERT, "ttittti", asked->unit, asked->period->id, (int64_t)asked->until,
                         asked->reason, workflow_to(KIND, "ask"), turn->actor, change.at);
    *ret_id = good ? store_last_id(turn->store) : 0;
    made.object = arena_printf(turn->arena, "%" PRId64, *ret_id);
    return turn_end(turn, &change, good && transition_make(&change, &made, NULL, err), detail_of(turn, *ret_id, asked->unit, asked->period->id), err);
}

/* ---- deciding ---- */

/* What has ended lets nothing in: there is nothing to take back. */
static bool check_lasts(struct turn *turn, const struct value *stored, const char *act, struct err *err)
{
    int32_t until = (int32_t)value_get_int(stored, "until", 0);
    return strcmp(act, "revoke") != 0 || until >= instant_day(clock_now(turn->clock)) ||
           err_set(err, "ngoại lệ số %lld đã tự hết hạn sau ngày %s; không còn gì để thu hồi", "the exception %lld has ended by itself after %s; there is nothing to take back",
                   (long long)value_get_int(stored, "id", 0), day_text(turn->arena, until));
}

bool lock_exception_decide(struct turn *turn, int64_t id, const char *act, unsigned roles, const char *reason, struct err *err)
{
    struct change change;
    const struct workflow_row *row;
    const struct value *stored = store_row(turn->store, turn->arena, err, QUERY_LOCK_EXCEPTION_GET, "i", id);
    if (!stored || value_is_null(stored))
        return stored && err_set(err, "không có đề nghị ngoại lệ số %lld; xem exceptions list", "there is no exception %lld; see exceptions list", (long long)id);
    const struct transition step = {
        .kind = KIND,
        .object = arena_printf(turn->arena, "%" PRId64, id),
        .state = value_get_text(stored, "state", ""),
        .act = act,
        .roles = roles,
        .earlier = value_get_text(stored, "asked_by", NULL),
        .note = reason,
    };
    if (!transition_check(turn->store, &step, turn->actor, &row, err) || !check_lasts(turn, stored, act, err) ||
        !change_begin(&change, turn->store, clock_now(turn->clock), turn->actor, turn->via, arena_printf(turn->arena, "exceptions %s", act),
                      reason ? reason : value_get_text(stored, "reason", NULL), err))
        return false;
    bool good = transition_make(&change, &step, NULL, err) &&
                store_do(turn->store, err, QUERY_LOCK_EXCEPTION_DECIDE, "itti", id, row->to, turn->actor, change.at);
    return turn_end(turn, &change, good, detail_of(turn, id, value_get_text(stored, "unit", ""), value_get_text(stored, "period", "")), err);
}
