/* The rows behind a result, as people read them: those that speak against it first. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/day.h"
#include "base/value.h"
#include "picture/bullet.h"
#include "page/page_english.h"

#include <inttypes.h>
#include <string.h>

/* Which columns say what a row adds to the figure; the number of columns when there is none. */
struct figures {
    size_t num, den;
    bool weighted; /* rows add other figures than 0 and 1: they are shown */
    size_t own;    /* a column that only repeats whose result it is */
    bool *blank;   /* of each column: no row says anything in it */
};

static size_t column_of(const struct value *columns, const char *name)
{
    size_t i = 0;
    while (i < value_len(columns) && strcmp(value_get_text(value_at(columns, i), "name", ""), name) != 0)
        i++;
    return i;
}

static int64_t figure_of(const struct value *row, size_t column, int64_t none)
{
    const struct value *cell = column < value_len(row) ? value_at(row, column) : NULL;
    return value_type(cell) == VALUE_INT ? value_as_int(cell) : none;
}

static bool repeats(const struct value *rows, size_t column, const struct value *subject)
{
    for (size_t i = 0; i < value_len(rows); i++)
        if (!value_equal(value_at(value_at(rows, i), column), subject))
            return false;
    return true;
}

static size_t own_column(const struct value *columns, const struct value *rows, const struct value *subject)
{
    size_t i = 0;
    while (i < value_len(columns) && !repeats(rows, i, subject))
        i++;
    return i;
}

static bool *find_blank(struct arena *arena, const struct value *columns, const struct value *rows)
{
    bool *blank = arena_alloc(arena, value_len(columns) + 1);
    for (size_t i = 0; i < value_len(columns); i++) {
        blank[i] = value_len(rows) > 0;
        for (size_t r = 0; blank[i] && r < value_len(rows); r++)
            blank[i] = value_is_null(value_at(value_at(rows, r), i));
    }
    return blank;
}

static struct figures find_figures(struct arena *arena, const struct value *columns, const struct value *rows,
                                   const struct value *subject)
{
    struct figures figures = {.num = column_of(columns, "num"), .den = column_of(columns, "den"),
                              .own = own_column(columns, rows, subject), .blank = find_blank(arena, columns, rows)};
    for (size_t i = 0; i < value_len(rows); i++)
        figures.weighted = figures.weighted || figure_of(value_at(rows, i), figures.num, 0) > 1 ||
                           figure_of(value_at(rows, i), figures.den, 0) > 1;
    return figures;
}

/* ---- cells ---- */

/* 2024-11-03 → 03/11/2024, an instant → 21:40 03/11/2024, a month's id → 11/2024; NULL for other texts. */
static const char *time_words(struct arena *arena, const char *text, const char *column)
{
    int32_t day;
    size_t len = strlen(text);
    if (len == 10 && day_parse(text, &day))
        return arena_printf(arena, "%.2s/%.2s/%.4s", text + 8, text + 5, text);
    if (len == 7 && strcmp(column, "period") == 0)
        return arena_printf(arena, "%s/%.4s", text + 5, text);
    return page_instant(arena, text);
}

static struct value *cell_ready(struct arena *arena, const struct value *column, const struct value *cell,
                                const struct value *names)
{
    struct value *ready = value_map(arena);
    const char *text = value_type(cell) == VALUE_TEXT ? value_as_text(cell) : NULL;
    bool unit = text && strcmp(value_get_text(column, "type", ""), "unit") == 0;
    const char *name = value_get_text(column, "name", ""), *time = text ? time_words(arena, text, name) : NULL;
    if (text)
        value_set_text(ready, "text",
                       unit   ? value_get_text(names, text, text)
                       : time ? time
                              : value_get_text(value_get(column, "words"), text, text));
    else
        value_set(ready, "text", value_is_null(cell) ? value_text(arena, "–") : cell);
    value_set_text(ready, "unit", unit ? text : NULL);
    bool number = strcmp(value_get_text(column, "type", ""), "number") == 0;
    value_set_bool(ready, "number", number || value_type(cell) == VALUE_INT);
    return ready;
}

