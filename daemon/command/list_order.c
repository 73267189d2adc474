#include "command/list_order.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/collation.h"
#include "base/err.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "base/value.h"
#include "display/display.h"
#include "command/list_file.h"
#include "command/list_table.h"
#include "store/listing.h"

#include <stdlib.h>
#include <string.h>

struct keyed {
    const struct list_row *row;
    size_t place; /* rows of one key stay in their order */
    bool said, is_number;
    double number;
    const char *text;
};

static struct keyed keyed_of(struct arena *arena, const struct list_table *table, size_t index, const struct list_row *row, size_t place,
                             bool english)
{
    const struct list_column *column = &table->columns[index];
    const struct value *value = list_table_cell(arena, table, index, row, english);
    struct keyed keyed = {.row = row, .place = place, .said = value && !value_is_null(value)};
    if (!keyed.said)
        return keyed;
    const char *text = display_text(arena, column->key, value, english), *unused;
    if (value_type(value) == VALUE_INT || value_type(value) == VALUE_REAL) {
        keyed.is_number = true;
        keyed.number = value_type(value) == VALUE_INT ? (double)value_as_int(value) : value_as_real(value);
    } else if (value_type(value) == VALUE_TEXT && column->figure) {
        keyed.is_number = list_file_figure(arena, value_as_text(value), &keyed.number, &unused);
    } else if (value_type(value) == VALUE_TEXT && value_as_text(value)[0] >= '0' && value_as_text(value)[0] <= '9') {
        text = value_as_text(value); /* a day or an instant orders as it is stored, not as it is shown */
    }
    keyed.text = listing_is_person(column->key) ? collation_name_key(arena, text) : collation_key(arena, text);
    return keyed;
}

static int compare(const void *a, const void *b)
{
    const struct keyed *one = a, *other = b;
    int order = (int)other->said - (int)one->said;
    if (!order && one->said)
        order = (int)other->is_number - (int)one->is_number;
    if (!order && one->said)
        order = one->is_number ? (one->number > other->number) - (one->number < other->number) : strcmp(one->text, other->text);
    return order ? order : (one->place > other->place) - (one->place < other->place);
}

static int compare_down(const void *a, const void *b)
{
    const struct keyed *one = a, *other = b;
    return one->said && other->said ? compare(b, a) : compare(a, b);
}

/* "cells.1.1.value" is the column cells.*.value of 1.1. */
static bool is_key_of(struct arena *arena, const struct list_column *column, const char *name)
{
    const char *star = column->item ? strchr(column->key, '*') : NULL;
    const char *own = star ? arena_printf(arena, "%.*s%s%s", (int)(star - column->key), column->key, column->item, star + 1) : column->key;
    return strcmp(own, name) == 0 || strcmp(column->key, name) == 0;
}

/* By its key or its title in either language, as people type it; the count when there is none. */
static size_t find_column(struct arena *arena, const struct list_table *table, const char *name)
{
    const char *plain = text_plain(arena, name);
    for (size_t i = 0; i < table->column_count; i++)
        if (is_key_of(arena, &table->columns[i], name) || strcmp(text_plain(arena, table->columns[i].vi), plain) == 0 ||
            strcmp(text_plain(arena, table->columns[i].en), plain) == 0)
            return i;
    return table->column_count;
}

static void refuse_column(const struct list_table *table, const char *name, struct err *err)
{
    struct buffer known = {0};
    for (size_t i = 0; i < table->column_count; i++)
        buffer_printf(&known, "%s%s", known.len ? ", " : "", table->columns[i].key);
    err_set(err, "danh sách này không có cột “%s” để xếp theo; ghi một trong: %s", "this list has no column “%s” to order by; write one of: %s",
            name, buffer_text(&known));
    buffer_finish(&known);
}

static bool says(struct arena *arena, const struct list_table *table, const struct list_row *row, const char *plain)
{
    for (size_t i = 0; i < table->column_count; i++)
        for (int english = 0; english < 2; english++) {
            const char *key = table->columns[i].key;
            const struct value *value = list_table_cell(arena, table, i, row, english), *raw = list_table_raw(arena, table, i, row, english);
            if (value && !value_is_null(value) &&
                (strstr(text_search(arena, display_text(arena, key, value, english)), plain) ||
                 (value_type(raw) == VALUE_TEXT && strstr(text_search(arena, value_as_text(raw)), plain))))
                return true;
        }
    return false;
}

static void keep_found(struct arena *arena, struct list_table *table, const char *text)
{
    size_t kept = 0;
    const char *plain = text_search(arena, text);
    for (size_t i = 0; i < table->row_count; i++)
        if (says(arena, table, &table->rows[i], plain))
            table->rows[kept++] = table->rows[i];
    table->row_count = kept;
}

static void sort(struct arena *arena, struct list_table *table, size_t column, bool down, bool english)
{
    size_t count = table->row_count;
    struct keyed *keyed = arena_alloc(arena, (count + 1) * sizeof *keyed);
    struct list_row *rows = arena_alloc(arena, (count + 1) * sizeof *rows);
    for (size_t i = 0; i < count; i++)
        keyed[i] = keyed_of(arena, table, column, &table->rows[i], i, english);
    qsort(keyed, count, sizeof *keyed, down ? compare_down : compare);
    for (size_t i = 0; i < count; i++)
        rows[i] = *keyed[i].row;
    table->rows = rows;
}

const char *list_order_by(struct arena *arena, const char *by, bool *ret_down)
{
    const char *comma = strrchr(by, ',');
    *ret_down = comma && strcmp(comma, ",desc") == 0;
    return *ret_down ? arena_strndup(arena, by, (size_t)(comma - by)) : by;
}

struct value *list_order(struct arena *arena, const struct command *command, const struct value *arguments, struct value *answer,
                         struct err *err)
{
    const char *find = value_get_text(arguments, "find", NULL), *by = value_get_text(arguments, "sort", NULL);
    bool english = strcmp(value_get_text(arguments, "lang", "vi"), "en") == 0, down;
    if (!find && !by)
        return answer;
    struct list_table table = list_table_of(arena, command, answer);
    if (find)
        keep_found(arena, &table, find);
    if (by) {
        const char *name = list_order_by(arena, by, &down);
        size_t column = find_column(arena, &table, name);
        if (column == table.column_count) {
            refuse_column(&table, name, err);
            return NULL;
        }
        sort(arena, &table, column, down, english);
    }
    return list_table_with(arena, command, answer, table.rows, table.row_count);
}
