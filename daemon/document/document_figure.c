#include "document/document_figure.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/day.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "document/document_setting.h"
#include "package/package.h"

#include <string.h>

enum column { FIGURE, RECORD, ON_DATE, NUM, WORDS, COLUMNS };
static const char *const columns[COLUMNS] = {"figure", "record", "on_date", "num", "words"};

static bool find_columns(const struct document_kind *kind, const struct value *names, size_t *ret_places,
                         struct err *err)
{
    for (size_t c = 0; c < COLUMNS; c++) {
        size_t i = 0;
        while (i < value_len(names) && strcmp(value_as_text(value_at(names, i)), columns[c]) != 0)
            i++;
        if (i == value_len(names))
            return err_set(err, "%s: thiếu cột “%s”; câu truy vấn phải trả figure, record, on_date, num, words",
                           "%s: the column “%s” is missing; the query must give figure, record, on_date, num, words",
                           kind->evidence, columns[c]);
        ret_places[c] = i;
    }
    return true;
}

static struct value *figure_of(struct arena *arena)
{
    struct value *figure = value_map(arena);
    value_set_int(figure, "num", 0);
    value_set_int(figure, "den", 0);
    value_set(figure, "rows", value_list(arena));
    return figure;
}

/* A figure while its rows are gathered. */
struct figure {
    const char *name;
    struct value *rows;
    int64_t num;
};

struct gathering {
    struct arena *arena;
    const struct document_kind *kind;
    struct figure *figures;
    size_t count, places[COLUMNS];
};

static struct figure *find_figure(const struct gathering *g, const char *name)
{
    for (size_t i = 0; i < g->count; i++)
        if (strcmp(g->figures[i].name, name) == 0)
            return &g->figures[i];
    return NULL;
}

static const struct value *cell(const struct gathering *g, const struct value *row, enum column column)
{
    return value_at(row, g->places[column]);
}

static bool take_row(struct gathering *g, const struct value *row, struct err *err)
{
    const struct value *named = cell(g, row, FIGURE), *num = cell(g, row, NUM);
    const char *name = value_type(named) == VALUE_TEXT ? value_as_text(named) : "";
    struct figure *figure = find_figure(g, name);
    if (!figure)
        return err_set(err, "%s: số liệu “%s” không có trong “figures” của [%s]",
                       "%s: the figure “%s” is not among “figures” of [%s]", g->kind->evidence, name, g->kind->kind);
    if (value_type(num) != VALUE_INT && !value_is_null(num))
        return err_set(err, "%s: num của “%s” phải là số nguyên", "%s: num of “%s” must be a whole number",
                       g->kind->evidence, name);
    struct value *map = value_map(g->arena);
    for (size_t c = RECORD; c < COLUMNS; c++)
        value_set(map, columns[c], cell(g, row, c));
    value_append(figure->rows, map);
    figure->num += value_is_null(num) ? 0 : value_as_int(num);
    return true;
}

static struct value *figures_value(const struct gathering *g)
{
    struct value *map = value_map(g->arena);
    for (size_t i = 0; i < g->count; i++) {
        struct value *figure = figure_of(g->arena);
        value_set_int(figure, "num", g->figures[i].num);
        value_set_int(figure, "den", (int64_t)value_len(g->figures[i].rows));
        value_set(figure, "rows", g->figures[i].rows);
        value_set(map, g->figures[i].name, figure);
    }
    return map;
}

struct value *document_figures(struct arena *arena, const struct document_kind *kind, const struct value *evidence,
                               struct err *err)
{
    const struct value *names = document_words(arena, kind, "figures"), *rows = value_get(evidence, "rows");
    struct gathering g = {.arena = arena, .kind = kind, .count = value_len(names)};
    if (!kind->evidence)
        return value_map(arena);
    g.figures = arena_alloc(arena, (g.count + 1) * sizeof *g.figures);
    for (size_t i = 0; i < g.count; i++)
        g.figures[i] = (struct figure){value_as_text(value_at(names, i)), value_list(arena), 0};
    if (!find_columns(kind, value_get(evidence, "columns"), g.places, err))
        return NULL;
    for (size_t i = 0; i < value_len(rows); i++)
        if (!take_row(&g, value_at(rows, i), err))
            return NULL;
    return figures_value(&g);
}

bool document_figure_has(const struct value *evidence, const char *figure)
{
    const struct value *names = value_get(evidence, "columns"), *rows = value_get(evidence, "rows");
    size_t place = 0;
    while (place < value_len(names) && strcmp(value_as_text(value_at(names, place)), columns[FIGURE]) != 0)
        place++;
    bool found = false;
    for (size_t i = 0; i < value_len(rows) && place < value_len(names); i++) {
        const struct value *named = value_at(value_at(rows, i), place);
        found |= value_type(named) == VALUE_TEXT && strcmp(value_as_text(named), figure) == 0;
    }
    return found;
}

