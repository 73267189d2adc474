#include "alert/alert_tend.h"

#include "alert/alert.h"
#include "alert/alert_hold.h"
#include "alert/silence.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/value.h"
#include "calendar/due.h"
#include "contest/message_kind.h"
#include "contest/settled.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "package/alert_setting.h"
#include "package/package.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define KIND "alert" /* workflow_table.c */

/* What is to be done now. */
struct tending {
    struct turn *turn;
    int32_t today;
    const struct value *standing, *silences, *owed; /* as the store has them */
    struct value *expired, *over, *released, *escalated;
    int64_t lapsed;
    bool waits; /* for more than an instant: something is late, withheld, silenced */
};

static const struct value *read_standing(const struct turn *turn, struct err *err)
{
    return store_rows(turn->store, turn->arena, err, QUERY_ALERT_TENDED, "tttttt", workflow_event(KIND, "raise"), workflow_event(KIND, "reopen"),
                      workflow_event(KIND, "expire"), workflow_event(KIND, "worsen"), workflow_event(KIND, "release"), workflow_event(KIND, "escalate"));
}

static bool is_acknowledged(const struct value *row)
{
    return !value_is_null(value_get(row, "acknowledged_until"));
}

int64_t alert_tend_escalates_at(const struct package *package, const struct value *row)
{
    int days = alert_setting_number(package, value_get_text(row, "kind", ""), "escalate_after");
    int64_t since = value_get_int(row, "since", 0);
    bool told = value_get_int(row, "escalated", 0) > value_get_int(row, "opened", 0);
    return !days || told || is_acknowledged(row) ? INT64_MAX : due_after_working_days(package, instant_day(since), days, instant_minute(since));
}

/* ---- what is to be done ---- */

static bool is_owed(const struct tending *tending, const struct value *row)
{
    for (size_t i = 0; i < value_len(tending->owed); i++)
        if (value_equal(value_get(value_at(tending->owed, i), "id"), value_get(row, "id")))
            return true;
    return false;
}

static bool is_late(const struct tending *tending, const struct value *row)
{
    return alert_tend_escalates_at(tending->turn->package, row) <= clock_now(tending->turn->clock) && !is_owed(tending, row);
}

static void find_expired(struct tending *tending)
{
    for (size_t i = 0; i < value_len(tending->standing); i++) {
        const struct value *row = value_at(tending->standing, i);
        if (value_get_int(row, "acknowledged_until", INT64_MAX) < tending->today)
            value_append(tending->expired, row);
    }
    for (size_t i = 0; i < value_len(tending->silences); i++)
        tending->lapsed += value_get_int(value_at(tending->silences, i), "until", 0) < tending->today;
}

/* What was resolved, or somebody took meanwhile, is told no more: the end of the acknowledgement says that it is still there. */
static bool is_over(const struct value *row)
{
    return !value_is_null(value_get(row, "resolved_at")) || is_acknowledged(row);
}

static bool find_late(struct tending *tending, struct err *err)
{
    struct alert_holds holds;
    const struct turn *turn = tending->turn;
    bool any = value_len(tending->owed) > 0;
    for (size_t i = 0; !any && i < value_len(tending->standing); i++)
        any = is_late(tending, value_at(tending->standing, i));
    tending->waits = any || value_len(tending->silences) > 0;
    if (!any)
        return true;
    if (!alert_holds_load(turn->store, turn->arena, turn->package, turn->periods, tending->today, &holds, err))
        return false;
    for (size_t i = 0; i < value_len(tending->owed); i++) {
        const struct value *row = value_at(tending->owed, i);
        if (is_over(row) || !alert_hold_of(&holds, row))
            value_append(is_over(row) ? tending->over : tending->released, row);
    }
    for (size_t i = 0; i < value_len(tending->standing); i++)
        if (is_late(tending, value_at(tending->standing, i)) && !alert_hold_of(&holds, value_at(tending->standing, i)))
            value_append(tending->escalated, value_at(tending->standing, i));
    return true;
}

static bool look(struct turn *turn, struct tending *ret_tending, struct err *err)
{
    struct arena *arena = turn->arena;
    struct tending tending = {.turn = turn, .today = instant_day(clock_now(turn->clock)), .expired = value_list(arena), .over = value_list(arena),
                              .released = value_list(arena), .escalated = value_list(arena)};
    if (!(tending.standing = read_standing(turn, err)) || !(tending.silences = silence_standing(turn->store, arena, err)) ||
        !(tending.owed = store_rows(turn->store, arena, err, QUERY_ALERT_WITHHELD, "")))
        return false;
    find_expired(&tending);
    *ret_tending = tending;
    return find_late(ret_tending, err);
}

/* ---- doing it ---- */

static const char *object_of(struct arena *arena, const struct value *row)
{
    return arena_printf(arena, "%" PRId64, value_get_int(row, "id", 0));
}

static bool step(const struct tending *tending, struct change *change, const struct value *row, const char *state, const char *act, struct err *err)
{
    const struct transition made = {.kind = KIND,
                                    .object = object_of(tending->turn->arena, row),
                                    .state = state,
                                    .act = act,
                                    .roles = ROLE_MACHINE,
                                    .note = value_get_text(row, "text", NULL)};
    return transition_make(change, &made, NULL, err);
}

static bool expire(const struct tending *tending, struct change *change, struct err *err)
{
    for (size_t i = 0; i < value_len(tending->expired); i++) {
        const struct value *row = value_at(tending->expired, i);
        if (!step(tending, change, row, workflow_to(KIND, "acknowledge"), "expire", err) ||
            !store_do(change->store, err, QUERY_ALERT_UNACKNOWLEDGE, "it", value_get_int(row, "id", 0), value_get_text(row, "text", "")))
            return false;
    }
    return true;
}

