#include "message/message_group.h"

#include "alert/alert_group.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "base/value.h"
#include "contest/message_kind.h"
#include "contest/turn.h"
#include "message/message_settings.h"
#include "message/message_text.h"
#include "package/message_route.h"
#include "package/package.h"
#include "store/store.h"
#include "workflow/workflow.h"

#include <stdlib.h>
#include <string.h>

enum { FRAME = 60, REST = 160 }; /* letters that a block's head, the sentence about the rest may take */

/* One message of a digest: an alert of a unit that may stand with others, or what stands alone. */
struct item {
    const char *unit; /* NULL: it stands alone */
    const struct value *alert; /* {subject, period, text} */
    struct message_about about;
};

struct grouping {
    struct turn *turn;
    const struct value *rows;
    struct item *items; /* of the rows */
    bool english;
    size_t letters, used; /* 0: any; so far */
    int64_t left;         /* what there was no room for */
    struct value *lines;  /* [{subject, text}…] */
};

/* The shortest of the routes by which they go; 0: none says any. */
static size_t letters_of(const struct grouping *grouping)
{
    const struct package *package = grouping->turn->package;
    size_t least = 0;
    for (size_t i = 0; i < value_len(grouping->rows); i++)
        for (size_t j = 0; j < package->route_count; j++) {
            const struct message_route *route = &package->routes[j];
            size_t its = (size_t)route->letters;
            if (strcmp(route->name, value_get_text(value_at(grouping->rows, i), "route", "")) == 0 && its && (!least || its < least))
                least = its;
        }
    return least;
}

static size_t room_of(const struct grouping *grouping)
{
    size_t taken = grouping->used + REST;
    return grouping->letters > taken ? grouping->letters - taken : 1;
}

static const char *link_of(const struct grouping *grouping)
{
    const struct message_settings *settings = grouping->turn->messages;
    return settings && *settings->link ? arena_printf(grouping->turn->arena, "%s/alerts?open=true", settings->link) : NULL;
}

static void add(struct grouping *grouping, const char *subject, const char *text, int64_t count)
{
    size_t letters = text_letters(subject) + text_letters(text) + 3;
    if (grouping->letters && grouping->used + letters + REST > grouping->letters) {
        grouping->left += count;
        return;
    }
    struct value *line = value_map(grouping->turn->arena);
    value_set_text(line, "subject", subject);
    value_set_text(line, "text", text);
    value_append(grouping->lines, line);
    grouping->used += letters;
}

/* ---- alerts of one unit ---- */

/* How many messages of this digest are about the same thing: what became of it is then told in its order, not in a group. */
static size_t times(const struct grouping *grouping, const struct value *row)
{
    size_t count = 0;
    const struct message_kind *kind = message_kind_find(value_get_text(row, "kind", ""));
    for (size_t i = 0; i < value_len(grouping->rows); i++) {
        const struct message_kind *other = message_kind_find(value_get_text(value_at(grouping->rows, i), "kind", ""));
        count += other && kind && other->life && strcmp(other->life, kind->life) == 0 && value_equal(value_get(value_at(grouping->rows, i), "object"), value_get(row, "object"));
    }
    return count;
}

static struct item item_of(const struct grouping *grouping, const struct value *row)
{
    struct turn *turn = grouping->turn;
    struct item item = {0};
    struct err err = {0};
    const struct message_kind *kind = message_kind_find(value_get_text(row, "kind", ""));
    if (!kind || !kind->life || strcmp(kind->life, "alert") != 0 || kind->history || times(grouping, row) > 1)
        return item;
    const char *object = value_get_text(row, "object", "0");
    const struct value *stored =
        store_row(turn->store, turn->arena, &err, QUERY_ALERT_GET, "it", (int64_t)strtoll(object, NULL, 10), workflow_event("alert", "acknowledge"));
    bool good = stored && message_about_read(turn, kind, row, &item.about, &err);
    err_clear(&err);
    if (!good)
        return item;
    struct value *alert = value_copy(turn->arena, stored);
    value_set_text(alert, "text", grouping->english ? item.about.text_en : item.about.text_vi);
    item.alert = alert;
    item.unit = item.about.unit;
    return item;
}

static bool is_with(const struct grouping *grouping, size_t a, size_t b)
{
    const struct item *one = &grouping->items[a], *other = &grouping->items[b];
    return one->unit && other->unit && strcmp(one->unit, other->unit) == 0 &&
           value_equal(value_get(value_at(grouping->rows, a), "kind"), value_get(value_at(grouping->rows, b), "kind"));
}

static bool is_first(const struct grouping *grouping, size_t place)
{
    for (size_t i = 0; i < place; i++)
        if (is_with(grouping, i, place))
            return false;
    return true;
}

