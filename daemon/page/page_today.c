/* What waits for this person, made ready: the nearest due in sight, the days to come, what changed. */
#include "page/page_today.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/value.h"
#include "page/page_data.h"
#include "page/page_history.h"
#include "workflow/workflow.h"

#include <stdint.h>
#include <stdlib.h>
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

/* Whatever class a package gives it, a unit stands by its numbers; one whose rule failed lacks them. */
void page_set_tally(struct value *board, const struct value *rows)
{
    int64_t wards = 0, all_met = 0, incomplete = 0, idle = 0;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *conclusion = value_get(value_at(rows, i), "conclusion");
        bool lacks = value_get_bool(conclusion, "incomplete", false);
        int64_t met = value_get_int(conclusion, "met", 0), arose = value_get_int(conclusion, "arose", 0);
        if (value_is_null(conclusion))
            continue;
        wards++;
        incomplete += lacks;
        idle += !lacks && arose == 0;
        all_met += !lacks && arose > 0 && met == arose;
    }
    value_set_int(board, "wards", wards);
    value_set_int(board, "all_met", all_met);
    value_set_int(board, "incomplete", incomplete);
    value_set_int(board, "idle", idle);
    value_set_int(board, "below", wards - all_met - incomplete - idle);
}

/* How many wards of the board are how; null: there is none yet. */
struct value *page_ready_standing(struct arena *arena, const struct value *board)
{
    static const char *const kept[] = {"period", "title", "stage", "standing"};
    struct value *ready = value_map(arena);
    if (value_is_null(board))
        return value_null(arena);
    page_set_tally(ready, value_get(board, "rows"));
    for (size_t k = 0; k < LEN(kept); k++)
        value_set(ready, kept[k], value_get(board, kept[k]));
    return ready;
}

/* ---- the duties of the plan: one's own first, all of them in time and duty by duty; integers only, the templates draw ---- */

enum { WIDTH = 1000, LEFT = 56, TOP = 40, ROW = 22, BAR = 12, LEAST = 5 /* a bar's */ };

/* ---- the picture ---- */

struct scale {
    int32_t from, until; /* half-open */
};

static int32_t day_of_text(const struct value *map, const char *key)
{
    int32_t day = 0;
    day_parse(value_get_text(map, key, ""), &day);
    return day;
}

static int64_t place_of(const struct scale *scale, int32_t day)
{
    int64_t span = scale->until > scale->from ? scale->until - scale->from : 1;
    return LEFT + (int64_t)(WIDTH - LEFT) * (day - scale->from) / span;
}

/* From the contest's first day to the last day on which something is due. */
static struct scale scale_of(const struct value *plan)
{
    struct scale scale = {day_of_text(plan, "from"), day_of_text(plan, "until") + 1};
    const struct value *rows = value_get(plan, "rows");
    for (size_t i = 0; i < value_len(rows); i++) {
        int32_t due = day_of_text(value_at(rows, i), "due_on");
        scale.until = due >= scale.until ? due + 1 : scale.until;
    }
    return scale;
}

/* late, open, done, over: how a bar is drawn and its row is marked; to come. */
static const char *standing_of(const struct value *row)
{
    const char *state = value_get_text(row, "state", NULL);
    if (value_get_bool(row, "late", false))
        return "late";
    if (value_get_bool(row, "pending", false))
        return "current";
    return !state ? "coming" : workflow_is("duty", state, WORKFLOW_COUNTS) ? "met" : "over";
}

static struct value *bar_of(struct arena *arena, const struct scale *scale, const struct value *row, int64_t y)
{
    struct value *bar = value_map(arena);
    int64_t x = place_of(scale, day_of_text(row, "opens_on")), end = place_of(scale, day_of_text(row, "due_on") + 1);
    value_set_int(bar, "x", x);
    value_set_int(bar, "y", y);
    value_set_int(bar, "width", end - x < LEAST ? LEAST : end - x);
    value_set_text(bar, "standing", standing_of(row));
    return bar;
}

static struct value *span_of(struct arena *arena, const struct scale *scale, const struct value *phase)
{
    struct value *span = value_copy(arena, phase);
    int64_t x = place_of(scale, day_of_text(phase, "from")), end = place_of(scale, day_of_text(phase, "until") + 1);
    value_set_int(span, "x", x);
    value_set_int(span, "width", end - x);
    return span;
}

static struct value *mark_of(struct arena *arena, const struct scale *scale, const struct value *mark)
{
    struct value *ready = value_copy(arena, mark);
    value_set_int(ready, "x", place_of(scale, day_of_text(mark, "day")));
    value_set(ready, "what", value_printf(arena, "what_%s", value_get_text(mark, "kind", "")));
    return ready;
}

/* What is drawn once for a duty though several bodies have it: the one that asks for a look goes before. */
static void draw_row(struct arena *arena, const struct scale *scale, const struct value *rows, int64_t y, struct value *bars)
{
    static const char *const order[] = {"over", "met", "coming", "current", "late"}; /* what is drawn later lies on top */
    for (size_t k = 0; k < LEN(order); k++)
        for (size_t i = 0; i < value_len(rows); i++)
            if (strcmp(standing_of(value_at(rows, i)), order[k]) == 0)
                value_append(bars, bar_of(arena, scale, value_at(rows, i), y));
}

