/* A board, a seal and a unit, made ready: what asks for a look, teams' months in columns. */
#include "page/page_compare.h"
#include "page/page_data.h"
#include "page/page_query.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"

#include <stdint.h>
#include <string.h>

/* What asks for a look, one by one, in this order; what is not reported is said ward by ward. */
static const char *const pressing[] = {"missed", "error"};
static const char *const verdicts[] = {"missed", "error", "not_reported", "in_progress", "judged", "met", "not_applicable"};

enum {
    IN_SIGHT = 12,   /* more are folded away: the board stays near */
    IN_SECTIONS = 24 /* more units than these stand in sections, a conclusion a section */
};

static const char *const board_path = "/board";

static bool is_ward(const struct value *row)
{
    return strcmp(value_get_text(row, "level", ""), "ward") == 0;
}

static struct value *attention_of(struct arena *arena, const struct value *row, const struct value *criterion,
                                  const struct value *cell)
{
    static const char *const keys[] = {"verdict", "value", "says", "den"};
    struct value *entry = value_map(arena);
    value_set(entry, "subject", value_get(row, "subject"));
    value_set(entry, "name", value_get(row, "name"));
    value_set(entry, "criterion", value_get(criterion, "id"));
    value_set(entry, "title", value_get(criterion, "title"));
    value_take(entry, cell, keys, LEN(keys));
    return entry;
}

static void add_attention(struct value *list, struct arena *arena, const struct value *board, const char *verdict)
{
    const struct value *rows = value_get(board, "rows"), *criteria = value_get(board, "criteria");
    for (size_t r = 0; r < value_len(rows); r++)
        for (size_t c = 0; is_ward(value_at(rows, r)) && c < value_len(criteria); c++) {
            const struct value *row = value_at(rows, r), *criterion = value_at(criteria, c);
            const struct value *cell = value_get(value_get(row, "cells"), value_get_text(criterion, "id", ""));
            if (strcmp(value_get_text(cell, "verdict", ""), verdict) == 0)
                value_append(list, attention_of(arena, row, criterion, cell));
        }
}

/* The targets of a ward that lack figures: {subject, name, criteria: [{id, title}…]}; NULL when none does. */
static struct value *unreported_of(struct arena *arena, const struct value *row, const struct value *criteria)
{
    struct value *entry = value_map(arena), *list = value_list(arena);
    for (size_t c = 0; is_ward(row) && c < value_len(criteria); c++) {
        const struct value *cell = value_get(value_get(row, "cells"), value_get_text(value_at(criteria, c), "id", ""));
        if (strcmp(value_get_text(cell, "verdict", ""), "not_reported") == 0)
            value_append(list, value_at(criteria, c));
    }
    value_set(entry, "subject", value_get(row, "subject"));
    value_set(entry, "name", value_get(row, "name"));
    value_set(entry, "criteria", list);
    return value_len(list) ? entry : NULL;
}

static struct value *unreported(struct arena *arena, const struct value *board)
{
    struct value *list = value_list(arena);
    const struct value *rows = value_get(board, "rows");
    for (size_t r = 0; r < value_len(rows); r++) {
        const struct value *entry = unreported_of(arena, value_at(rows, r), value_get(board, "criteria"));
        if (entry)
            value_append(list, entry);
    }
    return list;
}

static struct value *part_of(struct arena *arena, const struct value *list, size_t from, size_t until)
{
    struct value *part = value_list(arena);
    for (size_t i = from; i < value_len(list) && i < until; i++)
        value_append(part, value_at(list, i));
    return part;
}

static size_t verdict_place(const char *verdict)
{
    size_t place = 0;
    while (place < LEN(verdicts) && strcmp(verdicts[place], verdict) != 0)
        place++;
    return place;
}

