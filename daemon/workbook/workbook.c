#include "workbook/workbook.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/value.h"

#include <string.h>

enum {
    FIT_LEAST = 9,
    FIT_MOST = 56,  /* wider texts are wrapped */
    FIT_ROWS = 500, /* looked at: a list is much the same below */
    DATE_WIDTH = 13,
    INSTANT_WIDTH = 18,
    TITLE_LINES = 2, /* a title may take so many before it widens its column */
};

struct value *workbook_describe(struct arena *arena, const char *title)
{
    struct value *workbook = value_map(arena);
    value_set_text(workbook, "title", title);
    value_set(workbook, "sheets", value_list(arena));
    return workbook;
}

/* The container below a key, to add to: it was made here, and is nobody else's. */
static struct value *part(struct value *map, const char *key)
{
    return (struct value *)value_get(map, key);
}

/* Without the signs that Excel does not take, at most so many letters, never empty. */
static char *sheet_name(struct arena *arena, const char *name)
{
    char *clean = arena_alloc(arena, strlen(name) + 1);
    size_t len = 0, letters = 0;
    for (const char *at = name; *at; at++) {
        bool first = ((unsigned char)*at & 0xc0) != 0x80;
        if (strchr("[]:*?/\\", *at) || (unsigned char)*at < ' ' || (*at == '\'' && !len))
            continue;
        if (first && letters++ == WORKBOOK_NAME_MAX)
            break;
        clean[len++] = *at;
    }
    while (len && strchr(" ',", clean[len - 1]))
        len--;
    clean[len] = '\0';
    return len ? clean : arena_strdup(arena, "1");
}

struct value *workbook_sheet(struct arena *arena, struct value *workbook, const char *name)
{
    struct value *sheet = value_map(arena);
    value_set_text(sheet, "name", sheet_name(arena, name));
    value_set(sheet, "above", value_list(arena));
    value_set(sheet, "columns", value_list(arena));
    value_set(sheet, "rows", value_list(arena));
    value_append(part(workbook, "sheets"), sheet);
    return sheet;
}

void workbook_above(struct arena *arena, struct value *sheet, const char *text)
{
    value_append(part(sheet, "above"), value_text(arena, text));
}

const char *workbook_kind_name(enum workbook_kind kind)
{
    static const char *const names[] = {
        [WORKBOOK_TEXT] = "text", [WORKBOOK_NUMBER] = "number", [WORKBOOK_DATE] = "date", [WORKBOOK_INSTANT] = "instant"};
    return names[kind];
}

void workbook_column(struct arena *arena, struct value *sheet, const struct workbook_column *column)
{
    struct value *map = value_map(arena);
    value_set_text(map, "title", column->title);
    value_set_text(map, "kind", workbook_kind_name(column->kind));
    value_set_int(map, "width", column->width);
    value_set_bool(map, "required", column->required);
    value_set_bool(map, "given", column->given);
    value_set_int(map, "letters", (int64_t)column->letters);
    if (column->from)
        value_set(map, "from", column->from);
    if (column->until)
        value_set(map, "until", column->until);
    if (value_len(column->words))
        value_set(map, "words", column->words);
    value_set_text(map, "hint", column->hint);
    value_set_text(map, "complaint", column->complaint);
    value_append(part(sheet, "columns"), map);
}

struct value *workbook_row(struct arena *arena, struct value *sheet)
{
    struct value *row = value_list(arena);
    value_append(part(sheet, "rows"), row);
    return row;
}

const struct value *workbook_cell(const struct value *row, size_t place)
{
    return place < value_len(row) ? value_at(row, place) : NULL;
}

struct value *workbook_marked(struct arena *arena, const struct value *is, const char *mark, const char *note)
{
    struct value *cell = value_map(arena);
    value_set(cell, "is", is ? is : value_null(arena));
    value_set_text(cell, "mark", mark);
    value_set_text(cell, "note", note);
    return cell;
}

/* ---- widths ---- */

static int letters_of(const struct value *cell)
{
    const struct value *is = value_type(cell) == VALUE_MAP ? value_get(cell, "is") : cell;
    switch (value_type(is)) {
    case VALUE_TEXT:
        return text_width(value_as_text(is));
    case VALUE_INT:
    case VALUE_REAL:
        return FIT_LEAST;
    default:
        return 0;
    }
}

static int at_least(int width, int least)
{
    return width > least ? width : least;
}

static int fit(const struct value *column, const struct value *rows, size_t place)
{
    const char *kind = value_get_text(column, "kind", "");
    int title = text_width(value_get_text(column, "title", "")), width = at_least(FIT_LEAST, title / TITLE_LINES + 3);
    if (strcmp(kind, "date") == 0)
        return at_least(width, DATE_WIDTH);
    if (strcmp(kind, "instant") == 0)
        return at_least(width, INSTANT_WIDTH);
    for (size_t i = 0; i < value_len(rows) && i < FIT_ROWS; i++)
        width = at_least(width, letters_of(workbook_cell(value_at(rows, i), place)) + 2);
    const struct value *words = value_get(column, "words");
    for (size_t i = 0; i < value_len(words); i++)
        width = at_least(width, letters_of(value_at(words, i)) + 4); /* beside the arrow */
    return width < FIT_MOST ? width : FIT_MOST;
}

void workbook_fit(struct value *sheet)
{
    const struct value *columns = value_get(sheet, "columns"), *rows = value_get(sheet, "rows");
    for (size_t i = 0; i < value_len(columns); i++) {
        struct value *column = (struct value *)value_at(columns, i);
        if (!value_get_int(column, "width", 0))
            value_set_int(column, "width", fit(column, rows, i));
    }
}