struct value *document_figures_trial(struct arena *arena, const struct document_kind *kind, int32_t day, bool any)
{
    const struct value *figures = document_words(arena, kind, "figures");
    struct value *evidence = value_map(arena), *names = value_list(arena), *rows = value_list(arena);
    for (size_t c = 0; c < COLUMNS; c++)
        value_append(names, value_text(arena, columns[c]));
    for (size_t i = 0; any && i < value_len(figures); i++) {
        struct value *row = value_list(arena);
        value_append(row, value_at(figures, i));
        value_append(row, value_text(arena, "thử"));
        value_append(row, value_text(arena, day_text(arena, day)));
        value_append(row, value_int(arena, 1));
        value_append(row, value_text(arena, "Nội dung"));
        value_append(rows, row);
    }
    value_set(evidence, "columns", names);
    value_set(evidence, "rows", rows);
    return evidence;
}

/* ---- shares that cannot be otherwise ---- */

/* The item at that place of a SELECT's list that begins at `at`; NULL: the list is shorter. */
static const char *select_item(struct arena *arena, const char *at, size_t place)
{
    int depth = 0;
    bool quoted = false;
    const char *from = at;
    for (; *at; at++) {
        quoted ^= *at == '\'';
        depth += quoted ? 0 : (*at == '(') - (*at == ')');
        bool ends = !quoted && depth == 0 && strncasecmp(at, "from", strlen("from")) == 0 && at > from && strchr(" \t\r\n", at[-1]);
        if (depth < 0 || ends || (!quoted && depth == 0 && *at == ',')) {
            if (place-- == 0)
                return text_clean(arena, from, (size_t)(at - from));
            from = at + 1;
        }
        if (depth < 0 || ends)
            return NULL;
    }
    return NULL;
}

static const char LIST_BEGINS[] = "select";

/* Whether the text at `at` is the first item of a list, right behind its word. */
static bool begins_list(const char *sql, const char *at)
{
    while (at > sql && strchr(" \t\r\n", at[-1]))
        at--;
    return (size_t)(at - sql) >= strlen(LIST_BEGINS) && strncasecmp(at - strlen(LIST_BEGINS), LIST_BEGINS, strlen(LIST_BEGINS)) == 0;
}

/* Whether each row of a figure counts, whatever the records are: its num is 1 in each list that begins with its name. */
static bool always_counts(struct arena *arena, const char *sql, const char *figure, size_t num_place)
{
    const char *name = arena_printf(arena, "'%s'", figure), *at = strstr(sql, name);
    bool found = false;
    for (; at; at = strstr(at + 1, name)) {
        if (!begins_list(sql, at))
            continue;
        const char *num = select_item(arena, at, num_place);
        if (!num || num[0] != '1' || (num[1] != '\0' && num[1] != ' '))
            return false;
        found = true;
    }
    return found;
}

static const char *without_blanks(struct arena *arena, const char *text)
{
    char *made = arena_strdup(arena, text), *to = made;
    for (const char *at = text; *at; at++)
        if (!strchr(" \t\r\n", *at))
            *to++ = *at;
    *to = '\0';
    return made;
}

void document_figures_check_shares(struct arena *arena, const struct document_kind *kind, const struct value *names, const char *sql,
                                   struct problems *problems)
{
    const struct value *figures = document_words(arena, kind, "figures");
    size_t places[COLUMNS];
    if (!find_columns(kind, names, places, NULL))
        return;
    for (size_t f = 0; f < value_len(figures); f++) {
        const char *figure = value_as_text(value_at(figures, f));
        const char *share = arena_printf(arena, "ty_le(figures.%s.den)", figure), *fraction = arena_printf(arena, "figures.%s.num|so2}}/{{figures.%s.den", figure, figure);
        for (size_t i = 0; i < value_len(kind->settings); i++) {
            const char *text = without_blanks(arena, value_as_text(value_item(kind->settings, i)));
            if ((strstr(text, share) || strstr(text, fraction)) && always_counts(arena, sql, figure, places[NUM]))
                problem_warn(problems, "documents.ini", 0, kind->kind,
                             "%1$s: tỷ lệ của “%2$s” lúc nào cũng là 100%%, vì mỗi dòng của %3$s đều được tính (num là 1); in số đếm, hoặc lấy mẫu số của chỉ tiêu",
                             "%1$s: the share of “%2$s” is always 100%%, for each row of %3$s counts (its num is 1); print a count, or take the target's denominator",
                             value_key(kind->settings, i), figure, kind->evidence);
        }
    }
}
