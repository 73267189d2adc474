#include "form/tried_rows.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/value.h"

#include <string.h>

enum { ROWS_SHOWN = 200 };

/* A column as evidence has it is a map, as a statement names it a text. */
static const char *title_of(const struct value *column)
{
    return value_type(column) == VALUE_TEXT ? value_as_text(column) : value_get_text(column, "title", "");
}

/* In evidence alone, whose columns say what they hold, units and choices stand by their ids. */
static const char *shown(struct arena *arena, const struct value *column, const struct value *names, const char *text)
{
    int32_t day;
    if (value_type(column) == VALUE_TEXT)
        return text;
    if (strcmp(value_get_text(column, "type", ""), "unit") == 0)
        return value_get_text(names, text, text);
    if (strlen(text) == 10 && day_parse(text, &day))
        return day_shown(arena, day);
    return value_get_text(value_get(column, "words"), text, text);
}

static struct value *cell_of(struct arena *arena, const struct value *column, const struct value *names, const struct value *cell)
{
    struct value *map = value_map(arena);
    if (value_type(cell) == VALUE_TEXT)
        value_set_text(map, "text", shown(arena, column, names, value_as_text(cell)));
    else
        value_set(map, "text", value_is_null(cell) ? value_text(arena, "–") : cell);
    value_set_bool(map, "number", value_type(cell) == VALUE_INT);
    return map;
}

struct value *tried_rows(struct arena *arena, const struct value *answer)
{
    const struct value *list = value_get(answer, "evidence") ? value_get(answer, "evidence") : answer;
    const struct value *columns = value_get(list, "columns"), *rows = value_get(list, "rows");
    struct value *ready = value_map(arena), *heads = value_list(arena), *lines = value_list(arena);
    for (size_t i = 0; i < value_len(columns); i++) {
        struct value *head = value_map(arena);
        value_set_text(head, "title", title_of(value_at(columns, i)));
        value_set_bool(head, "number", value_len(rows) && value_type(value_at(value_at(rows, 0), i)) == VALUE_INT);
        value_append(heads, head);
    }
    for (size_t i = 0; i < value_len(rows) && i < ROWS_SHOWN; i++) {
        struct value *line = value_list(arena);
        for (size_t j = 0; j < value_len(columns); j++)
            value_append(line, cell_of(arena, value_at(columns, j), value_get(answer, "names"), value_at(value_at(rows, i), j)));
        value_append(lines, line);
    }
    int64_t count = value_get_int(list, "total", (int64_t)value_len(rows));
    value_set(ready, "columns", heads);
    value_set(ready, "rows", lines);
    value_set_int(ready, "count", count);
    value_set_bool(ready, "cut", count > (int64_t)value_len(lines) || value_get_bool(list, "more", false));
    return ready;
}
