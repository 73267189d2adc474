#include "message/message_hold.h"

#include "alert/alert.h"
#include "alert/alert_hold.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"
#include "contest/message_kind.h"
#include "contest/transition.h"
#include "contest/turn.h"
#include "store/change.h"
#include "store/store.h"
#include "workflow/role.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define LIFE "alert"   /* workflow_table.c */
#define KIND "message"

static bool may_wait(const struct message_kind *kind)
{
    return kind && kind->life && strcmp(kind->life, LIFE) == 0 && kind->knowing != MESSAGE_TO_TOLD;
}

/* Its history says why; owed once, whatever else there would be to tell meanwhile. */
static bool owe(const struct turn *turn, struct change *change, const struct value *alert, const struct message_kind *kind, const struct value *hold, struct err *err)
{
    int64_t id = value_get_int(alert, "id", 0);
    const struct transition made = {.kind = LIFE,
                                    .object = arena_printf(turn->arena, "%" PRId64, id),
                                    .state = alert_state(alert, instant_day(change->at)),
                                    .act = "withhold",
                                    .roles = ROLE_MACHINE,
                                    .note = alert_hold_note(turn->arena, hold)};
    return transition_make(change, &made, NULL, err) && store_do(change->store, err, QUERY_ALERT_WITHHOLD, "itii", id, kind->name, (int64_t)kind->history, change->at);
}

/* *ret_hold NULL: it is told, or over, or of a kind that an older version knew. */
static bool find(const struct turn *turn, const struct alert_holds *holds, const char *object, const struct value **ret_alert, const struct value **ret_hold,
                 struct err *err)
{
    *ret_hold = NULL;
    *ret_alert = store_row(turn->store, turn->arena, err, QUERY_ALERT_GET, "it", (int64_t)strtoll(object, NULL, 10), workflow_event(LIFE, "acknowledge"));
    if (*ret_alert && !value_is_null(*ret_alert) && value_is_null(value_get(*ret_alert, "resolved_at")))
        *ret_hold = alert_hold_of(holds, *ret_alert);
    return *ret_alert != NULL;
}

bool message_hold_cause(const struct turn *turn, struct change *change, const struct alert_holds *holds, const struct message_kind *kind, const struct value *cause,
                        bool *ret_held, struct err *err)
{
    const struct value *alert, *hold;
    *ret_held = false;
    if (!may_wait(kind) || !alert_holds_any(holds))
        return true;
    if (!find(turn, holds, value_get_text(cause, "object", "0"), &alert, &hold, err))
        return false;
    *ret_held = hold != NULL;
    return !hold || owe(turn, change, alert, kind, hold, err);
}

static bool hush(const struct turn *turn, struct change *change, const struct value *row, struct err *err)
{
    int64_t id = value_get_int(row, "id", 0);
    const char *why = alert_hold_note(turn->arena, value_get(row, "hold"));
    const struct transition made = {.kind = KIND,
                                    .object = arena_printf(turn->arena, "%" PRId64, id),
                                    .state = workflow_to(KIND, "queue"),
                                    .act = "hush",
                                    .roles = ROLE_MACHINE,
                                    .note = why};
    return transition_make(change, &made, NULL, err) &&
           store_do(change->store, err, QUERY_OUTBOX_STATE, "itvtt", id, workflow_to(KIND, made.act), value_null(turn->arena), why, why);
}

struct value *message_hold_queued(const struct turn *turn, const struct alert_holds *holds, struct err *err)
{
    struct value *list = value_list(turn->arena);
    const struct value *rows = alert_holds_any(holds) ? store_rows(turn->store, turn->arena, err, QUERY_OUTBOX_OF_ALERTS, "tttt", workflow_to(KIND, "queue"), LIFE,
                                                                   workflow_event(LIFE, "raise"), workflow_event(LIFE, "reopen"))
                                                      : list;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *alert, *hold;
        if (!may_wait(message_kind_find(value_get_text(value_at(rows, i), "kind", ""))))
            continue;
        if (!find(turn, holds, value_get_text(value_at(rows, i), "object", "0"), &alert, &hold, err))
            return NULL;
        if (!hold)
            continue;
        struct value *row = value_copy(turn->arena, value_at(rows, i));
        value_set(row, "alert", alert);
        value_set(row, "hold", hold);
        value_append(list, row);
    }
    return rows ? list : NULL;
}

bool message_hold_take_back(const struct turn *turn, struct change *change, const struct value *queued, struct err *err)
{
    int64_t last = 0;
    for (size_t i = 0; i < value_len(queued); i++) {
        const struct value *row = value_at(queued, i);
        int64_t cause = value_get_int(row, "cause", 0);
        bool first = cause != last;
        last = cause;
        if (!hush(turn, change, row, err) ||
            (first && !owe(turn, change, value_get(row, "alert"), message_kind_find(value_get_text(row, "kind", "")), value_get(row, "hold"), err)))
            return false;
    }
    return true;
}
