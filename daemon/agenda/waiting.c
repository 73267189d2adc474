#include "agenda/waiting.h"

#include "agenda/clock_watch.h"
#include "base/clock.h"
#include "base/value.h"
#include "calendar/period.h"
#include "close/decision.h"
#include "close/seal_alert.h"
#include "close/seal_phase.h"
#include "close/seal_wait.h"
#include "contest/schedule.h"
#include "contest/turn.h"

#include <string.h>

/* Adds the seal when it waits; while it is only about to be made it does not. */
static bool add_seal(struct turn *turn, const struct due *due, struct value *list, struct err *err)
{
    struct seal_look look;
    const char *vi, *en;
    if (!seal_wait_look(turn, due, &look, err))
        return false;
    if (!look.wait.why)
        return true;
    if (!seal_alert_say(turn, due->period, &look, &vi, &en, err))
        return false;
    struct value *row = value_copy(turn->arena, seal_wait_value(turn->arena, &look));
    value_set_text(row, "kind", due->kind->name);
    value_set_text(row, "period", due->period->id);
    value_set_text(row, "vi", vi);
    value_set_text(row, "en", en);
    value_append(list, row);
    return true;
}

struct value *waiting_list(struct turn *turn, const struct due_list *due, struct err *err)
{
    int64_t loaded_at, now = clock_now(turn->clock);
    const struct value *performed = schedule_performed(turn->store, turn->arena, err);
    struct value *list = value_list(turn->arena);
    if (!performed || !schedule_loaded_at(turn->store, turn->arena, &loaded_at, err))
        return NULL;
    struct clock_hold hold;
    const struct value *held =
        clock_watch_hold(turn->store, turn->arena, &hold, err) ? clock_watch_value(turn, &hold, err) : NULL;
    if (!held)
        return NULL;
    if (hold.held) {
        value_append(list, held);
        now = hold.from;
    }
    for (size_t i = 0; i < due->len; i++) {
        const struct due *item = &due->items[i];
        if (item->kind == &seal_phase_due && item->at >= loaded_at && item->at <= now &&
            !schedule_row(performed, item) && !add_seal(turn, item, list, err))
            return NULL;
    }
    return list;
}

static const struct value *row_of(const struct value *waiting, const char *kind, const char *period)
{
    for (size_t i = 0; i < value_len(waiting); i++) {
        const struct value *row = value_at(waiting, i);
        if (strcmp(value_get_text(row, "kind", ""), kind) == 0 && strcmp(value_get_text(row, "period", ""), period) == 0)
            return row;
    }
    return NULL;
}

struct value *waiting_mark(struct turn *turn, const struct value *schedule, const struct value *waiting)
{
    struct value *list = value_list(turn->arena);
    for (size_t i = 0; i < value_len(schedule); i++) {
        struct value *entry = value_copy(turn->arena, value_at(schedule, i));
        const char *kind = value_get_text(entry, "kind", ""), *state = value_get_text(entry, "state", "");
        bool is_decision = strcmp(kind, decision_due.name) == 0;
        const struct value *row = NULL;
        if (strcmp(state, "due") == 0 || (is_decision && strcmp(state, "done") == 0))
            row = row_of(waiting, is_decision ? seal_phase_due.name : kind, value_get_text(entry, "period", ""));
        if (!row && strcmp(state, "due") == 0) /* what a clock that is not believed holds */
            row = row_of(waiting, "clock", "");
        if (row)
            value_set_text(entry, "state", "waiting");
        value_set(entry, "waits", row ? row : value_null(turn->arena));
        value_append(list, entry);
    }
    return list;
}
