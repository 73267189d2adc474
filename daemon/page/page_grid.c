/* The table of many records: its cells as they were typed, each with what is wrong in it and what another person wrote since. */
#include "page/page_data.h"
#include "page/page_met.h"

#include "base/arena.h"
#include "base/value.h"
#include "parameter/many.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS_OF_SELECT = 12 }; /* up to so many words a cell is a list to choose from; more are found by typing */

struct grid {
    struct arena *arena;
    const struct value *fields, *problems; /* of the table; of what a form met */
    struct value *columns;                 /* those fields that are filled in by row */
};

/* ---- columns ---- */

static bool is_select(const struct value *field)
{
    size_t words = value_len(value_get(field, "words"));
    return strcmp(value_get_text(field, "kind", ""), "choice") == 0 && words > 0 && words <= WORDS_OF_SELECT;
}

/* How a cell of the column is filled in: select, list (typed, with what is offered), lines, text. */
static const char *way_of(const struct value *field)
{
    const char *kind = value_get_text(field, "kind", "");
    if (strcmp(kind, "choice") == 0)
        return is_select(field) ? "select" : "list";
    return strcmp(kind, "lines") == 0 ? "lines" : "text";
}

static struct value *column_ready(struct arena *arena, const struct value *field)
{
    struct value *ready = value_copy(arena, field);
    value_set_text(ready, "way", way_of(field));
    value_set_bool(ready, "numeric", strcmp(value_get_text(field, "kind", ""), "number") == 0);
    value_set_text(ready, "next", value_get_bool(field, "key", false) ? value_get_text(field, "value", "") : "");
    return ready;
}

/* ---- what was typed ---- */

/* The rows of the form that was sent, {column: text} by number from 1 on; NULL where none was. */
static struct value *typed_rows(struct arena *arena, const struct value *arguments)
{
    struct value *rows[MANY_ROWS_MAX + 1] = {0}, *list = value_list(arena);
    int last = 0;
    for (size_t i = 0; i < value_len(arguments); i++) {
        struct many_part part;
        if (!many_cell_part(value_key(arguments, i), "cells", &part) || part.row < 1 || value_type(value_item(arguments, i)) != VALUE_TEXT)
            continue;
        if (!rows[part.row])
            rows[part.row] = value_map(arena);
        value_set(rows[part.row], part.column, value_item(arguments, i));
        last = part.row > last ? part.row : last;
    }
    for (int i = 1; i <= last; i++)
        value_append(list, rows[i] ? rows[i] : value_map(arena));
    return last ? list : NULL;
}

/* The row of a stored record as it is now: by it is known which version was seen, once both texts have been shown. */
static const struct value *row_of_key(const struct value *rows, const char *key)
{
    for (size_t i = 0; key && *key && i < value_len(rows); i++)
        if (strcmp(value_get_text(value_at(rows, i), "key", ""), key) == 0)
            return value_at(rows, i);
    return NULL;
}

static struct value *row_as_typed(struct arena *arena, const struct value *stored, const struct value *typed)
{
    const struct value *known = row_of_key(stored, value_get_text(typed, "_key", NULL));
    struct value *row = known ? value_copy(arena, known) : value_map(arena);
    value_set_text(row, "key", value_get_text(typed, "_key", NULL));
    if (!known) {
        value_set_int(row, "seen", strtoll(value_get_text(typed, "_seen", "0"), NULL, 10));
        value_set_text(row, "state", NULL);
        value_set_text(row, "state_reason", NULL);
    }
    value_set(row, "stored", value_null(arena));
    value_set(row, "cells", typed);
    return row;
}

/* ---- rows ---- */

static bool has_word(const struct value *words, const char *word)
{
    for (size_t i = 0; i < value_len(words); i++)
        if (strcmp(value_as_text(value_at(words, i)), word) == 0)
            return true;
    return false;
}

/* The problems of a row's column; column NULL: those of the row that are of none of the table's. */
static struct value *errors_of(const struct grid *grid, int64_t number, const char *column)
{
    struct value *list = value_list(grid->arena);
    for (size_t i = 0; i < value_len(grid->problems); i++) {
        const struct value *problem = value_at(grid->problems, i);
        const char *of = value_get_text(problem, "column", "");
        bool shown = false;
        for (size_t j = 0; !column && j < value_len(grid->columns); j++)
            shown = shown || strcmp(value_get_text(value_at(grid->columns, j), "name", ""), of) == 0;
        if (value_get_int(problem, "row", 0) == number && (column ? strcmp(of, column) == 0 : !shown))
            value_append(list, problem);
    }
    return list;
}

static bool is_error(const struct value *problems)
{
    for (size_t i = 0; i < value_len(problems); i++)
        if (strcmp(value_get_text(value_at(problems, i), "level", "error"), "error") == 0)
            return true;
    return false;
}

