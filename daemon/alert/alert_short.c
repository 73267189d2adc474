/* The grouped short text a ward (contest.md §6): what is open, for chat groups. */
#include "alert/alert.h"

#include "alert/alert_group.h"
#include "alert/alert_hold.h"
#include "alert/alert_holder.h"
#include "alert/alert_kind.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/wording.h"
#include "package/package.h"
#include "workflow/workflow.h"

#include <string.h>

enum { SHORT_LETTERS = 2000, SHORT_FRAME = 300 }; /* FRAME: room for the head, the close and "và còn …" */

static bool concerns(const struct value *alert, const char *ward)
{
    return workflow_is("alert", value_get_text(alert, "state", ""), WORKFLOW_PENDING) && alert_kind_is_for_unit(value_get_text(alert, "kind", "")) &&
           strcmp(value_get_text(alert, "holder", ""), ward) == 0;
}

/* As the ward reads it: what it has taken over keeps its head, which names the unit before; the phase's names its months. */
static const struct value *ready(struct arena *arena, const struct value *alert, const char *ward)
{
    struct value *copy = value_copy(arena, alert);
    const char *text = value_get_text(alert, "text", ""), *with = value_get_text(alert, "parts_title", NULL);
    size_t len = strlen(text);
    value_set_text(copy, "subject", ward);
    if (with)
        value_set_text(copy, "text", arena_printf(arena, "%.*s (gồm cả %s).", (int)(len && text[len - 1] == '.' ? len - 1 : len), text, with));
    return copy;
}

static char *fill(struct arena *arena, const struct package *package, const char *name, const char *lines,
                  struct err *err)
{
    struct value *data = value_map(arena);
    value_set_text(data, "short_name", package->short_name);
    value_set_text(data, "level", package->levels[LEVEL_WARD].vi);
    value_set_text(data, "name", name);
    value_set_text(data, "lines", lines);
    return wording_fill(arena, package, "alert.short", data, err);
}

/* The ward's text, "" when nothing is open; NULL on an error. */
static char *ward_text(struct arena *arena, const struct package *package, const struct period_list *periods,
                       const char *ward, const char *name, const struct value *alerts, struct err *err)
{
    struct value *its = value_list(arena);
    size_t left;
    for (size_t i = 0; i < value_len(alerts); i++)
        if (concerns(value_at(alerts, i), ward))
            value_append(its, ready(arena, value_at(alerts, i), ward));
    const struct alert_group group = {.alerts = its, .letters = SHORT_LETTERS - SHORT_FRAME};
    const char *lines = alert_group_lines(arena, package, periods, &group, &left);
    if (left > 0)
        lines = arena_printf(arena, "%s- … và còn %zu cảnh báo.\n", lines, left);
    return *lines ? fill(arena, package, name, lines, err) : arena_strdup(arena, "");
}

/* What is silenced, or caused by another one that is told, is left out. */
static const struct value *told(struct store *store, struct arena *arena, const struct package *package, const struct period_list *periods, int32_t today,
                                struct err *err)
{
    struct alert_holds holds;
    const struct value *alerts = alert_list(store, arena, true, today, err);
    struct value *list = value_list(arena);
    if (!alerts || !alert_holds_load(store, arena, package, periods, today, &holds, err))
        return NULL;
    for (size_t i = 0; i < value_len(alerts); i++)
        if (!alert_hold_of(&holds, value_at(alerts, i)))
            value_append(list, value_at(alerts, i));
    return list;
}

struct value *alert_short_texts(struct store *store, struct arena *arena, const struct package *package,
                                const struct period_list *periods, int32_t today, struct err *err)
{
    const struct value *open = told(store, arena, package, periods, today, err);
    if (!open)
        return NULL;
    const struct value *alerts = alert_join(arena, package, periods, open, today);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < package->units.fact_count; i++) {
        const struct unit_fact *unit = &package->units.facts[i];
        if (unit->level != LEVEL_WARD || unit != unit_at(&package->units, unit->id, today))
            continue; /* each ward once, named as today or as it was last */
        char *text = ward_text(arena, package, periods, unit->id, unit->name, alerts, err);
        if (!text)
            return NULL;
        if (!*text)
            continue;
        struct value *entry = value_map(arena);
        value_set_text(entry, "subject", unit->id);
        value_set_text(entry, "name", unit->name);
        value_set_text(entry, "text", text);
        value_append(list, entry);
    }
    return list;
}
