#include "agenda/clock_watch.h"

#include "alert/alert.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/outage.h"
#include "contest/turn.h"
#include "contest/wording.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

enum { MARK_SECONDS = 600 }; /* how old the stored sign of life may be while the daemon runs */

#define CLOCK_ALERT "clock" /* the kind of the administrator's alert */

enum clock_verdict clock_watch_judge(const struct clock_mark *last, const struct clock_mark *now, int64_t span)
{
    bool same_boot = *now->boot && strcmp(last->boot, now->boot) == 0;
    int64_t passed = now->at - last->at, elapsed = same_boot ? now->steady - last->steady : 0;
    if (passed - elapsed > span)
        return CLOCK_JUMPED;
    return passed > OUTAGE_SECONDS ? CLOCK_WAS_AWAY : CLOCK_GOES_ON;
}

bool clock_watch_hold(struct store *store, struct arena *arena, struct clock_hold *ret_hold, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_CLOCK_HOLD_GET, "");
    if (row)
        *ret_hold = (struct clock_hold){!value_is_null(row), value_get_int(row, "from_at", 0), value_get_int(row, "seen_at", 0)};
    return row != NULL;
}

/* A folder of an older program has no mark: its newest change is the sign of life. Without a change there is none. */
static bool read_mark(struct turn *turn, bool *ret_any, struct clock_mark *ret_mark, struct err *err)
{
    const struct value *row = store_row(turn->store, turn->arena, err, QUERY_CLOCK_MARK_GET, "");
    struct clock_mark mark = {.at = change_latest_at(turn->store)};
    if (!row)
        return false;
    if (!value_is_null(row)) {
        mark.at = value_get_int(row, "at", 0);
        mark.steady = value_get_int(row, "steady", 0);
        snprintf(mark.boot, sizeof mark.boot, "%s", value_get_text(row, "boot", ""));
    }
    *ret_any = mark.at != INT64_MIN;
    *ret_mark = mark;
    return true;
}

static bool set_mark(struct turn *turn, const struct clock_mark *mark, struct err *err)
{
    return store_do(turn->store, err, QUERY_CLOCK_MARK_SET, "iti", mark->at, mark->boot, mark->steady);
}

static const char *sync_word(bool english)
{
    static const char *const vi[] = {"không rõ máy có lấy giờ mạng hay không", "máy chưa lấy được giờ mạng", "máy đã lấy giờ mạng"};
    static const char *const en[] = {"whether it follows network time is not known", "it does not follow network time",
                                     "it follows network time"};
    return (english ? en : vi)[clock_kernel_sync()];
}

static char *say(struct turn *turn, const struct clock_hold *hold, struct err *err)
{
    struct value *data = value_map(turn->arena);
    value_set_text(data, "from", wording_instant(turn->arena, hold->from));
    value_set_text(data, "seen", wording_instant(turn->arena, hold->seen));
    value_set_text(data, "sync", sync_word(false));
    return wording_fill(turn->arena, turn->package, "alert.clock", data, err);
}

/* text NULL: the alert ends. It belongs to no period of its own: the contest's. */
static bool set_alert(struct turn *turn, struct change *change, const char *text, struct err *err)
{
    return alert_set(change, turn->arena, CLOCK_ALERT, NULL, turn->package->district,
                     turn->periods->items[turn->periods->len - 1].id, text, err);
}

static struct value *detail_of(struct turn *turn, int64_t from, int64_t until)
{
    struct value *detail = value_map(turn->arena);
    value_set_text(detail, "from", instant_text(turn->arena, from));
    value_set_text(detail, "until", instant_text(turn->arena, until));
    return detail;
}

static bool begin_hold(struct turn *turn, int64_t from, int64_t seen, struct err *err)
{
    struct change change;
    struct clock_hold hold = {true, from, seen};
    const char *text = say(turn, &hold, err);
    if (!text || !turn_begin(turn, &change, "clock hold", err))
        return false;
    bool good = store_do(turn->store, err, QUERY_CLOCK_HOLD_SET, "ii", from, seen) && set_alert(turn, &change, text, err);
    if (!turn_end(turn, &change, good, detail_of(turn, from, seen), err))
        return false;
    turn_progress(turn, "%1$s%2$.0s", "%1$.0s%2$s", text, "the clock jumped; what is due is held, see status");
    return true;
}

