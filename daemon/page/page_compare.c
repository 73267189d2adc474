#include "page/page_compare.h"

#include "base/arena.h"
#include "base/value.h"
#include "page/page_query.h"

struct value *page_line(struct arena *arena, const struct value *columns, const struct value *cells)
{
    struct value *line = value_list(arena);
    for (size_t i = 0; i < value_len(columns); i++) {
        const char *id = value_get_text(value_at(columns, i), "id", "");
        const struct value *cell = value_get(cells, id);
        struct value *own = value_is_null(cell) ? value_null(arena) : value_copy(arena, cell);
        if (!value_is_null(cell))
            value_set_text(own, "of", id);
        value_append(line, own);
    }
    return line;
}

/* "cat-bi,nam-hai" of the units but one (units' length: all). */
static const char *joined(struct arena *arena, const struct value *units, size_t but)
{
    const char *text = "";
    for (size_t i = 0; i < value_len(units); i++)
        if (i != but)
            text = arena_printf(arena, "%s%s%s", text, *text ? "," : "", value_get_text(value_at(units, i), "id", ""));
    return text;
}

/* The same address with these units; none: what is chosen from. */
static const char *address(struct arena *arena, const struct value *asked, const char *units)
{
    return page_query(arena, "/compare", asked, "units", *units ? units : NULL);
}

struct value *page_ready_compare(struct arena *arena, const struct value *compare)
{
    struct value *ready = value_copy(arena, compare), *list = value_list(arena), *more = value_list(arena), *rows = value_list(arena);
    const struct value *units = value_get(compare, "units"), *others = value_get(compare, "others"), *asked = value_get(compare, "asked");
    const char *all = joined(arena, units, value_len(units));
    for (size_t i = 0; i < value_len(units); i++) {
        struct value *unit = value_copy(arena, value_at(units, i));
        value_set_text(unit, "without", address(arena, asked, joined(arena, units, i)));
        value_append(list, unit);
    }
    for (size_t i = 0; i < value_len(others); i++) {
        struct value *other = value_copy(arena, value_at(others, i));
        value_set_text(other, "with", address(arena, asked, arena_printf(arena, "%s,%s", all, value_get_text(other, "id", ""))));
        value_append(more, other);
    }
    for (size_t i = 0; i < value_len(value_get(compare, "rows")); i++) {
        struct value *row = value_copy(arena, value_at(value_get(compare, "rows"), i));
        value_set(row, "line", page_line(arena, units, value_get(row, "cells")));
        value_append(rows, row);
    }
    value_set(ready, "rows", rows);
    value_set_text(ready, "joined", all);
    value_set(ready, "units", list);
    value_set(ready, "others", more);
    return ready;
}
