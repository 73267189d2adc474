/* What waits for this person, made ready: the nearest due in sight, the days to come, what changed. */
#include "page/page_today.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/value.h"
#include "page/page_data.h"

#include <stdint.h>
#include <string.h>

enum { TODAY_STRIP = 30 }; /* days */
enum { TODAY_SHOWN = 5 }; /* nearest due first; the rest is folded */

static struct value *item_ready(struct arena *arena, const struct value *item)
{
    static const char *const texts[] = {"unit", "unit_title", "type", "title", "reason", "period", "period_title", "due_on", "document", "phase", "id", "successor_titles", "people", "amount"};
    struct value *ready = value_copy(arena, item);
    for (size_t i = 0; i < LEN(texts); i++)
        if (!value_get(ready, texts[i]))
            value_set(ready, texts[i], value_null(arena));
    value_set_int(ready, "days_over", -value_get_int(item, "days_left", 0));
    value_set_bool(ready, "dated", value_get(item, "days_left"));
    value_set_bool(ready, "several", value_get(item, "document") && value_get_int(item, "count", 1) > 1);
    value_set_bool(ready, "counted", value_get(item, "collectives"));
    value_set_text(ready, "oldest_text", page_instant(arena, value_get_text(item, "oldest_at", NULL)));
    return ready;
}

/* The days of the strip, with what each asks for: {day, number, weekday (0 Monday), today, marks: […]}. */
static struct value *strip_of(struct arena *arena, const struct value *today)
{
    struct value *strip = value_list(arena);
    const struct value *deadlines = value_get(today, "deadlines");
    int32_t first, day;
    if (!day_parse(value_get_text(today, "today", ""), &first))
        return strip;
    for (day = first; day <= first + TODAY_STRIP; day++) {
        struct value *cell = value_map(arena);
        const char *text = day_text(arena, day);
        bool asked = false;
        for (size_t i = 0; i < value_len(deadlines); i++)
            asked = asked || strcmp(value_get_text(value_at(deadlines, i), "on", ""), text) == 0;
        value_set_text(cell, "number", text[8] == '0' ? text + 9 : text + 8);
        value_set_text(cell, "class", asked ? "asked" : day_weekday(day) >= 5 ? "off" : "");
        value_append(strip, cell);
    }
    return strip;
}

/* What changed since the last visit, each with the instant as people write it. */
static const struct value *changes_ready(struct arena *arena, const struct value *today)
{
    const struct value *changes = value_get(today, "changes");
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(changes); i++) {
        struct value *change = value_copy(arena, value_at(changes, i));
        value_set(change, "what", value_printf(arena, "changed_%s", value_get_text(change, "kind", "")));
        value_append(list, change);
    }
    return list;
}

struct value *page_ready_today(struct arena *arena, const struct value *today)
{
    struct value *ready = value_copy(arena, today), *shown = value_list(arena), *more = value_list(arena);
    const struct value *items = value_get(today, "items");
    for (size_t i = 0; i < value_len(items); i++)
        value_append(i < TODAY_SHOWN ? shown : more, item_ready(arena, value_at(items, i)));
    value_set(ready, "shown", shown);
    value_set(ready, "more", more);
    value_set(ready, "strip", strip_of(arena, today));
    value_set(ready, "changes", changes_ready(arena, today));
    value_set_text(ready, "since_text", page_instant(arena, value_get_text(today, "since", NULL)));
    value_set_text(ready, "day_text", page_written(arena, value_get_text(today, "today", NULL)));
    return ready;
}

/* How many wards of the board are how; null: there is none yet. */
struct value *page_ready_standing(struct arena *arena, const struct value *board)
{
    static const char *const classes[][2] = {{"excellent", "all_met"}, {"incomplete", "incomplete"}, {"none_arose", "idle"}};
    static const char *const kept[] = {"period", "title", "stage", "standing"};
    struct value *ready = value_map(arena);
    const struct value *rows = value_get(board, "rows");
    int64_t wards = 0, counts[LEN(classes)] = {0}, rest;
    if (value_is_null(board))
        return value_null(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *conclusion = value_get(value_at(rows, i), "conclusion");
        wards += !value_is_null(conclusion);
        for (size_t k = 0; k < LEN(classes); k++)
            counts[k] += strcmp(value_get_text(conclusion, "class", ""), classes[k][0]) == 0;
    }
    rest = wards;
    for (size_t k = 0; k < LEN(classes); k++) {
        value_set_int(ready, classes[k][1], counts[k]);
        rest -= counts[k];
    }
    for (size_t k = 0; k < LEN(kept); k++)
        value_set(ready, kept[k], value_get(board, kept[k]));
    value_set_int(ready, "wards", wards);
    value_set_int(ready, "below", rest);
    return ready;
}
