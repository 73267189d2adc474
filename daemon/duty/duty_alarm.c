#include "duty/duty_alarm.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "calendar/working_day.h"
#include "contest/message_kind.h"
#include "contest/settled.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "duty/duty_plan.h"
#include "duty/duty_settled.h"
#include "package/alert_setting.h"
#include "package/duty.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/workflow.h"
#include "workflow/workflow_value.h"

#include <inttypes.h>
#include <string.h>

#define REMINDER "duty.due" /* contest/message_kind.c */
static const char MARK[] = "duty_alarm"; /* of table meta: until which instant they were performed */

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    (void)list, (void)kind, (void)package, (void)periods; /* no timetable has it */
}

const struct due_kind duty_alarm_due = {"duty_alarm", DUE_ORDER_DUTY, add_due};

/* ---- when ---- */

int64_t duty_alarm_remind_at(const struct package *package, const struct duty *duty, int32_t due_on)
{
    if (!duty || !duty->remind)
        return INT64_MAX;
    int32_t day = due_on - duty->remind;
    while (!working_day_is(package, day))
        day--;
    return day_instant(day, package->duty_minute);
}

int64_t duty_alarm_late_at(const struct package *package, const struct duty *duty, int32_t due_on)
{
    if (duty && !duty->overdue)
        return INT64_MAX;
    return due_after_working_days(package, due_on, alert_setting_number(package, "duty", "after_working_days"), package->duty_minute);
}

static int64_t earliest(int64_t first, int64_t at, int64_t behind)
{
    return at > behind && at < first ? at : first;
}

static bool read_mark(struct turn *turn, int64_t *ret_mark, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_META_GET, "t", MARK);
    *ret_mark = value_get_int(row, "value", INT64_MIN);
    return row != NULL;
}

/* Reminders are asked for by a route; nobody would hear of them otherwise. */
static bool is_reminding(const struct package *package)
{
    return message_kind_is_routed(package, REMINDER);
}

static bool find_next(struct turn *turn, int64_t *ret_next, struct err *err)
{
    const struct package *package = turn->package;
    int64_t mark, next = INT64_MAX;
    const struct value *rows = store_rows(turn->store, turn->arena, err, QUERY_DUTY_TASK_DUE, "v", workflow_states(turn->arena, "duty", WORKFLOW_PENDING));
    if (!rows || !read_mark(turn, &mark, err))
        return false;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct duty *duty = duty_find(package, value_get_text(value_at(rows, i), "duty", ""));
        int32_t due_on = (int32_t)value_get_int(value_at(rows, i), "due_on", 0);
        next = earliest(next, duty_alarm_late_at(package, duty, due_on), mark);
        if (is_reminding(package))
            next = earliest(next, duty_alarm_remind_at(package, duty, due_on), mark);
    }
    *ret_next = next;
    return true;
}

/* It is asked for after each change, and mostly the same: kept with what is settled (duty_settled.h). */
bool duty_alarm_next(struct turn *turn, struct due **ret_due, struct err *err)
{
    bool settled;
    int64_t next;
    *ret_due = NULL;
    if (!turn->package->duty_count)
        return true;
    if (!duty_settled(turn, instant_day(clock_now(turn->clock)), &settled, err))
        return false;
    if (settled && turn->duties->foreseen)
        next = turn->duties->alarm_at;
    else if (!find_next(turn, &next, err))
        return false;
    if (settled) {
        turn->duties->alarm_at = next;
        turn->duties->foreseen = true;
    }
    if (next == INT64_MAX)
        return true;
    struct due *due = arena_alloc(turn->arena, sizeof *due);
    *due = (struct due){.kind = &duty_alarm_due, .at = next, .waits_until = next};
    *ret_due = due;
    return true;
}

/* ---- reminders ---- */

static bool is_pending(const struct value *row)
{
    return workflow_is("duty", value_get_text(row, "state", ""), WORKFLOW_PENDING);
}

bool duty_alarm_remind(struct turn *turn, struct change *change, const struct value *rows, struct err *err)
{
    const struct package *package = turn->package;
    int64_t mark, now = change->at;
    if (!read_mark(turn, &mark, err))
        return false;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        int32_t due_on = (int32_t)value_get_int(row, "due_on", 0);
        int64_t at = duty_alarm_remind_at(package, duty_find(package, value_get_text(row, "duty", "")), due_on);
        if (is_pending(row) && at > mark && at <= now && due_on >= instant_day(now) && value_get_int(row, "opened_at", 0) < at &&
            !message_cause_note(change, REMINDER, arena_printf(turn->arena, "%" PRId64, value_get_int(row, "id", 0)), NULL, err))
            return false;
    }
    if (turn->duties)
        turn->duties->foreseen = false;
    return store_do(turn->store, err, QUERY_META_SET, "ti", MARK, now);
}

