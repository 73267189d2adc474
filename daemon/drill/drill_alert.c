#include "drill/drill_alert.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/schedule.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "drill/drill_note.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "store/change.h"

#define DRILL_ALERT "drill" /* alert/alert_kind.c */
#define AFTER "after_days"

/* INT64_MAX: never. */
static bool due_at(struct turn *turn, const struct value *latest, int64_t *ret_at, struct err *err)
{
    int days = alert_setting_number(turn->package, DRILL_ALERT, AFTER);
    int64_t since = value_get_int(latest, "good_at", INT64_MIN);
    if (since == INT64_MIN && !schedule_loaded_at(turn->store, turn->arena, &since, err))
        return false;
    bool asks = days > 0 && since != INT64_MIN && (!turn->clock->is_set || alert_setting_is_written(turn->package, DRILL_ALERT, AFTER));
    *ret_at = asks ? since + (int64_t)days * DAY_SECONDS : INT64_MAX;
    return true;
}

static const char *day_said(struct turn *turn, const struct value *latest, const char *key)
{
    int64_t at = value_get_int(latest, key, INT64_MIN);
    return at == INT64_MIN ? NULL : day_text(turn->arena, instant_day(at));
}

static const char *say(struct turn *turn, const struct value *latest, struct err *err)
{
    struct value *data = value_map(turn->arena);
    value_set_text(data, "backup", value_get_text(latest, "backup", NULL));
    value_set_text(data, "on", day_said(turn, latest, "at"));
    value_set_text(data, "last", day_said(turn, latest, "good_at"));
    value_set_text(data, "failed", value_get_text(latest, "failed", NULL));
    return wording_fill(turn->arena, turn->package, "alert.drill", data, err);
}

static bool plan(struct turn *turn, struct alert_wish *wish, size_t *ret_count, struct err *err)
{
    int64_t at;
    const struct value *latest = drill_note_latest(turn->store, turn->arena, err);
    if (!latest || !due_at(turn, latest, &at, err))
        return false;
    *ret_count = at != INT64_MAX && (at <= clock_now(turn->clock) || value_get_text(latest, "failed", NULL));
    if (*ret_count)
        *wish = (struct alert_wish){.subject = turn->package->district, .text = say(turn, latest, err)};
    return !*ret_count || wish->text;
}

bool drill_alert_settle(struct turn *turn, struct err *err)
{
    struct alert_wish wish;
    struct change change;
    size_t count;
    bool same;
    const char *period = turn->periods->items[turn->periods->len - 1].id;
    if (!plan(turn, &wish, &count, err) || !alert_same(turn->store, turn->arena, DRILL_ALERT, period, &wish, count, &same, err))
        return false;
    return same || (turn_begin(turn, &change, DRILL_ALERT, err) &&
                    turn_end(turn, &change, alert_apply(&change, turn->arena, DRILL_ALERT, period, &wish, count, NULL, err), NULL, err));
}

bool drill_alert_next(struct turn *turn, int64_t *ret_at, struct err *err)
{
    int64_t at;
    const struct value *latest = drill_note_latest(turn->store, turn->arena, err);
    if (!latest || !due_at(turn, latest, &at, err))
        return false;
    *ret_at = at > clock_now(turn->clock) ? at : INT64_MAX; /* what has come is settled already */
    return true;
}