static bool is_shown(const struct figures *figures, size_t column)
{
    return column != figures->own && !figures->blank[column] && (figures->weighted || (column != figures->num && column != figures->den));
}

/* The page of the record, at the place of it (#files). */
static struct value *page_of(struct arena *arena, const struct value *record, const struct value *explain, const char *place)
{
    const char *period = value_get_text(explain, "period", "");
    struct value *ready = value_copy(arena, record);
    value_set(ready, "path", value_printf(arena, "/records/entry?type=%s&key=%s&unit=%s&period=%s%s", value_get_text(record, "type", ""),
                                          page_encoded(arena, value_get_text(record, "key", "")), value_get_text(record, "unit", ""), period, place));
    return ready;
}

/* On which of the row's cells its record is linked: the one with its id, or else the first that is shown. */
static size_t linked_cell(const struct value *columns, const struct figures *figures, const struct value *record)
{
    size_t first = 0, id = column_of(columns, value_get_text(record, "column", ""));
    while (first < value_len(columns) && !is_shown(figures, first))
        first++;
    return id < value_len(columns) && is_shown(figures, id) ? id : first;
}

/* record: null: it is none, or none that may be looked at. */
static struct value *row_ready(struct arena *arena, const struct value *columns, const struct value *row, const struct figures *figures,
                               const struct value *explain, const struct value *record)
{
    const struct value *names = value_get(explain, "names");
    struct value *cells = value_list(arena);
    size_t linked = value_is_null(record) ? value_len(columns) : linked_cell(columns, figures, record);
    bool files = value_get_int(record, "files", 0) > 0;
    for (size_t i = 0; i < value_len(row); i++) {
        if (!is_shown(figures, i))
            continue;
        struct value *cell = cell_ready(arena, value_at(columns, i), value_at(row, i), names);
        value_set(cell, "record", i == linked ? page_of(arena, record, explain, "") : value_null(arena));
        value_set(cell, "files", i == linked && files ? page_of(arena, record, explain, "#files") : value_null(arena));
        value_append(cells, cell);
    }
    return cells;
}

/* A column of numbers is declared so, or one whose first cell is. */
static struct value *column_ready(struct arena *arena, const struct value *columns, const struct value *rows, size_t i)
{
    struct value *ready = value_copy(arena, value_at(columns, i));
    const struct value *first = value_len(rows) ? value_at(value_at(rows, 0), i) : NULL;
    bool number = strcmp(value_get_text(ready, "type", ""), "number") == 0;
    value_set_bool(ready, "number", number || value_type(first) == VALUE_INT);
    return ready;
}

/* ---- groups ---- */

static const char *const kinds[] = {"all", "not_counted", "counted", "left_out"};
enum { ALL, NOT_COUNTED, COUNTED, LEFT_OUT, KINDS };
/* More rows than these are folded away: of those that nobody asks for, and of any but those that speak against. */
enum { FOLDED = 8, FOLDED_ANYWAY = 60 };
enum { FIRST = 20 }; /* rows that speak against stand open; the rest of many is folded behind them */

static int kind_of(const struct value *row, const struct figures *figures)
{
    if (figures->num >= value_len(row))
        return ALL;
    if (figure_of(row, figures->den, 1) == 0)
        return LEFT_OUT;
    return figure_of(row, figures->num, 0) ? COUNTED : NOT_COUNTED;
}

/* Whether the rows that count are what the target forbids: nothing that comes later could mend it, and it is no
 * share. */
static bool counts_against(const struct value *explain)
{
    return strcmp(value_get_text(explain, "reachable", ""), "no") == 0 && value_is_null(value_get(explain, "den"));
}