/* [{verdict, count}…] of wards' cells, those that occur. */
static struct value *counts_of(struct arena *arena, const struct value *rows)
{
    int64_t counts[LEN(verdicts) + 1] = {0};
    struct value *list = value_list(arena);
    for (size_t r = 0; r < value_len(rows); r++) {
        const struct value *cells = value_get(value_at(rows, r), "cells");
        for (size_t c = 0; is_ward(value_at(rows, r)) && c < value_len(cells); c++)
            counts[verdict_place(value_get_text(value_item(cells, c), "verdict", ""))]++;
    }
    for (size_t i = 0; i < LEN(verdicts); i++) {
        struct value *entry = value_map(arena);
        value_set_text(entry, "verdict", verdicts[i]);
        value_set_int(entry, "count", counts[i]);
        if (counts[i])
            value_append(list, entry);
    }
    return list;
}

/* What differs from the seal, cell by cell: [{subject, name, criterion, value, verdict, sealed, why_text, why_text_en}…]. */
static struct value *differences_of(struct arena *arena, const struct value *board)
{
    static const char *const keys[] = {"value", "verdict", "sealed", "why_text", "why_text_en"};
    const struct value *rows = value_get(board, "rows"), *criteria = value_get(board, "criteria");
    struct value *list = value_list(arena);
    for (size_t r = 0; r < value_len(rows); r++)
        for (size_t c = 0; c < value_len(criteria); c++) {
            const char *criterion = value_get_text(value_at(criteria, c), "id", "");
            const struct value *cell = value_get(value_get(value_at(rows, r), "cells"), criterion);
            if (!value_get_bool(cell, "differs", false))
                continue;
            struct value *entry = value_map(arena);
            value_set_text(entry, "criterion", criterion);
            value_set(entry, "subject", value_get(value_at(rows, r), "subject"));
            value_set(entry, "name", value_get(value_at(rows, r), "name"));
            value_take(entry, cell, keys, LEN(keys));
            value_append(list, entry);
        }
    return list;
}

/* The seal with its instant as text; null as it is. */
static struct value *seal_ready(struct arena *arena, const struct value *seal)
{
    struct value *ready = value_copy(arena, seal);
    if (!value_is_null(seal))
        value_set_text(ready, "sealed_at_text", page_instant(arena, value_get_text(seal, "sealed_at", NULL)));
    return ready;
}

/* ---- in which order, in which sections ---- */

static struct value *head_of(struct arena *arena, const struct value *asked, const char *column)
{
    struct value *head = value_map(arena);
    page_query_set_order(arena, head, board_path, asked, column, NULL);
    value_set_text(head, "column", column);
    return head;
}

/* {id, title, column, order, address} of each target. */
static struct value *targets_of(struct arena *arena, const struct value *criteria, const struct value *asked)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(criteria); i++) {
        struct value *head = value_copy(arena, value_at(criteria, i));
        const char *column = arena_printf(arena, "cells.%s.value", value_get_text(head, "id", ""));
        page_query_set_order(arena, head, board_path, asked, column, NULL);
        value_set_text(head, "column", column);
        value_append(list, head);
    }
    return list;
}

static struct value *lined(struct arena *arena, const struct value *criteria, const struct value *rows)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = value_copy(arena, value_at(rows, i));
        value_set(row, "line", page_line(arena, criteria, value_get(row, "cells")));
        value_append(list, row);
    }
    return list;
}

enum { ALL = -1, RANK_MOST = 13 }; /* of a conclusion's class (run/conclusion.h) */

/* The wards whose class has that rank, headed by it; ALL: without a head. */
static struct value *section_of(struct arena *arena, const struct value *rows, int64_t rank)
{
    static const char *const head[] = {"class", "class_title"};
    struct value *section = value_map(arena), *list = value_list(arena);
    const struct value *class = NULL;
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i), *own = value_get(row, "conclusion");
        if (rank == ALL ? !is_ward(row) : value_is_null(own) || value_get_int(own, "rank", ALL) != rank)
            continue;
        class = rank == ALL ? NULL : own;
        value_append(list, row);
    }
    for (size_t i = 0; i < LEN(head); i++)
        value_set(section, head[i], class ? value_get(class, head[i]) : value_null(arena));
    value_set(section, "rows", list);
    return section;
}

/* What is no ward stands behind all, whatever they are ordered by. */
static struct value *above_wards(struct arena *arena, const struct value *rows)
{
    struct value *section = value_map(arena), *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        if (!is_ward(value_at(rows, i)))
            value_append(list, value_at(rows, i));
    value_set(section, "class", value_null(arena));
    value_set(section, "rows", list);
    return section;
}

