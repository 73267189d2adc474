/* The grouped short text a ward (contest.md §6): what is open, for chat groups. */
#include "alert/alert.h"

#include "alert/alert_kind.h"
#include "alert/alert_plan.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/wording.h"
#include "package/package.h"
#include "workflow/workflow.h"

#include <string.h>

enum { SHORT_LETTERS = 2000, SHORT_FRAME = 300 }; /* FRAME: room for the head, the close and "và còn …" */

/* The alert's sentence without its head ("Phường X, tháng …: "), which the grouped text says once. */
static const char *without_head(struct arena *arena, const struct package *package,
                                const struct period *period, const struct value *alert)
{
    const char *text = value_get_text(alert, "text", "");
    char *head = alert_plan_head(arena, package, period, value_get_text(alert, "subject", ""), NULL);
    size_t len = head ? strlen(head) : 0;
    return head && strncmp(text, head, len) == 0 && strncmp(text + len, ": ", 2) == 0 ? text + len + 2 : text;
}

static bool concerns(const struct value *alert, const char *ward, const char *period)
{
    return workflow_is("alert", value_get_text(alert, "state", ""), WORKFLOW_PENDING) &&
           alert_kind_is_for_unit(value_get_text(alert, "kind", "")) &&
           strcmp(value_get_text(alert, "subject", ""), ward) == 0 &&
           strcmp(value_get_text(alert, "period", ""), period) == 0;
}

/* Its closing point goes: the items of a period are one sentence. */
static char *item_of(struct arena *arena, const char *text)
{
    size_t len = strlen(text);
    return arena_strndup(arena, text, len > 0 && text[len - 1] == '.' ? len - 1 : len);
}

/* Adds the ward's alerts of a period as a line "- Tháng 12/2024: …; ….", as far as there is room; counts the
 * rest. */
static void add_period(struct buffer *lines, struct arena *arena, const struct package *package,
                       const struct period *period, const char *ward, const struct value *alerts,
                       size_t *left_out)
{
    const char *title = text_upper_first(arena, period_title(period, arena));
    size_t before = lines->len;
    for (size_t i = 0; i < value_len(alerts); i++) {
        const struct value *alert = value_at(alerts, i);
        if (!concerns(alert, ward, period->id))
            continue;
        char *item = item_of(arena, without_head(arena, package, period, alert));
        if (text_letters(buffer_text(lines)) + text_letters(item) > SHORT_LETTERS - SHORT_FRAME)
            ++*left_out;
        else if (lines->len == before)
            buffer_printf(lines, "- %s: %s", title, item);
        else
            buffer_printf(lines, "; %s", item);
    }
    if (lines->len > before)
        buffer_puts(lines, ".\n");
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
    struct buffer lines = {0};
    size_t left_out = 0;
    for (size_t i = 0; i < periods->len; i++)
        add_period(&lines, arena, package, &periods->items[i], ward, alerts, &left_out);
    if (left_out > 0)
        buffer_printf(&lines, "- … và còn %zu cảnh báo.\n", left_out);
    char *text =
        lines.len > 0 ? fill(arena, package, name, buffer_text(&lines), err) : arena_strdup(arena, "");
    buffer_finish(&lines);
    return text;
}

struct value *alert_short_texts(struct store *store, struct arena *arena, const struct package *package,
                                const struct period_list *periods, int32_t today, struct err *err)
{
    const struct value *alerts = alert_list(store, arena, true, today, err);
    if (!alerts)
        return NULL;
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