static const struct value *part_of(struct arena *arena, const struct value *rows, size_t from, size_t until)
{
    struct value *part = value_list(arena);
    for (size_t i = from; i < until; i++)
        value_append(part, value_at(rows, i));
    return part;
}

static void add_group(struct value *groups, struct arena *arena, int kind, bool share, bool against, bool folded,
                      const struct value *rows)
{
    struct value *group = value_map(arena);
    value_set_text(group, "kind", kinds[kind]);
    value_set_text(group, "said", arena_printf(arena, "%s_%s", share ? "rows" : "count", kinds[kind]));
    value_set_bool(group, "against", against);
    value_set_bool(group, "folded", !against && kind != ALL && value_len(rows) > (folded ? FOLDED : FOLDED_ANYWAY));
    value_set_int(group, "count", (int64_t)value_len(rows));
    bool many = against && value_len(rows) > FIRST + FIRST / 2;
    value_set(group, "rows", many ? part_of(arena, rows, 0, FIRST) : rows);
    value_set(group, "rest", many ? part_of(arena, rows, FIRST, value_len(rows)) : value_list(arena));
    if (value_len(rows))
        value_append(groups, group);
}

static struct value *groups_of(struct arena *arena, const struct value *explain, const struct value *columns,
                               const struct value *rows, const struct figures *figures)
{
    struct value *groups = value_list(arena), *lists[KINDS];
    const struct value *records = value_get(value_get(explain, "evidence"), "records");
    for (int kind = ALL; kind < KINDS; kind++)
        lists[kind] = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(lists[kind_of(value_at(rows, i), figures)],
                     row_ready(arena, columns, value_at(rows, i), figures, explain, i < value_len(records) ? value_at(records, i) : NULL));
    bool missed = strcmp(value_get_text(explain, "verdict", ""), "missed") == 0, forbidden = counts_against(explain);
    int first = forbidden ? COUNTED : NOT_COUNTED, second = forbidden ? NOT_COUNTED : COUNTED;
    bool share = !value_is_null(value_get(explain, "den"));
    add_group(groups, arena, ALL, share, false, false, lists[ALL]);
    add_group(groups, arena, first, share, missed, false, lists[first]);
    add_group(groups, arena, second, share, false, missed, lists[second]);
    add_group(groups, arena, LEFT_OUT, share, false, true, lists[LEFT_OUT]);
    return groups;
}

/* Texts with the instant when they were written. */
static struct value *texts_ready(struct arena *arena, const struct value *texts, size_t from)
{
    struct value *list = value_list(arena);
    for (size_t i = from; i < value_len(texts); i++) {
        struct value *text = value_copy(arena, value_at(texts, i));
        value_set_text(text, "title_en", page_period_en(arena, value_get_text(text, "title", NULL)));
        value_set_text(text, "written_text", page_instant(arena, value_get_text(text, "written_at", NULL)));
        value_append(list, text);
    }
    return list;
}

static const char *grouped(struct arena *arena, int64_t number, char mark)
{
    if (number < 1000)
        return arena_printf(arena, "%" PRId64, number);
    return arena_printf(arena, "%s%c%03" PRId64, grouped(arena, number / 1000, mark), mark, number % 1000);
}

/* "20/26", or the count alone; of a mean nothing was counted. */
static const char *ratio_text(struct arena *arena, const struct value *figure, char mark)
{
    const struct value *num = value_get(figure, "num"), *den = value_get(figure, "den");
    if (value_type(num) != VALUE_INT || (value_type(den) == VALUE_INT && decimal_is_mean(value_as_int(den))))
        return "–";
    const char *above = grouped(arena, value_as_int(num), mark);
    return value_type(den) == VALUE_INT ? arena_printf(arena, "%s/%s", above, grouped(arena, value_as_int(den), mark)) : above;
}