static bool forget(const struct value *rows, struct change *change, struct err *err)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (!store_do(change->store, err, QUERY_ALERT_WITHHELD_END, "i", value_get_int(value_at(rows, i), "id", 0)))
            return false;
    return true;
}

static bool release(const struct tending *tending, struct change *change, struct err *err)
{
    for (size_t i = 0; i < value_len(tending->released); i++) {
        const struct value *row = value_at(tending->released, i);
        if (!step(tending, change, row, alert_state(row, tending->today), "release", err) ||
            !message_cause_note(change, value_get_text(row, "message", ""), object_of(tending->turn->arena, row), value_get_text(row, "text", NULL), err))
            return false;
    }
    return forget(tending->released, change, err) && forget(tending->over, change, err);
}

static bool escalate(const struct tending *tending, struct change *change, struct err *err)
{
    for (size_t i = 0; i < value_len(tending->escalated); i++) {
        const struct value *row = value_at(tending->escalated, i);
        if (!step(tending, change, row, alert_state(row, tending->today), "escalate", err))
            return false;
    }
    return true;
}

static struct value *detail_of(const struct tending *tending)
{
    struct value *detail = value_map(tending->turn->arena);
    value_set_int(detail, "expired", (int64_t)value_len(tending->expired));
    value_set_int(detail, "silences_over", tending->lapsed);
    value_set_int(detail, "told", (int64_t)value_len(tending->released));
    value_set_int(detail, "escalated", (int64_t)value_len(tending->escalated));
    return detail;
}

/* ---- when ---- */

static void sooner(int64_t at, int64_t now, int64_t *next)
{
    if (at > now && at < *next)
        *next = at;
}

static int64_t next_of(const struct turn *turn, const struct value *standing, const struct value *silences)
{
    int64_t now = clock_now(turn->clock), next = INT64_MAX;
    for (size_t i = 0; i < value_len(standing); i++) {
        const struct value *row = value_at(standing, i);
        if (is_acknowledged(row))
            sooner(day_instant((int32_t)value_get_int(row, "acknowledged_until", 0) + 1, 0), now, &next);
        sooner(alert_tend_escalates_at(turn->package, row), now, &next);
    }
    for (size_t i = 0; i < value_len(silences); i++)
        sooner(day_instant((int32_t)value_get_int(value_at(silences, i), "until", 0) + 1, 0), now, &next);
    return next;
}

/* ---- whether to look at all ---- */

static bool newest_step(const struct turn *turn, int64_t *ret_event, struct err *err)
{
    const struct value *newest = store_row(turn->store, turn->arena, err, QUERY_WORKFLOW_EVENT_NEWEST, "");
    *ret_event = value_get_int(newest, "id", 0);
    return newest != NULL;
}

/* A district has a thousand alerts that stand, and they are asked for after each change. Where no alert went a step since and nothing is silenced or withheld, what was
 * found then holds until the instant that was found then. */
static bool is_settled(struct turn *turn, bool *ret_settled, struct err *err)
{
    struct settled *seen = turn->alerts;
    int64_t now = clock_now(turn->clock), event;
    *ret_settled = false;
    if (!seen || !seen->foreseen || now >= seen->alarm_at || instant_day(now) < seen->day || strcmp(seen->package, turn->package->hash) != 0)
        return true;
    const struct value *step = store_row(turn->store, turn->arena, err, QUERY_WORKFLOW_EVENT_SINCE, "it", seen->event, KIND);
    const struct value *silences = step ? silence_standing(turn->store, turn->arena, err) : NULL;
    const struct value *owed = silences ? store_rows(turn->store, turn->arena, err, QUERY_ALERT_WITHHELD, "") : NULL;
    if (!owed || !newest_step(turn, &event, err))
        return false;
    *ret_settled = value_is_null(step) && !value_len(silences) && !value_len(owed);
    if (*ret_settled)
        seen->event = event; /* the next look begins behind it */
    return true;
}

/* Outside of a change, and nothing was to be done. */
static bool note(const struct tending *tending, struct err *err)
{
    const struct turn *turn = tending->turn;
    struct settled *seen = turn->alerts;
    struct settled now = {.day = tending->today, .foreseen = !tending->waits, .alarm_at = next_of(turn, tending->standing, tending->silences)};
    if (!seen)
        return true;
    if (!newest_step(turn, &now.event, err))
        return false;
    snprintf(now.package, sizeof now.package, "%s", turn->package->hash);
    *seen = now;
    return true;
}

bool alert_tend_settle(struct turn *turn, struct err *err)
{
    struct change change;
    struct tending tending;
    bool settled;
    if (!is_settled(turn, &settled, err))
        return false;
    if (settled)
        return true;
    if (!look(turn, &tending, err))
        return false;
    if (!value_len(tending.expired) && !tending.lapsed && !value_len(tending.released) && !value_len(tending.over) && !value_len(tending.escalated))
        return note(&tending, err);
    return turn_begin(turn, &change, "alerts tend", err) &&
           turn_end(turn, &change,
                    expire(&tending, &change, err) && silence_lapse(&change, turn->arena, tending.silences, tending.today, err) && release(&tending, &change, err) &&
                        escalate(&tending, &change, err),
                    detail_of(&tending), err);
}

bool alert_tend_next(struct turn *turn, int64_t *ret_at, struct err *err)
{
    bool settled;
    if (!is_settled(turn, &settled, err))
        return false;
    if (settled) {
        *ret_at = turn->alerts->alarm_at;
        return true;
    }
    const struct value *standing = read_standing(turn, err), *silences = standing ? silence_standing(turn->store, turn->arena, err) : NULL;
    if (silences)
        *ret_at = next_of(turn, standing, silences);
    return silences != NULL;
}
