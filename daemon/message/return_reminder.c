#include "message/return_reminder.h"

#include "alert/missing_return.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "calendar/working_day.h"
#include "contest/message_kind.h"
#include "contest/snapshot.h"
#include "contest/turn.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <inttypes.h>
#include <string.h>

static int32_t last_day(const struct package *package, const struct period *month)
{
    return month->until - 1 + package->schedule.return_due_days;
}

int64_t return_reminder_at(const struct package *package, const struct period *month)
{
    int32_t day = last_day(package, month);
    for (int left = RETURN_REMINDER_DAYS; left > 0 && day > month->until;)
        left -= working_day_is(package, --day);
    return day_instant(day, package->schedule.return_minute);
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    for (size_t i = 0; i < periods->len && message_kind_is_routed(package, REPORT_DUE) && due_has_type(package, "submission"); i++)
        if (periods->items[i].kind == PERIOD_MONTH)
            due_append(list, kind, &periods->items[i], return_reminder_at(package, &periods->items[i]));
}

const struct due_kind return_reminder_due = {"reminder", DUE_ORDER_ALERT, add_due};

/* Where the machine was off until they were overdue, the alert about that is what is told. */
static bool is_late(const struct turn *turn, const struct period *month)
{
    return clock_now(turn->clock) >= missing_return_at(turn->package, month);
}

/* "hạn 05/12/2024; còn thiếu 03 loại: Nguồn tin; …" */
static const char *note_of(const struct turn *turn, const struct period *month, const struct value *types)
{
    const char *titles = "";
    for (size_t i = 0; i < value_len(types); i++) {
        const struct record_type *type = record_type_find(&turn->package->types, value_as_text(value_at(types, i)));
        titles = arena_printf(turn->arena, "%s%s%s", titles, i ? "; " : "", type ? type->title : value_as_text(value_at(types, i)));
    }
    return arena_printf(turn->arena, "hạn %s; còn thiếu %02zu loại: %s", day_shown(turn->arena, last_day(turn->package, month)), value_len(types), titles);
}

static bool note_all(struct turn *turn, struct change *change, const struct period *month, const struct value *missing, struct err *err)
{
    for (size_t i = 0; i < value_len(missing); i++) {
        const struct value *row = value_at(missing, i);
        const char *object = arena_printf(turn->arena, "%s/%s", month->id, value_get_text(row, "ward", ""));
        if (!message_cause_note(change, REPORT_DUE, object, note_of(turn, month, value_get(row, "types")), err))
            return false;
    }
    return true;
}

static const struct value *missing_of(struct turn *turn, const struct period *month, struct err *err)
{
    const struct value *criteria = snapshot_criteria(turn->store, turn->arena, turn->package, err);
    const struct value *submissions = criteria ? store_rows(turn->store, turn->arena, err, QUERY_BUILTIN_SUBMISSIONS, "t", month->id) : NULL;
    criteria = submissions ? missing_return_criteria(turn->store, turn->arena, month, criteria, err) : NULL;
    return criteria ? missing_return_missing(turn->arena, turn->package, criteria, month, submissions) : NULL;
}

bool return_reminder_perform(struct turn *turn, const struct due *due, struct err *err)
{
    struct change change;
    const struct value *missing = missing_of(turn, due->period, err);
    if (!missing || !turn_begin(turn, &change, "reminder", err))
        return false;
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "period", due->period->id);
    value_set_int(detail, "wards", (int64_t)value_len(missing));
    bool good = (is_late(turn, due->period) || note_all(turn, &change, due->period, missing, err)) &&
                store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", return_reminder_due.name, due->period->id, due->at, change.at);
    return turn_end(turn, &change, good, detail, err);
}