/* ratio, ratio_en: what it was counted from; title_en. */
static void add_ratio(struct arena *arena, struct value *figure)
{
    value_set_text(figure, "ratio", ratio_text(arena, figure, '.'));
    value_set_text(figure, "ratio_en", ratio_text(arena, figure, ','));
    value_set_text(figure, "title_en", page_period_en(arena, value_get_text(figure, "title", NULL)));
}

static const struct value *beside_ready(struct arena *arena, const struct value *figure)
{
    if (value_is_null(figure))
        return value_null(arena);
    struct value *ready = value_copy(arena, figure);
    add_ratio(arena, ready);
    return ready;
}

static struct value *papers_ready(struct arena *arena, const struct value *papers)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(papers); i++) {
        struct value *paper = value_copy(arena, value_at(papers, i));
        value_set(paper, "life", value_printf(arena, "life_%s", value_get_text(paper, "state", "")));
        value_set_text(paper, "made_text", page_instant(arena, value_get_text(paper, "made_at", NULL)));
        value_append(list, paper);
    }
    return list;
}

/* Each part with its records, linked. */
static const struct value *difference_ready(struct arena *arena, const struct value *explain)
{
    const struct value *difference = value_get(explain, "difference"), *parts = value_get(difference, "parts");
    if (value_is_null(difference))
        return value_null(arena);
    struct value *ready = value_copy(arena, difference), *list = value_list(arena);
    for (size_t i = 0; i < value_len(parts); i++) {
        struct value *part = value_copy(arena, value_at(parts, i)), *records = value_list(arena);
        const struct value *told = value_get(part, "records");
        for (size_t j = 0; j < value_len(told); j++) {
            struct value *record = page_of(arena, value_at(told, j), explain, "");
            value_set_text(record, "on_text", page_written(arena, value_get_text(record, "on", NULL)));
            value_append(records, record);
        }
        value_set(part, "records", records);
        value_append(list, part);
    }
    value_set(ready, "parts", list);
    return ready;
}

struct value *page_ready_explain(struct arena *arena, const struct value *explain)
{
    const struct value *evidence = value_get(explain, "evidence"), *rows = value_get(evidence, "rows");
    const struct value *columns = value_get(evidence, "columns");
    struct value *ready = value_copy(arena, explain), *with = value_map(arena), *shown = value_list(arena);
    struct figures figures = find_figures(arena, columns, rows, value_get(explain, "subject"));
    value_set_text(ready, "ratio", ratio_text(arena, explain, '.'));
    value_set_text(ready, "ratio_en", ratio_text(arena, explain, ','));
    value_set_text(ready, "period_en", page_period_en(arena, value_get_text(explain, "period_title", NULL)));
    value_set(ready, "before", beside_ready(arena, value_get(explain, "before")));
    value_set(ready, "district", beside_ready(arena, value_get(explain, "district")));
    value_set(ready, "difference", difference_ready(arena, explain));
    value_set(ready, "bullet", bullet_make(arena, explain));
    value_set(ready, "causes", texts_ready(arena, value_get(explain, "causes"), 0));
    value_set(ready, "causes_earlier", texts_ready(arena, value_get(explain, "causes"), 1));
    value_set(ready, "causes_of_months", texts_ready(arena, value_get(explain, "causes_of_months"), 0));
    value_set(ready, "papers", papers_ready(arena, value_get(explain, "papers")));
    value_set(ready, "targets", value_get(explain, "targets") ? value_get(explain, "targets") : value_list(arena));
    value_set(ready, "evidence", evidence ? with : value_null(arena));
    for (size_t i = 0; i < value_len(columns); i++)
        if (is_shown(&figures, i))
            value_append(shown, column_ready(arena, columns, rows, i));
    value_set(with, "columns", shown);
    value_set(with, "groups", groups_of(arena, explain, columns, rows, &figures));
    value_set_int(with, "shown", (int64_t)value_len(rows));
    value_set_int(with, "total", value_get_int(evidence, "total", 0));
    return ready;
}