/* By a person with a reason, or (NULL) by itself because the clock was set right. */
static bool end_hold(struct turn *turn, const char *action, const char *reason, const struct clock_mark *last,
                     const struct clock_mark *now, struct err *err)
{
    struct change change;
    if (!change_begin(&change, turn->store, now->at, turn->actor, turn->via, action, reason, err))
        return false;
    bool good = store_do(turn->store, err, QUERY_CLOCK_HOLD_CLEAR, "") &&
                outage_note(&change, last->at, now->at, err) && set_mark(turn, now, err) &&
                (!turn->package || set_alert(turn, &change, NULL, err));
    return turn_end(turn, &change, good, detail_of(turn, last->at, now->at), err);
}

static bool note_outage(struct turn *turn, const struct clock_mark *last, const struct clock_mark *now, struct err *err)
{
    struct change change;
    if (!turn_begin(turn, &change, "outage", err))
        return false;
    bool good = outage_note(&change, last->at, now->at, err) && set_mark(turn, now, err);
    return turn_end(turn, &change, good, detail_of(turn, last->at, now->at), err);
}

/* The clock is believed. */
static bool go_on(struct turn *turn, const struct clock_mark *last, const struct clock_mark *now, bool away, struct err *err)
{
    if (away && turn->package)
        return note_outage(turn, last, now, err);
    if (turn->package && last->at - now->at > atomic_load(&turn->clock->jump))
        return true; /* far back (a battery is empty): what is known is not given up, so that the right day is none to ask about */
    bool fresh = now->at >= last->at && now->at - last->at < MARK_SECONDS && strcmp(now->boot, last->boot) == 0;
    return fresh || set_mark(turn, now, err);
}

bool clock_watch_look(struct turn *turn, struct err *err)
{
    bool any;
    struct clock_mark last, now = clock_mark_now(turn->clock);
    struct clock_hold hold;
    if (turn->clock->is_set)
        return true;
    if (!read_mark(turn, &any, &last, err) || !clock_watch_hold(turn->store, turn->arena, &hold, err))
        return false;
    if (!any)
        return set_mark(turn, &now, err);
    enum clock_verdict verdict = clock_watch_judge(&last, &now, atomic_load(&turn->clock->jump));
    if (verdict != CLOCK_JUMPED || !turn->package) /* before a contest is loaded nothing falls due */
        return hold.held ? end_hold(turn, "clock release", NULL, &last, &now, err)
                         : go_on(turn, &last, &now, verdict == CLOCK_WAS_AWAY, err);
    return hold.held || begin_hold(turn, last.at, now.at, err);
}

bool clock_watch_believes(struct turn *turn, bool *ret_believed, struct err *err)
{
    bool any;
    struct clock_hold hold;
    struct clock_mark last, now = clock_mark_now(turn->clock);
    *ret_believed = true;
    if (turn->clock->is_set)
        return true;
    if (!read_mark(turn, &any, &last, err) || !clock_watch_hold(turn->store, turn->arena, &hold, err))
        return false;
    *ret_believed =
        !hold.held && (!any || clock_watch_judge(&last, &now, atomic_load(&turn->clock->jump)) != CLOCK_JUMPED);
    return true;
}

bool clock_watch_confirm(struct turn *turn, const char *reason, struct err *err)
{
    bool any;
    struct clock_hold hold;
    struct clock_mark last, now = clock_mark_now(turn->clock);
    if (!clock_watch_hold(turn->store, turn->arena, &hold, err) || !read_mark(turn, &any, &last, err))
        return false;
    if (!hold.held)
        return err_set(err, "không có việc nào đang bị giữ vì đồng hồ; không cần xác nhận",
                       "nothing is held because of the clock; there is nothing to confirm");
    return end_hold(turn, "clock confirm", reason, &last, &now, err);
}

struct value *clock_watch_value(struct turn *turn, const struct clock_hold *hold, struct err *err)
{
    if (!hold->held)
        return value_null(turn->arena);
    const char *vi = say(turn, hold, err);
    if (!vi)
        return NULL;
    struct value *row = value_map(turn->arena), *why = value_list(turn->arena);
    value_append(why, value_text(turn->arena, CLOCK_ALERT));
    value_set_text(row, "kind", CLOCK_ALERT);
    value_set_text(row, "period", NULL);
    value_set(row, "why", why);
    value_set_text(row, "since", instant_text(turn->arena, hold->from));
    value_set_text(row, "until", NULL);
    value_set_text(row, "seen", instant_text(turn->arena, hold->seen));
    value_set_text(row, "vi", vi);
    value_set(row, "en",
              value_printf(turn->arena,
                           "The machine's clock jumped from %s to %s, which no time that passed explains (%s): all that is due "
                           "after the first is held. Look at the machine's date: if it is wrong, set it, and the hold ends by "
                           "itself; if it is right: thiduactl clock confirm TODAY (as 2025-02-10).",
                           instant_text(turn->arena, hold->from), instant_text(turn->arena, hold->seen), sync_word(true)));
    return row;
}
