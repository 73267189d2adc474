#include "agenda/overdue.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/value.h"
#include "calendar/due.h"
#include "calendar/period.h"
#include "contest/outage.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "message/outbox.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "store/change.h"

#define OVERDUE_ALERT "overdue" /* alert/alert_kind.c */

/* Since when it could have been performed. */
static bool lies_since(struct turn *turn, const struct due *due, int64_t *ret_since, struct err *err)
{
    struct outage_list outages;
    int64_t since = due->waits_until > due->at ? due->waits_until : due->at;
    if (!outage_read(turn->store, turn->arena, &outages, err))
        return false;
    for (size_t i = 0; i < outages.len; i++)
        if (outages.items[i].until > since && outages.items[i].from <= clock_now(turn->clock))
            since = outages.items[i].until;
    *ret_since = since;
    return true;
}

/* period NULL: it belongs to none. */
static char *say(struct turn *turn, const char *what, const struct period *period, int64_t due_at, const char *reason, struct err *err)
{
    struct value *data = value_map(turn->arena);
    value_set_text(data, "what", what);
    value_set_text(data, "period", !period ? NULL : period->kind == PERIOD_CONTEST ? period->id : period_title(period, turn->arena));
    value_set_text(data, "due", wording_instant(turn->arena, due_at));
    value_set_text(data, "reason", reason);
    return wording_fill(turn->arena, turn->package, "alert.overdue", data, err);
}

static bool set(struct turn *turn, const struct alert_wish *wishes, size_t count, struct err *err)
{
    const char *period = turn->periods->items[turn->periods->len - 1].id;
    struct change change;
    bool same;
    if (!alert_same(turn->store, turn->arena, OVERDUE_ALERT, period, wishes, count, &same, err))
        return false;
    if (same)
        return true;
    return turn_begin(turn, &change, OVERDUE_ALERT, err) && turn_end(turn, &change, alert_apply(&change, turn->arena, OVERDUE_ALERT, period, wishes, count, NULL, err), NULL, err);
}

struct lying { /* what should be told; at most what falls due and the outbox */
    struct alert_wish wishes[2];
    size_t count;
};

static bool add(struct turn *turn, struct lying *lying, int64_t since, const char *what, const struct period *period, int64_t due_at, const char *reason, struct err *err)
{
    if (clock_now(turn->clock) - since < (int64_t)alert_setting_number(turn->package, OVERDUE_ALERT, "after_minutes") * 60)
        return true;
    struct alert_wish wish = {.criterion = what, .subject = turn->package->district, .text = say(turn, what, period, due_at, reason, err)};
    lying->wishes[lying->count++] = wish;
    return wish.text != NULL;
}

bool overdue_look(struct turn *turn, const struct due *due, const char *reason, struct err *err)
{
    struct lying lying = {.count = 0};
    int64_t since, sent;
    if (due && (!lies_since(turn, due, &since, err) || !add(turn, &lying, since, due->kind->name, due->period, due->at, reason, err)))
        return false;
    if (!outbox_late(turn, &sent, err) || (sent != INT64_MAX && !add(turn, &lying, sent, "outbox", NULL, sent, NULL, err)))
        return false;
    return set(turn, lying.wishes, lying.count, err);
}
