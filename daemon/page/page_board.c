/* A board and a unit, made ready: what asks for a look, teams' months in columns. */
#include "page/page_data.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/value.h"

#include <stdint.h>
#include <string.h>

/* What asks for a look, one by one, in this order; what is not reported is said ward by ward. */
static const char *const pressing[] = {"missed", "error"};
static const char *const verdicts[] = {"missed", "error", "not_reported", "in_progress", "judged", "met", "not_applicable"};

enum { IN_SIGHT = 12 }; /* more are folded away: the board stays near */

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
    for (size_t i = 0; i < LEN(keys); i++)
        value_set(entry, keys[i], value_get(cell, keys[i]) ? value_get(cell, keys[i]) : value_null(arena));
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

static int64_t count_of(const struct value *rows, const char *verdict)
{
    int64_t count = 0;
    for (size_t r = 0; r < value_len(rows); r++) {
        const struct value *cells = value_get(value_at(rows, r), "cells");
        for (size_t c = 0; is_ward(value_at(rows, r)) && c < value_len(cells); c++)
            count += strcmp(value_get_text(value_item(cells, c), "verdict", ""), verdict) == 0;
    }
    return count;
}

struct value *page_ready_board(struct arena *arena, const struct value *board)
{
    if (value_is_null(board))
        return value_null(arena);
    struct value *ready = value_copy(arena, board), *attention = value_list(arena), *counts = value_list(arena);
    for (size_t i = 0; i < LEN(pressing); i++)
        add_attention(attention, arena, board, pressing[i]);
    for (size_t i = 0; i < LEN(verdicts); i++) {
        int64_t count = count_of(value_get(board, "rows"), verdicts[i]);
        struct value *entry = value_map(arena);
        value_set_text(entry, "verdict", verdicts[i]);
        value_set_int(entry, "count", count);
        if (count)
            value_append(counts, entry);
    }
    value_set(ready, "attention", part_of(arena, attention, 0, IN_SIGHT));
    value_set(ready, "attention_more", part_of(arena, attention, IN_SIGHT, SIZE_MAX));
    value_set(ready, "unreported", unreported(arena, board));
    value_set(ready, "counts", counts);
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
            value_set_text(column, "short", strlen(period) == 7 ? arena_printf(arena, "%s/%.4s", period + 5, period) : period);
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
