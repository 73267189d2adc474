#include "alert/alert_holder.h"

#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/text_index.h"
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

/* All that an open alert has in common with those that are one with it; NULL: none can be. */
static const char *cause_of(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *alert, int32_t day)
{
    const struct period *period = period_find(periods, value_get_text(alert, "period", ""));
    const char *criterion = value_get_text(alert, "criterion", NULL);
    if (!is_open(alert) || !criterion || !period || period->kind > PERIOD_PHASE || !period->phase)
        return NULL;
    return arena_printf(arena, "%s\n%s\n%s\n%s", value_get_text(alert, "kind", ""), criterion, alert_holder(package, alert, day), period->phase->id);
}

static bool is_of_phase(const struct period_list *periods, const struct value *alert)
{
    return period_find(periods, value_get_text(alert, "period", ""))->kind == PERIOD_PHASE;
}

/* What is open of a cause in the weeks, months and quarters of a phase that is open too. */
struct parts {
    struct value *list;
    const char *title;
};

/* An alert, and what it may be one with. */
struct joined {
    const struct value *alert;
    const char *cause;   /* NULL: none */
    struct parts *parts; /* of its cause; NULL: of the phase none is open */
    bool whole;          /* it is the phase's */
};

static struct joined *look(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *alerts, int32_t day)
{
    size_t count = value_len(alerts);
    struct joined *all = arena_alloc(arena, (count + 1) * sizeof *all);
    struct text_index wholes = {0};
    for (size_t i = 0; i < count; i++) {
        const char *cause = cause_of(arena, package, periods, value_at(alerts, i), day);
        all[i] = (struct joined){.alert = value_at(alerts, i), .cause = cause, .whole = cause && is_of_phase(periods, value_at(alerts, i))};
        if (all[i].whole && !text_index_find(&wholes, cause)) {
            struct parts *parts = arena_alloc(arena, sizeof *parts);
            *parts = (struct parts){.list = value_list(arena)};
            *text_index_place(&wholes, arena, cause) = parts;
        }
    }
    for (size_t i = 0; i < count; i++)
        all[i].parts = all[i].cause ? text_index_find(&wholes, all[i].cause) : NULL;
    return all;
}

static void add_part(struct arena *arena, const struct period_list *periods, const struct joined *joined)
{
    struct parts *parts = joined->parts;
    const char *title = period_title(period_find(periods, value_get_text(joined->alert, "period", "")), arena);
    value_append(parts->list, joined->alert);
    parts->title = parts->title ? arena_printf(arena, "%s, %s", parts->title, title) : title;
}

static struct value *with_holder(struct arena *arena, const struct package *package, const struct joined *joined, int32_t day)
{
    struct value *alert = value_copy(arena, joined->alert);
    const char *holder = alert_holder(package, alert, day);
    const struct unit_fact *unit = is_same(holder, value_get_text(alert, "subject", "")) ? NULL : unit_at(&package->units, holder, day);
    value_set_text(alert, "holder", holder);
    value_set_text(alert, "successor_name", unit ? unit->name : NULL);
    value_set(alert, "parts", joined->parts ? joined->parts->list : value_list(arena));
    value_set_text(alert, "parts_title", joined->parts ? joined->parts->title : NULL);
    return alert;
}

/* Not in another one's parts. */
static bool is_apart(const struct joined *joined)
{
    return !joined->parts || joined->whole;
}

struct value *alert_apart(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *alerts, int32_t day)
{
    const struct joined *all = look(arena, package, periods, alerts, day);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(alerts); i++)
        if (is_apart(&all[i]))
            value_append(list, all[i].alert);
    return list;
}

struct value *alert_join(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *alerts, int32_t day)
{
    const struct joined *all = look(arena, package, periods, alerts, day);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(alerts); i++)
        if (!is_apart(&all[i]))
            add_part(arena, periods, &all[i]);
    for (size_t i = 0; i < value_len(alerts); i++)
        if (is_apart(&all[i]))
            value_append(list, with_holder(arena, package, &all[i], day));
    return list;
}
