/* The rows behind a result, as people read them: those that speak against it first. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"

#include <string.h>

/* Which columns say what a row adds to the figure; the number of columns when there is none. */
struct figures {
    size_t num, den;
    bool weighted; /* rows add other figures than 0 and 1: they are shown */
    size_t own;    /* a column that only repeats whose result it is */
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

static struct figures find_figures(const struct value *columns, const struct value *rows, const struct value *subject)
{
    struct figures figures = {.num = column_of(columns, "num"), .den = column_of(columns, "den"),
                              .own = own_column(columns, rows, subject)};
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
    return column != figures->own && (figures->weighted || (column != figures->num && column != figures->den));
}

/* The page of the record, at its files. */
static struct value *files_ready(struct arena *arena, const struct value *files, const struct value *explain)
{
    const char *period = value_get_text(explain, "period", "");
    struct value *ready = value_copy(arena, files);
    value_set(ready, "path", value_printf(arena, "/records/entry?type=%s&key=%s&unit=%s&period=%s#files", value_get_text(files, "type", ""),
                                          page_encoded(arena, value_get_text(files, "key", "")), value_get_text(files, "unit", ""), period));
    return ready;
}

/* files: NULL or null: its record carries none. */
static struct value *row_ready(struct arena *arena, const struct value *columns, const struct value *row, const struct figures *figures,
                               const struct value *explain, const struct value *files)
{
    const struct value *names = value_get(explain, "names");
    struct value *cells = value_list(arena);
    for (size_t i = 0; i < value_len(row); i++) {
        if (!is_shown(figures, i))
            continue;
        struct value *cell = cell_ready(arena, value_at(columns, i), value_at(row, i), names);
        bool clipped = !value_is_null(files) && !value_len(cells); /* on the row's first cell */
        value_set(cell, "files", clipped ? files_ready(arena, files, explain) : value_null(arena));
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

static void add_group(struct value *groups, struct arena *arena, int kind, bool share, bool against, bool folded,
                      const struct value *rows)
{
    struct value *group = value_map(arena);
    value_set_text(group, "kind", kinds[kind]);
    value_set_text(group, "said", arena_printf(arena, "%s_%s", share ? "rows" : "count", kinds[kind]));
    value_set_bool(group, "against", against);
    value_set_bool(group, "folded", !against && kind != ALL && value_len(rows) > (folded ? FOLDED : FOLDED_ANYWAY));
    value_set_int(group, "count", (int64_t)value_len(rows));
    value_set(group, "rows", rows);
    if (value_len(rows))
        value_append(groups, group);
}

static struct value *groups_of(struct arena *arena, const struct value *explain, const struct value *columns,
                               const struct value *rows, const struct figures *figures)
{
    struct value *groups = value_list(arena), *lists[KINDS];
    const struct value *files = value_get(value_get(explain, "evidence"), "files");
    for (int kind = ALL; kind < KINDS; kind++)
        lists[kind] = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(lists[kind_of(value_at(rows, i), figures)],
                     row_ready(arena, columns, value_at(rows, i), figures, explain, i < value_len(files) ? value_at(files, i) : NULL));
    bool missed = strcmp(value_get_text(explain, "verdict", ""), "missed") == 0, forbidden = counts_against(explain);
    int first = forbidden ? COUNTED : NOT_COUNTED, second = forbidden ? NOT_COUNTED : COUNTED;
    bool share = !value_is_null(value_get(explain, "den"));
    add_group(groups, arena, ALL, share, false, false, lists[ALL]);
    add_group(groups, arena, first, share, missed, false, lists[first]);
    add_group(groups, arena, second, share, false, missed, lists[second]);
    add_group(groups, arena, LEFT_OUT, share, false, true, lists[LEFT_OUT]);
    return groups;
}

struct value *page_ready_explain(struct arena *arena, const struct value *explain)
{
    const struct value *evidence = value_get(explain, "evidence"), *rows = value_get(evidence, "rows");
    const struct value *columns = value_get(evidence, "columns");
    struct value *ready = value_copy(arena, explain), *with = value_map(arena), *shown = value_list(arena);
    struct figures figures = find_figures(columns, rows, value_get(explain, "subject"));
    value_set_bool(ready, "exceeds", counts_against(explain));
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