static struct value *sections_of(struct arena *arena, const struct value *rows, bool ordered)
{
    struct value *sections = value_list(arena);
    bool many = value_len(rows) > IN_SECTIONS && !ordered;
    const struct value *above = above_wards(arena, rows);
    for (int64_t rank = RANK_MOST; many && rank >= 0; rank--) {
        const struct value *section = section_of(arena, rows, rank);
        if (value_len(value_get(section, "rows")))
            value_append(sections, section);
    }
    if (!many)
        value_append(sections, section_of(arena, rows, ALL));
    if (value_len(value_get(above, "rows")))
        value_append(sections, above);
    return sections;
}

static void set_table(struct arena *arena, struct value *board, const struct value *asked, bool ranked)
{
    const struct value *rows = lined(arena, value_get(board, "criteria"), value_get(board, "rows"));
    value_set(board, "sections", sections_of(arena, rows, value_get(asked, "sort") != NULL));
    value_set_bool(board, "ranked", ranked);
    value_set_bool(board, "sections_named", value_get_text(value_at(value_get(board, "sections"), 0), "class", NULL) != NULL);
    value_set_int(board, "width", (int64_t)value_len(value_get(board, "criteria")) + 2 + ranked);
    value_set_int(board, "wider", value_get_int(board, "width", 0) + 1); /* with the open month beside it */
}

static void set_orders(struct arena *arena, struct value *board, const struct value *asked)
{
    const struct value *previous = value_get(board, "previous");
    value_set(board, "criteria", targets_of(arena, value_get(board, "criteria"), asked));
    value_set(board, "by_unit", head_of(arena, asked, "name"));
    value_set(board, "by_conclusion", head_of(arena, asked, "conclusion.class"));
    value_set(board, "by_place", head_of(arena, asked, "place"));
    value_set_text(board, "find", value_get_text(asked, "find", NULL));
    value_set_text(board, "sort", value_get_text(asked, "sort", NULL));
    value_set_text(board, "all", page_query(arena, board_path, asked, "find", NULL));
    value_set_text(board, "alone", page_query(arena, board_path, asked, "against", NULL));
    value_set_text(board, "against_previous", page_query(arena, board_path, asked, "against", value_get_text(previous, "period", NULL)));
}

struct value *page_ready_board(struct arena *arena, const struct value *board)
{
    if (value_is_null(board))
        return value_null(arena);
    struct value *ready = value_copy(arena, board), *attention = value_list(arena);
    for (size_t i = 0; i < LEN(pressing); i++)
        add_attention(attention, arena, board, pressing[i]);
    value_set(ready, "attention", part_of(arena, attention, 0, IN_SIGHT));
    value_set(ready, "attention_more", part_of(arena, attention, IN_SIGHT, SIZE_MAX));
    value_set(ready, "unreported", unreported(arena, board));
    value_set(ready, "counts", counts_of(arena, value_get(board, "rows")));
    value_set(ready, "differences", differences_of(arena, board));
    value_set(ready, "seal", seal_ready(arena, value_get(board, "seal")));
    value_set_text(ready, "of_run", ""); /* links lead to the newest run's results */
    set_orders(arena, ready, value_get(board, "asked"));
    set_table(arena, ready, value_get(board, "asked"), true);
    return ready;
}

/* ---- a seal ---- */

/* Cells and conclusion as the table of a board shows them; what is sealed differs from nothing. */
static struct value *sealed_rows(struct arena *arena, const struct value *rows)
{
    struct value *list = value_list(arena);
    for (size_t r = 0; r < value_len(rows); r++) {
        struct value *row = value_copy(arena, value_at(rows, r)), *cells = value_map(arena);
        for (size_t c = 0; c < value_len(value_get(row, "cells")); c++) {
            struct value *cell = value_copy(arena, value_item(value_get(row, "cells"), c));
            value_set_bool(cell, "differs", false);
            value_set(cells, value_key(value_get(row, "cells"), c), cell);
        }
        value_set(row, "cells", cells);
        if (!value_is_null(value_get(row, "conclusion"))) {
            struct value *conclusion = value_copy(arena, value_get(row, "conclusion"));
            value_set_bool(conclusion, "differs", false);
            value_set(row, "conclusion", conclusion);
        }
        value_append(list, row);
    }
    return list;
}

