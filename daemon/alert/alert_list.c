/* Alerts as people read them: the list, and one with its history. */
#include "alert/alert.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "contest/transition.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <inttypes.h>
#include <string.h>

static const char *instant_or_null(struct arena *arena, const struct value *row, const char *key)
{
    const struct value *instant = value_get(row, key);
    return value_is_null(instant) ? NULL : instant_text(arena, value_as_int(instant));
}

static const char *day_or_null(struct arena *arena, const struct value *row, const char *key)
{
    const struct value *day = value_get(row, key);
    return value_is_null(day) ? NULL : day_text(arena, (int32_t)value_as_int(day));
}

static struct value *listed(struct arena *arena, const struct value *row, int32_t today)
{
    struct value *alert = value_map(arena);
    const char *state = alert_state(row, today);
    /* One that ran out is over: it no longer names its taker. */
    bool taken = strcmp(state, workflow_to("alert", "acknowledge")) == 0;
    value_set_int(alert, "id", value_get_int(row, "id", 0));
    value_set_text(alert, "criterion", value_get_text(row, "criterion", NULL));
    value_set_text(alert, "subject", value_get_text(row, "subject", NULL));
    value_set_text(alert, "period", value_get_text(row, "period", NULL));
    value_set_text(alert, "state", state);
    value_set_text(alert, "opened_at", instant_or_null(arena, row, "opened_at"));
    value_set_text(alert, "acknowledged_until", taken ? day_or_null(arena, row, "acknowledged_until") : NULL);
    value_set_text(alert, "acknowledged_by", taken ? value_get_text(row, "acknowledged_by", NULL) : NULL);
    value_set_text(alert, "note", taken ? value_get_text(row, "note", NULL) : NULL);
    value_set_text(alert, "text", value_get_text(row, "text", NULL));
    value_set_text(alert, "kind", value_get_text(row, "kind", NULL));
    value_set_text(alert, "resolved_at", instant_or_null(arena, row, "resolved_at"));
    return alert;
}

struct value *alert_list(struct store *store, struct arena *arena, bool open_only, int32_t today,
                         struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_ALERT_LIST, "it", (int64_t)open_only,
                                          workflow_event("alert", "acknowledge"));
    if (!rows)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, listed(arena, value_at(rows, i), today));
    return list;
}

/* Until when an event acknowledges; INT32_MAX for others. */
static int32_t acknowledged_until(const struct value *event)
{
    int32_t until = INT32_MAX;
    if (strcmp(value_get_text(event, "event", ""), workflow_event("alert", "acknowledge")) == 0)
        day_parse(value_get_text(event, "until", ""), &until);
    return until;
}

/* "2025-02-10T17:00:00+07:00" → that day */
static int32_t day_of_event(struct arena *arena, const struct value *event, int32_t fallback)
{
    int32_t day = fallback;
    if (event)
        day_parse(arena_strndup(arena, value_get_text(event, "at", ""), strlen("2025-02-10")), &day);
    return day;
}

static struct value *expiry(struct arena *arena, int32_t day)
{
    struct value *event = value_map(arena);
    value_set_text(event, "at", instant_text(arena, day_instant(day, 0)));
    value_set_text(event, "event", workflow_event("alert", "expire"));
    value_set_text(event, "state", workflow_to("alert", "expire"));
    value_set(event, "actor", value_null(arena));
    value_set(event, "until", value_null(arena));
    value_set(event, "note", value_null(arena));
    value_set(event, "sequence", value_null(arena));
    return event;
}

struct value *alert_history(struct store *store, struct arena *arena, const char *id, int32_t today, struct err *err)
{
    const struct value *noted = transition_history(store, arena, "alert", id, err);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(noted); i++) {
        const struct value *event = value_at(noted, i), *next = i + 1 < value_len(noted) ? value_at(noted, i + 1) : NULL;
        int32_t until = acknowledged_until(event);
        value_append(list, event);
        bool noted_too = next && strcmp(value_get_text(next, "event", ""), workflow_event("alert", "expire")) == 0; /* older versions did not */
        if (!noted_too && until < day_of_event(arena, next, today))
            value_append(list, expiry(arena, until + 1));
    }
    return noted ? list : NULL;
}

struct value *alert_show(struct store *store, struct arena *arena, int64_t id, int32_t today, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_ALERT_GET, "it", id, workflow_event("alert", "acknowledge"));
    if (!row)
        return NULL;
    if (value_is_null(row)) {
        err_set(err, "không có cảnh báo số %" PRId64 "; xem danh sách bằng alerts",
                "there is no alert %" PRId64 "; see the list with alerts", id);
        return NULL;
    }
    struct value *alert = listed(arena, row, today);
    struct value *events = alert_history(store, arena, arena_printf(arena, "%" PRId64, id), today, err);
    if (!events)
        return NULL;
    value_set(alert, "events", events);
    return alert;
}