static struct value *alerts_with(const struct grouping *grouping, size_t place)
{
    struct value *list = value_list(grouping->turn->arena);
    for (size_t i = place; i < value_len(grouping->rows); i++)
        if (is_with(grouping, i, place))
            value_append(list, grouping->items[i].alert);
    return list;
}

static void add_group(struct grouping *grouping, const struct value *row, const struct value *alerts, const struct message_about *about)
{
    static const char subject_en[] = "[{{ short_name }}] {{ title | hoa_dau }}: {{ count }}, {{ unit }}", text_en[] = "{{ text }}{% if link %}\n\n{{ link }}{% endif %}";
    struct turn *turn = grouping->turn;
    const struct message_kind *kind = message_kind_find(value_get_text(row, "kind", ""));
    const char *link = link_of(grouping);
    size_t left, frame = FRAME + (link ? text_letters(link) : 0) + text_letters(value_get_text(about->data, "unit", "")), room = room_of(grouping);
    const struct alert_group group = {alerts, grouping->english, grouping->letters ? (room > frame ? room - frame : 1) : 0};
    const char *lines = alert_group_lines(turn->arena, turn->package, turn->periods, &group, &left);
    struct value *data = value_copy(turn->arena, about->data);
    value_set_text(data, "title", grouping->english ? kind->en : kind->vi);
    value_set_int(data, "count", (int64_t)value_len(alerts));
    value_set_text(data, "text", lines);
    value_set_text(data, "link", link);
    grouping->left += (int64_t)left;
    if (*lines)
        add(grouping, message_fill(turn, grouping->english, "message.group.subject", subject_en, data, kind->vi),
            message_fill(turn, grouping->english, "message.group.text", text_en, data, lines), (int64_t)(value_len(alerts) - left));
}

static void add_row(struct grouping *grouping, size_t place)
{
    const struct value *row = value_at(grouping->rows, place), *alerts = alerts_with(grouping, place);
    if (!is_first(grouping, place))
        return;
    if (value_len(alerts) > 1)
        add_group(grouping, row, alerts, &grouping->items[place].about);
    else
        add(grouping, value_get_text(row, "subject", ""), value_get_text(row, "text", ""), 1);
}

/* ---- the whole ---- */

static const char *rest_of(const struct grouping *grouping)
{
    static const char rest_en[] = "… and {{ count }} more that there is no room for here{% if link %}: {{ link }}{% endif %}.";
    struct value *data = value_map(grouping->turn->arena);
    value_set_int(data, "count", grouping->left);
    value_set_text(data, "link", link_of(grouping));
    return message_fill(grouping->turn, grouping->english, "message.rest", rest_en, data, "…");
}

static void fill(const struct grouping *grouping, const char **ret_subject, const char **ret_text)
{
    static const char subject_en[] = "[{{ short_name }}] {{ count }} new messages",
                      text_en[] = "{% for line in messages %}{{ line.subject }}\n{{ line.text }}\n\n{% endfor %}";
    const struct turn *turn = grouping->turn;
    struct value *data = value_map(turn->arena);
    value_set_text(data, "short_name", turn->package->short_name);
    value_set_int(data, "count", (int64_t)value_len(grouping->rows));
    value_set(data, "messages", grouping->lines);
    *ret_subject = message_fill(turn, grouping->english, "message.digest.subject", subject_en, data, turn->package->short_name);
    *ret_text = message_fill(turn, grouping->english, "message.digest.text", text_en, data, turn->package->short_name);
    if (value_len(grouping->lines) == 1) { /* all of it is about one unit */
        *ret_subject = value_get_text(value_at(grouping->lines, 0), "subject", *ret_subject);
        *ret_text = value_get_text(value_at(grouping->lines, 0), "text", *ret_text);
    }
}

void message_group_words(struct turn *turn, const struct value *rows, bool english, const char **ret_subject, const char **ret_text)
{
    struct grouping grouping = {.turn = turn, .rows = rows, .english = english, .lines = value_list(turn->arena)};
    grouping.letters = letters_of(&grouping);
    grouping.items = arena_alloc(turn->arena, (value_len(rows) + 1) * sizeof *grouping.items);
    for (size_t i = 0; i < value_len(rows); i++)
        grouping.items[i] = item_of(&grouping, value_at(rows, i));
    for (size_t i = 0; i < value_len(rows); i++)
        add_row(&grouping, i);
    fill(&grouping, ret_subject, ret_text);
    if (grouping.left)
        *ret_text = arena_printf(turn->arena, "%s\n%s", *ret_text, rest_of(&grouping));
    *ret_text = message_fit(turn->arena, *ret_text, grouping.letters, link_of(&grouping));
}