/* ---- alerts ---- */

/* Of which period the alert is: its occasion's own where that is one (phase-1, 2024-11), the phase that begins (phase-1-start), else the whole contest. */
static const char *period_of(const struct turn *turn, const char *occurrence)
{
    static const char start[] = "-start";
    const char *end = strstr(occurrence, start);
    const char *name = end ? arena_strndup(turn->arena, occurrence, (size_t)(end - occurrence)) : occurrence;
    const struct period *period = period_find(turn->periods, name);
    return period ? period->id : PERIOD_WHOLE;
}

/* "T05", or "T04 2025-01-29" where the period does not say which occasion it is. */
static const char *criterion_of(struct turn *turn, const struct value *row, const char *period)
{
    const char *duty = value_get_text(row, "duty", ""), *occurrence = value_get_text(row, "occurrence", "");
    return strcmp(period, occurrence) == 0 ? duty : arena_printf(turn->arena, "%s %s", duty, occurrence);
}

static const char *text_of(struct turn *turn, const struct value *row, struct err *err)
{
    const struct duty *duty = duty_find(turn->package, value_get_text(row, "duty", ""));
    struct value *data = value_map(turn->arena);
    value_set_text(data, "holder", value_get_text(row, "holder", ""));
    value_set_text(data, "duty", value_get_text(row, "duty", ""));
    value_set_text(data, "title", duty ? duty->title : value_get_text(row, "duty", ""));
    value_set_text(data, "occasion", value_get_text(row, "occurrence_title", ""));
    value_set_text(data, "due", day_shown(turn->arena, (int32_t)value_get_int(row, "due_on", 0)));
    return wording_fill(turn->arena, turn->package, "alert.duty", data, err);
}

static bool wish(struct turn *turn, const struct value *row, const char *period, struct alert_wish *wishes, size_t *count, struct err *err)
{
    const struct duty *duty = duty_find(turn->package, value_get_text(row, "duty", ""));
    int64_t late = duty_alarm_late_at(turn->package, duty, (int32_t)value_get_int(row, "due_on", 0));
    if (!is_pending(row) || late > clock_now(turn->clock) || strcmp(period_of(turn, value_get_text(row, "occurrence", "")), period) != 0)
        return true;
    const char *text = text_of(turn, row, err);
    if (text)
        wishes[(*count)++] = (struct alert_wish){.criterion = criterion_of(turn, row, period), .subject = value_get_text(row, "unit", turn->package->district), .text = text};
    return text != NULL;
}

/* Those of a period, at most as many as there are rows. */
static bool wishes_of(struct turn *turn, const struct value *rows, const char *period, struct alert_wish *wishes, size_t *ret_count, struct err *err)
{
    *ret_count = 0;
    for (size_t i = 0; i < value_len(rows); i++)
        if (!wish(turn, value_at(rows, i), period, wishes, ret_count, err))
            return false;
    return true;
}

bool duty_alarm_foresee(struct turn *after, const struct value *rows, struct value *list, struct err *err)
{
    struct alert_wish *wishes = arena_alloc(after->arena, (value_len(rows) + 1) * sizeof *wishes);
    for (size_t i = 0; i < after->periods->len; i++) {
        const char *period = after->periods->items[i].id;
        size_t wished;
        if (!wishes_of(after, rows, period, wishes, &wished, err) ||
            !alert_foresee(after->store, after->arena, "duty", period, wishes, wished, NULL, list, err))
            return false;
    }
    return true;
}

bool duty_alarm_late(struct turn *turn, struct change *change, const struct value *rows, size_t *count, struct err *err)
{
    struct alert_wish *wishes = arena_alloc(turn->arena, (value_len(rows) + 1) * sizeof *wishes);
    for (size_t i = 0; rows && i < turn->periods->len; i++) {
        const char *period = turn->periods->items[i].id;
        size_t wished;
        bool same = true;
        if (!wishes_of(turn, rows, period, wishes, &wished, err) || !alert_same(turn->store, turn->arena, "duty", period, wishes, wished, &same, err) ||
            (!same && change && !alert_apply(change, turn->arena, "duty", period, wishes, wished, NULL, err)))
            return false;
        *count += !same;
    }
    return rows != NULL;
}
