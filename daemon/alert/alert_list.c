/* Alerts as people read them: the list, and one with its history. */
#include "alert/alert.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/err.h"
#include "base/value.h"
#include "store/store.h"

#include <inttypes.h>

/* Nothing needs to happen for an acknowledgement to expire: the state follows from today. */
static const char *state_of(const struct value *row, int32_t today)
{
    if (!value_is_null(value_get(row, "resolved_at")))
        return "resolved";
    return value_get_int(row, "acknowledged_until", INT64_MIN) >= today ? "acknowledged" : "open";
}

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
    value_set_int(alert, "id", value_get_int(row, "id", 0));
    value_set_text(alert, "criterion", value_get_text(row, "criterion", NULL));
    value_set_text(alert, "subject", value_get_text(row, "subject", NULL));
    value_set_text(alert, "period", value_get_text(row, "period", NULL));
    value_set_text(alert, "state", state_of(row, today));
    value_set_text(alert, "opened_at", instant_or_null(arena, row, "opened_at"));
    value_set_text(alert, "acknowledged_until", day_or_null(arena, row, "acknowledged_until"));
    value_set_text(alert, "acknowledged_by", value_get_text(row, "acknowledged_by", NULL));
    value_set_text(alert, "note", value_get_text(row, "note", NULL));
    value_set_text(alert, "text", value_get_text(row, "text", NULL));
    value_set_text(alert, "kind", value_get_text(row, "kind", NULL));
    value_set_text(alert, "resolved_at", instant_or_null(arena, row, "resolved_at"));
    return alert;
}

struct value *alert_list(struct store *store, struct arena *arena, bool open_only, int32_t today,
                         struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_ALERT_LIST, "i", (int64_t)open_only);
    if (!rows)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(list, listed(arena, value_at(rows, i), today));
    return list;
}

static struct value *events_of(struct store *store, struct arena *arena, int64_t id, struct err *err)
{
    const struct value *rows = store_rows(store, arena, err, QUERY_ALERT_EVENTS, "i", id);
    if (!rows)
        return NULL;
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        struct value *event = value_map(arena);
        value_set_text(event, "at", instant_or_null(arena, row, "at"));
        value_set_text(event, "event", value_get_text(row, "event", NULL));
        value_set_text(event, "actor", value_get_text(row, "actor", NULL));
        value_set_text(event, "until", day_or_null(arena, row, "until"));
        value_set_text(event, "note", value_get_text(row, "note", NULL));
        value_append(list, event);
    }
    return list;
}

struct value *alert_show(struct store *store, struct arena *arena, int64_t id, int32_t today, struct err *err)
{
    const struct value *row = store_row(store, arena, err, QUERY_ALERT_GET, "i", id);
    if (!row)
        return NULL;
    if (value_is_null(row)) {
        err_set(err, "không có cảnh báo số %" PRId64 "; xem danh sách bằng alerts",
                "there is no alert %" PRId64 "; see the list with alerts", id);
        return NULL;
    }
    struct value *alert = listed(arena, row, today), *events = events_of(store, arena, id, err);
    if (!events)
        return NULL;
    value_set(alert, "events", events);
    return alert;
}
