#include "alert/alert_group.h"

#include "alert/alert_plan.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"
#include "calendar/period.h"
#include "package/package.h"

#include <string.h>

/* The alert's sentence without its head ("Phường X, tháng …: "), which the grouped text says once. */
static const char *without_head(struct arena *arena, const struct package *package, const struct period *period, const struct value *alert)
{
    const char *text = value_get_text(alert, "text", "");
    char *head = alert_plan_head(arena, package, period, value_get_text(alert, "subject", ""), NULL);
    size_t len = head ? strlen(head) : 0;
    return head && strncmp(text, head, len) == 0 && strncmp(text + len, ": ", 2) == 0 ? text + len + 2 : text;
}

/* Its closing point goes: the items of a period are one sentence. */
static char *item_of(struct arena *arena, const char *text)
{
    size_t len = strlen(text);
    return arena_strndup(arena, text, len > 0 && text[len - 1] == '.' ? len - 1 : len);
}

static bool has_room(const struct buffer *lines, const char *item, const struct alert_group *group)
{
    return !group->letters || text_letters(buffer_text(lines)) + text_letters(item) <= group->letters;
}

/* As far as there is room; counts the rest. */
static void add_period(struct buffer *lines, struct arena *arena, const struct package *package, const struct period *period, const struct alert_group *group,
                       size_t *left)
{
    const char *title = text_upper_first(arena, period_title(period, arena));
    size_t before = lines->len;
    for (size_t i = 0; i < value_len(group->alerts); i++) {
        const struct value *alert = value_at(group->alerts, i);
        if (strcmp(value_get_text(alert, "period", ""), period->id) != 0)
            continue;
        char *item = item_of(arena, without_head(arena, package, period, alert));
        if (!has_room(lines, item, group))
            ++*left;
        else if (lines->len == before)
            buffer_printf(lines, "- %s: %s", title, item);
        else
            buffer_printf(lines, "; %s", item);
    }
    if (lines->len > before)
        buffer_puts(lines, ".\n");
}

/* In English, or of a period that the package in force has no more. */
static void add_whole(struct buffer *lines, const struct value *alert, const struct alert_group *group, size_t *left)
{
    const char *text = value_get_text(alert, "text", "");
    if (has_room(lines, text, group))
        buffer_printf(lines, "- %s\n", text);
    else
        ++*left;
}

char *alert_group_lines(struct arena *arena, const struct package *package, const struct period_list *periods, const struct alert_group *group, size_t *ret_left)
{
    struct buffer lines = {0};
    *ret_left = 0;
    for (size_t i = 0; i < periods->len && !group->english; i++)
        add_period(&lines, arena, package, &periods->items[i], group, ret_left);
    for (size_t i = 0; i < value_len(group->alerts); i++)
        if (group->english || !period_find(periods, value_get_text(value_at(group->alerts, i), "period", "")))
            add_whole(&lines, value_at(group->alerts, i), group, ret_left);
    char *text = arena_strdup(arena, buffer_text(&lines));
    buffer_finish(&lines);
    return text;
}