/* A board of the phase or of a month whose links lead to the results of the sealed run. */
static struct value *sealed_board(struct arena *arena, const struct value *seal, const struct value *part, const char *period)
{
    struct value *board = value_map(arena);
    const struct value *run = value_get(part, "run");
    value_set_text(board, "period", period);
    value_set(board, "title", value_get(part, "title"));
    value_set_text(board, "stage", "final");
    value_set(board, "of_run", value_type(run) == VALUE_INT ? value_printf(arena, "@%lld", (long long)value_as_int(run))
                                                            : value_text(arena, ""));
    value_set(board, "criteria", value_get(seal, "criteria"));
    value_set(board, "rows", sealed_rows(arena, value_get(part, "rows")));
    set_table(arena, board, NULL, false);
    return board;
}

struct value *page_ready_seal(struct arena *arena, const struct value *seal)
{
    struct value *ready = value_copy(arena, seal), *boards = value_list(arena);
    const struct value *months = value_get(seal, "months");
    value_append(boards, sealed_board(arena, seal, seal, value_get_text(seal, "phase", "")));
    for (size_t i = 0; i < value_len(months); i++)
        if (value_len(value_get(value_at(months, i), "rows")))
            value_append(boards, sealed_board(arena, seal, value_at(months, i),
                                              value_get_text(value_at(months, i), "period", "")));
    value_set(ready, "boards", boards);
    value_set_text(ready, "sealed_at_text", page_instant(arena, value_get_text(seal, "sealed_at", NULL)));
    return ready;
}

/* ---- a unit ---- */

static bool is_of(const struct value *cell, const struct value *column)
{
    return value_equal(value_get(cell, "criterion"), value_get(column, "criterion")) &&
           value_equal(value_get(cell, "period"), value_get(column, "period"));
}

static const struct value *cell_of(const struct value *months, const struct value *column)
{
    for (size_t i = 0; i < value_len(months); i++)
        if (is_of(value_at(months, i), column))
            return value_at(months, i);
    return NULL;
}

/* Every (criterion, month) that a team has a result of: periods' ids sort by time. */
static struct value *columns_of(struct arena *arena, const struct value *teams)
{
    struct value *columns = value_list(arena);
    for (size_t t = 0; t < value_len(teams); t++) {
        const struct value *months = value_get(value_at(teams, t), "months");
        for (size_t i = 0; i < value_len(months); i++) {
            const char *period = value_get_text(value_at(months, i), "period", "");
            struct value *column = value_map(arena);
            value_set(column, "criterion", value_get(value_at(months, i), "criterion"));
            value_set_text(column, "period", period);
            value_set(column, "short", value_get(value_at(months, i), "short"));
            if (!cell_of(columns, column))
                value_append(columns, column);
        }
    }
    return columns;
}

bool page_is_judged(const struct value *board, const struct value *subject)
{
    const struct value *rows = value_get(board, "rows");
    for (size_t i = 0; i < value_len(rows); i++)
        if (subject && value_equal(value_get(value_at(rows, i), "subject"), subject))
            return true;
    return false;
}

struct value *page_ready_unit(struct arena *arena, const struct value *unit)
{
    struct value *ready = value_copy(arena, unit), *list = value_list(arena);
    const struct value *teams = value_get(unit, "teams");
    const struct value *columns = columns_of(arena, teams);
    for (size_t t = 0; t < value_len(teams); t++) {
        struct value *team = value_copy(arena, value_at(teams, t)), *cells = value_list(arena);
        for (size_t c = 0; c < value_len(columns); c++) {
            const struct value *cell = cell_of(value_get(team, "months"), value_at(columns, c));
            value_append(cells, cell ? cell : value_null(arena));
        }
        value_set(team, "cells", cells);
        value_append(list, team);
    }
    value_set(ready, "teams", list);
    value_set(ready, "months", columns);
    return ready;
}
