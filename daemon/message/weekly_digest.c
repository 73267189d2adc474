#include "message/weekly_digest.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/err.h"
#include "base/json.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "calendar/working_day.h"
#include "contest/message_kind.h"
#include "contest/turn.h"
#include "message/digest_figures.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <string.h>

#define KIND "digest" /* in the timetable */

enum { WEEK = 7 };

/* The first working day of the week that begins on the digest's weekday, `first`; INT32_MIN: it has none. */
static int32_t day_of_week(const struct package *package, int32_t first)
{
    for (int32_t day = first; day < first + WEEK; day++)
        if (working_day_is(package, day))
            return day;
    return INT32_MIN;
}

/* The last phase's decision. */
static int64_t last_instant(const struct package *package)
{
    return due_after_working_days(package, package->until - 1, package->schedule.nomination_days, package->schedule.nomination_minute);
}

static void add_due(struct due_list *list, const struct due_kind *kind, const struct package *package, const struct period_list *periods)
{
    const struct week_moment *moment = &package->schedule.digest;
    int32_t first = package->from - (WEEK + (int)day_weekday(package->from) - moment->weekday) % WEEK;
    const int64_t last = message_kind_is_routed(package, DIGEST_WEEKLY) ? last_instant(package) : INT64_MIN;
    (void)periods;
    for (; day_instant(first, 0) <= last; first += WEEK) {
        int32_t day = day_of_week(package, first);
        if (day >= package->from)
            due_append_day(list, kind, day, moment->minute);
    }
}

const struct due_kind weekly_digest_due = {KIND, DUE_ORDER_DIGEST, add_due};

/* Whether another one has come since: it says what there is to say. */
static bool is_outdone(const struct turn *turn, const struct due *due)
{
    const struct due_kind *kinds[] = {&weekly_digest_due, NULL};
    const struct due_list list = due_list(kinds, turn->package, turn->periods, turn->arena);
    for (size_t i = 0; i < list.len; i++)
        if (list.items[i].at > due->at && list.items[i].at <= clock_now(turn->clock))
            return true;
    return false;
}

static bool keep(struct turn *turn, struct change *change, const char *day, const struct value *figures, struct err *err)
{
    return store_do(turn->store, err, QUERY_WEEKLY_DIGEST_SPENT, "tt", day, DIGEST_WEEKLY) &&
           store_do(turn->store, err, QUERY_WEEKLY_DIGEST_ADD, "tit", day, change->at, json_text(turn->arena, figures)) && message_cause_note(change, DIGEST_WEEKLY, day, NULL, err);
}

bool weekly_digest_perform(struct turn *turn, const struct due *due, struct err *err)
{
    struct change change;
    struct value *detail = value_map(turn->arena);
    bool told = !is_outdone(turn, due);
    const struct value *figures = told ? digest_figures(turn, err) : value_null(turn->arena);
    value_set_text(detail, "day", due->period->id);
    value_set_bool(detail, "told", told);
    if (!figures || !turn_begin(turn, &change, "digest", err))
        return false;
    bool good = (!told || keep(turn, &change, due->period->id, figures, err)) &&
                store_do(turn->store, err, QUERY_PERFORMED_INSERT, "ttii", KIND, due->period->id, due->at, change.at);
    return turn_end(turn, &change, good, detail, err);
}

const struct value *weekly_digest_figures(struct turn *turn, const char *day, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_WEEKLY_DIGEST_GET, "t", day);
    const char *text = value_get_text(row, "figures", "null");
    return row ? json_parse(turn->arena, text, strlen(text), err) : NULL;
}