static struct value *cell_ready(const struct grid *grid, const struct value *column, const struct value *row, int64_t number)
{
    struct value *cell = value_map(grid->arena);
    const char *name = value_get_text(column, "name", ""), *text = value_get_text(value_get(row, "cells"), name, "");
    const struct value *errors = errors_of(grid, number, name), *stored = value_get(value_get(row, "stored"), name);
    value_set(cell, "column", column);
    value_set_text(cell, "name", name);
    value_set_text(cell, "value", text);
    value_set_bool(cell, "odd", *text && strcmp(value_get_text(column, "way", ""), "select") == 0 && !has_word(value_get(column, "words"), text));
    value_set(cell, "errors", errors);
    value_set_bool(cell, "wrong", is_error(errors));
    value_set(cell, "stored", stored ? stored : value_null(grid->arena));
    value_set_bool(cell, "described", value_len(errors) || stored);
    value_set_bool(cell, "fixed", value_get_bool(column, "key", false) && value_get_text(row, "key", NULL) && *value_get_text(row, "key", ""));
    return cell;
}

static struct value *row_ready(const struct grid *grid, const struct value *given, int64_t number)
{
    struct value *row = value_copy(grid->arena, given), *cells = value_list(grid->arena);
    const char *state = value_get_text(given, "state", NULL);
    value_set_int(row, "number", number);
    value_set_text(row, "state", state);
    value_set_text(row, "life", state ? arena_printf(grid->arena, "life_%s", state) : NULL);
    value_set(row, "errors", errors_of(grid, number, NULL));
    bool empty = number > 0; /* the one to copy is shown where it is put */
    for (size_t i = 0; i < value_len(grid->columns); i++) {
        value_append(cells, cell_ready(grid, value_at(grid->columns, i), given, number));
        empty = empty && !*value_get_text(value_at(cells, i), "value", "");
    }
    value_set_bool(row, "empty", empty);
    value_set(row, "cells", cells);
    return row;
}

/* ---- the table ---- */

struct value *page_ready_grid(struct arena *arena, const struct value *answer)
{
    struct value *kept = value_copy(arena, answer);
    value_set(kept, "given", answer);
    return page_fill_grid(arena, kept, NULL);
}

struct value *page_fill_grid(struct arena *arena, const struct value *ready, const struct value *met)
{
    const struct value *answer = value_get(ready, "given"), *stored = value_get(answer, "rows");
    const struct value *arguments = value_get(met, "arguments"), *typed = met ? typed_rows(arena, arguments) : NULL;
    struct grid grid = {arena, value_get(answer, "fields"), value_get(met, "problems"), value_list(arena)};
    struct value *filled = value_copy(arena, answer), *rows = value_list(arena), *fixed = value_list(arena), *blanks = value_list(arena);
    for (size_t i = 0; i < value_len(grid.fields); i++) {
        const struct value *field = value_at(grid.fields, i);
        value_append(value_is_null(value_get(field, "fixed")) ? grid.columns : fixed, column_ready(arena, field));
    }
    for (size_t i = 0; i < value_len(typed ? typed : stored); i++) {
        const struct value *row = typed ? row_as_typed(arena, stored, value_at(typed, i)) : value_at(stored, i);
        value_append(rows, row_ready(&grid, row, (int64_t)i + 1));
    }
    value_set(filled, "given", answer);
    value_set(filled, "columns", grid.columns);
    value_set(filled, "fixed", fixed);
    value_set(filled, "rows", rows);
    value_append(blanks, row_ready(&(struct grid){arena, grid.fields, NULL, grid.columns}, value_map(arena), 0));
    value_set(filled, "blanks", blanks);
    value_set_text(filled, "kept_text", page_instant(arena, value_get_text(answer, "kept_at", NULL)));
    const char *reason = value_get_text(arguments, "reason", value_get_text(answer, "reason", ""));
    value_set_text(filled, "reason", reason ? reason : "");
    int64_t page = value_get_int(answer, "page", 1), pages = value_get_int(answer, "pages", 1);
    value_set_int(filled, "before", page > 1 ? page - 1 : 0);
    value_set_int(filled, "behind", page < pages ? page + 1 : 0);
    value_set_text(filled, "paste", value_get_text(arguments, "paste", ""));
    return filled;
}

/* "Dòng 3, Ngày tiếp nhận": where in the table a problem is, and the cell that it leads to. */
void page_place_in_grid(struct arena *arena, const struct value *grid, struct value *problem)
{
    int64_t row = value_get_int(problem, "row", 0);
    const char *column = value_get_text(problem, "column", "");
    const struct value *columns = value_get(grid, "columns");
    if (!row)
        return;
    value_set_int(problem, "table_row", row);
    value_set_text(problem, "target", arena_printf(arena, "r-%lld", (long long)row));
    for (size_t i = 0; i < value_len(columns); i++) {
        if (strcmp(value_get_text(value_at(columns, i), "name", ""), column) != 0)
            continue;
        value_set_text(problem, "target", arena_printf(arena, "c-%lld-%s", (long long)row, column));
        value_set(problem, "title", value_get(value_at(columns, i), "title"));
    }
}
