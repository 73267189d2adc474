#include "page/page_english.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/decimal.h"
#include "base/value.h"
#include "page/page_data.h"

#include <stdlib.h>
#include <string.h>

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

/* " (phần sau)", " (phần 3)" behind a month or a quarter that several phases share. */
static const char *part_en(struct arena *arena, const char *title)
{
    static const char later[] = " (phần sau)", part[] = " (phần ";
    const char *at = strstr(title, part);
    if (!at)
        return title;
    return strcmp(at, later) == 0 ? arena_printf(arena, "%.*s (later part)", (int)(at - title), title)
                                  : arena_printf(arena, "%.*s (part %s", (int)(at - title), title, at + strlen(part));
}

const char *page_period_en(struct arena *arena, const char *title)
{
    static const char week[] = "tuần ", quarter[] = "quý ", month[] = "tháng ";
    if (title && strcmp(title, "cả phong trào") == 0)
        return "the whole contest";
    if (title && strncmp(title, week, strlen(week)) == 0)
        return arena_printf(arena, "Week of %s", title + strlen(week));
    if (title && strncmp(title, quarter, strlen(quarter)) == 0)
        return part_en(arena, arena_printf(arena, "Quarter %s", title + strlen(quarter)));
    if (!title || strncmp(title, month, strlen(month)) != 0)
        return title;
    const char *at = title + strlen(month);
    int number = (int)strtol(at, NULL, 10);
    at = strchr(at, '/');
    return at && number >= 1 && number <= 12 ? part_en(arena, arena_printf(arena, "%s %s", months[number - 1], at + 1)) : title;
}

/* Words that stand for a whole text, or before a figure. */
static const struct {
    const char *vi, *en;
} words[] = {
    {"không có", "none"},       {"không phát sinh", "none arose"}, {"không quá ", "at most "},
    {"ít nhất ", "at least "},  {"từ ", "at least "},              {"trên ", "over "},
    {"không đánh giá", "not judged"}, {"chưa áp dụng", "not in force yet"}, {"thôi áp dụng", "no longer in force"}, {"không tổng hợp", "not put together"},
};

static const char *figure_en(struct arena *arena, const char *text)
{
    const char *word = "", *rest = text;
    for (size_t i = 0; i < LEN(words) && rest == text; i++) {
        if (strncmp(text, words[i].vi, strlen(words[i].vi)) != 0)
            continue;
        word = words[i].en;
        rest = text + strlen(words[i].vi);
    }
    const char *figure = *rest ? decimal_english(arena, rest) : "";
    return figure ? arena_printf(arena, "%s%s", word, figure) : text; /* a rule's own words stay */
}

static void translate(struct arena *arena, struct value *figure, const char *key)
{
    const char *text = value_get_text(figure, key, NULL);
    if (text)
        value_set_text(figure, key, figure_en(arena, text));
}

static void translate_figure(struct arena *arena, struct value *map)
{
    if (!value_get_text(map, "verdict", NULL) && !value_get(map, "reference")) /* a result's, a target's */
        return;
    translate(arena, map, "value");
    translate(arena, map, "target");
}

const struct value *page_english(struct arena *arena, const struct value *answer)
{
    return page_each_map(arena, answer, translate_figure);
}
