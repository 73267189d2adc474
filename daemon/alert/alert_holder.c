#include "alert/alert_holder.h"

#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"

#include <string.h>

const char *alert_holder(const struct package *package, const struct value *alert, int32_t day)
{
    const char *subject = value_get_text(alert, "subject", "");
    bool unit = alert_kind_is_for_unit(value_get_text(alert, "kind", "")) && unit_place(&package->units, subject) != package->units.fact_count;
    const char *home = unit ? unit_home(&package->units, subject, day) : NULL;
    return home ? home : subject;
}

static bool is_same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

bool alert_is_part(const struct package *package, const struct period_list *periods, const struct value *alert, const struct value *whole, int32_t day)
{
    return period_is_part_of(periods, value_get_text(alert, "period", ""), value_get_text(whole, "period", "")) &&
           is_same(value_get_text(alert, "kind", ""), value_get_text(whole, "kind", "")) &&
           value_get_text(alert, "criterion", NULL) && is_same(value_get_text(alert, "criterion", ""), value_get_text(whole, "criterion", "")) &&
           is_same(alert_holder(package, alert, day), alert_holder(package, whole, day));
}

static bool is_open(const struct value *alert)
{
    return value_is_null(value_get(alert, "resolved_at"));
}

/* The open one of the phase; NULL: it stands alone. */
static const struct value *whole_of(const struct package *package, const struct period_list *periods, const struct value *alerts, const struct value *alert, int32_t day)
{
    for (size_t i = 0; i < value_len(alerts) && is_open(alert); i++)
        if (is_open(value_at(alerts, i)) && alert_is_part(package, periods, alert, value_at(alerts, i), day))
            return value_at(alerts, i);
    return NULL;
}

static void set_parts(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *alerts, struct value *whole, int32_t day)
{
    struct value *parts = value_list(arena);
    const char *title = NULL;
    for (size_t i = 0; i < value_len(alerts) && is_open(whole); i++) {
        const struct value *alert = value_at(alerts, i);
        if (!is_open(alert) || !alert_is_part(package, periods, alert, whole, day))
            continue;
        const char *part = period_title(period_find(periods, value_get_text(alert, "period", "")), arena);
        value_append(parts, alert);
        title = title ? arena_printf(arena, "%s, %s", title, part) : part;
    }
    value_set(whole, "parts", parts);
    value_set_text(whole, "parts_title", title);
}

struct value *alert_join(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *alerts, int32_t day)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(alerts); i++) {
        if (whole_of(package, periods, alerts, value_at(alerts, i), day))
            continue;
        struct value *alert = value_copy(arena, value_at(alerts, i));
        const char *holder = alert_holder(package, alert, day);
        const struct unit_fact *unit = is_same(holder, value_get_text(alert, "subject", "")) ? NULL : unit_at(&package->units, holder, day);
        value_set_text(alert, "holder", holder);
        value_set_text(alert, "successor_name", unit ? unit->name : NULL);
        set_parts(arena, package, periods, alerts, alert, day);
        value_append(list, alert);
    }
    return list;
}