/* The first day of each month. */
static struct value *months_of(struct arena *arena, const struct scale *scale)
{
    struct value *months = value_list(arena);
    int year, month, day;
    for (int32_t at = scale->from; at < scale->until; at++) {
        day_split(at, &year, &month, &day);
        if (day != 1)
            continue;
        struct value *tick = value_map(arena);
        value_set_int(tick, "x", place_of(scale, at));
        value_set_text(tick, "short", arena_printf(arena, "%d", month));
        value_append(months, tick);
    }
    return months;
}

/* ---- duty by duty ---- */

static struct value *row_ready(struct arena *arena, const struct value *row)
{
    struct value *ready = value_copy(arena, row);
    value_set_text(ready, "standing", standing_of(row));
    value_set_int(ready, "days_over", -value_get_int(row, "days_left", 0));
    value_set_bool(ready, "begun", value_get_text(row, "state", NULL) != NULL);
    page_add_state(arena, ready);
    return ready;
}

/* A duty with its occasions. */
struct group {
    struct value *map, *rows;
    int64_t late, current;
};

static struct group *group_of(struct arena *arena, struct group *groups, size_t *count, const struct value *row)
{
    const char *duty = value_get_text(row, "duty", "");
    for (size_t i = 0; i < *count; i++)
        if (strcmp(value_get_text(groups[i].map, "duty", ""), duty) == 0)
            return &groups[i];
    struct group *group = &groups[(*count)++];
    *group = (struct group){.map = value_map(arena), .rows = value_list(arena)};
    value_set_text(group->map, "duty", duty);
    value_set(group->map, "title", value_get(row, "duty_title"));
    return group;
}

/* The bars of a duty, what asks for a look on top; its counts. */
static void finish_group(struct arena *arena, const struct scale *scale, struct group *group, size_t place, struct value *bars)
{
    int64_t y = TOP + (int64_t)place * ROW;
    draw_row(arena, scale, group->rows, y, bars);
    value_set(group->map, "rows", group->rows);
    value_set_int(group->map, "late", group->late);
    value_set_int(group->map, "current", group->current);
    value_set_int(group->map, "y", y + BAR);
}

/* Phases and what the timetable does. */
static void add_times(struct arena *arena, const struct scale *scale, const struct value *plan, struct value *ready)
{
    struct value *spans = value_list(arena), *days = value_list(arena);
    const struct value *phases = value_get(plan, "phases"), *marks = value_get(plan, "marks");
    for (size_t i = 0; i < value_len(phases); i++)
        value_append(spans, span_of(arena, scale, value_at(phases, i)));
    for (size_t i = 0; i < value_len(marks); i++)
        value_append(days, mark_of(arena, scale, value_at(marks, i)));
    value_set(ready, "spans", spans);
    value_set(ready, "days", days);
    value_set(ready, "months", months_of(arena, scale));
    value_set_int(ready, "now", place_of(scale, day_of_text(plan, "today")));
}

/* ---- the days to come, in their order ---- */

static bool is_same_day(const struct value *entry, const struct value *row)
{
    static const char *const keys[] = {"duty", "occurrence"};
    bool same = strcmp(value_get_text(entry, "on", ""), value_get_text(row, "due_on", "")) == 0;
    for (size_t i = 0; same && i < LEN(keys); i++)
        same = strcmp(value_get_text(entry, keys[i], ""), value_get_text(row, keys[i], "")) == 0;
    return same;
}

/* What several have by the same day is one line. */
static void add_due_day(struct arena *arena, struct value *list, struct value **last, const struct value *row)
{
    if (*last && is_same_day(*last, row)) {
        value_set_int(*last, "holders", value_get_int(*last, "holders", 1) + 1);
        return;
    }
    struct value *entry = *last = value_map(arena);
    value_set(entry, "on", value_get(row, "due_on"));
    value_set(entry, "duty", value_get(row, "duty"));
    value_set(entry, "occurrence", value_get(row, "occurrence"));
    value_set(entry, "title", value_get(row, "duty_title"));
    value_set(entry, "occasion", value_get(row, "occurrence_title"));
    value_set(entry, "holder", value_get(row, "holder"));
    value_set(entry, "late", value_get(row, "late"));
    value_set_text(entry, "standing", standing_of(row));
    value_set_int(entry, "holders", 1);
    value_append(list, entry);
}

static void add_day(struct arena *arena, struct value *list, const char *on, const char *what, const struct value *period, const char *today)
{
    if (!on || strcmp(on, today) < 0)
        return;
    struct value *entry = value_map(arena);
    value_set_text(entry, "on", on);
    value_set_text(entry, "what", what);
    value_set(entry, "period", period);
    value_set_text(entry, "duty", NULL);
    value_set_int(entry, "holders", 0);
    value_set_bool(entry, "late", false);
    value_append(list, entry);
}

static int compare_entries(const void *left, const void *right)
{
    const struct value *a = *(const struct value *const *)left, *b = *(const struct value *const *)right;
    int order = strcmp(value_get_text(a, "on", ""), value_get_text(b, "on", ""));
    return order ? order : strcmp(value_get_text(a, "duty", ""), value_get_text(b, "duty", ""));
}

/* Where phases begin and end, final figures, seals, and by when who has to have done what: from today on, and what is late. */
static struct value *timeline_of(struct arena *arena, const struct value *plan)
{
    struct value *list = value_list(arena), *ordered = value_list(arena), *last = NULL;
    const struct value *rows = value_get(plan, "rows"), *phases = value_get(plan, "phases"), *marks = value_get(plan, "marks");
    const char *today = value_get_text(plan, "today", "");
    for (size_t i = 0; i < value_len(phases); i++) {
        const struct value *phase = value_at(phases, i);
        add_day(arena, list, value_get_text(phase, "from", NULL), "what_phase_begins", value_get(phase, "id"), today);
        add_day(arena, list, value_get_text(phase, "until", NULL), "what_phase_ends", value_get(phase, "id"), today);
    }
    for (size_t i = 0; i < value_len(marks); i++) {
        const struct value *mark = value_at(marks, i);
        add_day(arena, list, value_get_text(mark, "day", NULL), arena_printf(arena, "what_%s", value_get_text(mark, "kind", "")), value_get(mark, "period"), today);
    }
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *standing = standing_of(row);
        bool ahead = strcmp(value_get_text(row, "due_on", ""), today) >= 0 && (strcmp(standing, "current") == 0 || strcmp(standing, "coming") == 0);
        if (ahead || strcmp(standing, "late") == 0)
            add_due_day(arena, list, &last, row);
    }
    const struct value **entries = arena_alloc(arena, (value_len(list) + 1) * sizeof *entries);
    for (size_t i = 0; i < value_len(list); i++)
        entries[i] = value_at(list, i);
    qsort(entries, value_len(list), sizeof *entries, compare_entries);
    for (size_t i = 0; i < value_len(list); i++)
        value_append(ordered, entries[i]);
    return ordered;
}

struct value *page_ready_duties(struct arena *arena, const struct value *plan)
{
    struct value *ready = value_copy(arena, plan), *mine = value_list(arena), *list = value_list(arena), *bars = value_list(arena);
    const struct value *rows = value_get(plan, "rows");
    const struct scale scale = scale_of(plan);
    struct group *groups = arena_alloc(arena, (value_len(rows) + 1) * sizeof *groups);
    size_t count = 0;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        struct group *group = group_of(arena, groups, &count, row);
        struct value *one = row_ready(arena, row);
        value_append(group->rows, one);
        group->late += strcmp(standing_of(row), "late") == 0;
        group->current += strcmp(standing_of(row), "current") == 0;
        if (value_get_bool(row, "mine", false) && value_get_bool(row, "pending", false))
            value_append(mine, one);
    }
    for (size_t i = 0; i < count; i++) {
        finish_group(arena, &scale, &groups[i], i, bars);
        value_append(list, groups[i].map);
    }
    add_times(arena, &scale, plan, ready);
    value_set(ready, "mine", mine);
    value_set(ready, "groups", list);
    value_set(ready, "bars", bars);
    value_set(ready, "timeline", timeline_of(arena, plan));
    value_set_int(ready, "width", WIDTH);
    value_set_int(ready, "height", TOP + (int64_t)count * ROW);
    return ready;
}

/* ---- one ---- */

/* Where a form of an act is sent: its command's words, with the way. */
static struct value *choice_ready(struct arena *arena, const struct value *choice)
{
    struct value *ready = value_copy(arena, choice);
    char *path = arena_printf(arena, "/do/%s", value_get_text(choice, "command", ""));
    for (char *at = path; *at; at++)
        *at = *at == ' ' ? '/' : *at;
    value_set_text(ready, "path", path);
    return ready;
}

static struct value *papers_ready(struct arena *arena, const struct value *given)
{
    struct value *papers = value_list(arena);
    for (size_t i = 0; i < value_len(given); i++) {
        struct value *paper = value_copy(arena, value_at(given, i));
        page_add_state(arena, paper);
        value_append(papers, paper);
    }
    return papers;
}

struct value *page_ready_duty(struct arena *arena, const struct value *duty)
{
    static const char *const instants[] = {"opened_at", "ended_at"};
    struct value *ready = row_ready(arena, duty), *choices = value_list(arena);
    const struct value *given = value_get(duty, "choices");
    page_add_texts(arena, ready, instants, LEN(instants));
    value_set(ready, "events", page_history(arena, value_get(duty, "events")));
    for (size_t i = 0; i < value_len(given); i++)
        value_append(choices, choice_ready(arena, value_at(given, i)));
    value_set(ready, "choices", choices);
    value_set(ready, "papers", papers_ready(arena, value_get(duty, "papers")));
    return ready;
}
