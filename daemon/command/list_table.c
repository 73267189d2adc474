#include "command/list_table.h"

#include "base/arena.h"
#include "base/value.h"
#include "display/display.h"

#include <string.h>

/* ---- columns of the row ---- */

static bool is_figure(const struct command *command, const char *key)
{
    for (size_t i = 0; i < COMMAND_FIGURES_MAX && command->figures[i]; i++)
        if (strcmp(command->figures[i], key) == 0)
            return true;
    return false;
}

static void add_column(struct list_table *table, const struct command *command, const struct command_column *column, const char *item)
{
    table->columns[table->column_count++] = (struct list_column){
        .key = column->key, .vi = column->vi, .en = column->en, .item = item, .figure = is_figure(command, column->key)};
}

static bool stands_for_each(const struct command_column *column)
{
    return column->key && strstr(column->key, ".*.");
}

/* Neighbours that stand for each stay together: of the first item, of the second … */
static void take_columns(struct list_table *table, struct arena *arena, const struct command *command, const struct value *answer)
{
    const struct value *each = command->each ? value_get(answer, command->each) : NULL;
    table->columns = arena_alloc(arena, (value_len(each) + 1) * COMMAND_COLUMNS_MAX * sizeof *table->columns);
    for (const struct command_column *column = command_list_columns(command); column->key;) {
        const struct command_column *end = column;
        while (stands_for_each(end))
            end++;
        for (size_t i = 0; i < value_len(each) && end > column; i++)
            for (const struct command_column *own = column; own < end; own++)
                add_column(table, command, own, value_get_text(value_at(each, i), "id", ""));
        if (end == column)
            add_column(table, command, end++, NULL);
        column = end;
    }
}

/* a.*.b: in a, what has the item's id, in it b. An id may have points. */
static const struct value *value_of(struct arena *arena, const struct list_column *column, const struct value *row, bool english)
{
    const char *star = strstr(column->key, ".*.");
    if (!column->item || !star)
        return display_find(arena, row, column->key, english);
    const struct value *map = display_find(arena, row, arena_strndup(arena, column->key, (size_t)(star - column->key)), false);
    return display_find(arena, value_get(map, column->item), star + 3, english);
}

/* ---- columns of the answer ---- */

static void take_own_columns(struct list_table *table, struct arena *arena, const struct value *columns)
{
    table->own = true;
    table->columns = arena_alloc(arena, (value_len(columns) + 1) * sizeof *table->columns);
    for (size_t i = 0; i < value_len(columns); i++) {
        const struct value *column = value_at(columns, i);
        bool named = value_type(column) == VALUE_TEXT;
        const char *key = named ? value_as_text(column) : value_get_text(column, "name", "");
        const char *title = named ? key : value_get_text(column, "title", key);
        table->columns[table->column_count++] = (struct list_column){
            .key = key, .vi = title, .en = named ? key : value_get_text(column, "title_en", title), .words = value_get(column, "words")};
    }
}

static const struct value *called(struct arena *arena, const struct list_table *table, const struct list_column *column,
                                  const struct value *cell)
{
    const char *text = value_type(cell) == VALUE_TEXT ? value_as_text(cell) : NULL;
    const char *title = text ? value_get_text(column->words, text, value_get_text(table->names, text, NULL)) : NULL;
    return title ? value_text(arena, title) : cell;
}

/* ---- the table ---- */

static const struct value *list_in(struct arena *arena, const struct command *command, const struct value *answer)
{
    return command->list ? display_find(arena, answer, command->list, false) : answer;
}

struct list_table list_table_of(struct arena *arena, const struct command *command, const struct value *answer)
{
    const struct value *list = list_in(arena, command, answer);
    struct list_table table = {.rows = list, .names = value_get(answer, "names")};
    if (value_type(list) == VALUE_MAP) {
        table.rows = value_get(list, "rows");
        take_own_columns(&table, arena, value_get(list, "columns"));
    } else {
        take_columns(&table, arena, command, answer);
    }
    return table;
}

const char *list_table_title(struct arena *arena, const struct list_column *column, bool english)
{
    const char *title = english ? column->en : column->vi;
    return column->item ? arena_printf(arena, "%s %s", column->item, title) : title;
}

const struct value *list_table_raw(struct arena *arena, const struct list_table *table, size_t column, const struct value *row,
                                   bool english)
{
    return table->own ? value_at(row, column) : value_of(arena, &table->columns[column], row, english);
}

const struct value *list_table_cell(struct arena *arena, const struct list_table *table, size_t column, const struct value *row,
                                    bool english)
{
    const struct value *cell = list_table_raw(arena, table, column, row, english);
    return table->own ? called(arena, table, &table->columns[column], cell) : cell;
}

/* A copy of the map in which the item stands at "a.b.c". */
static struct value *replaced(struct arena *arena, const struct value *map, const char *path, const struct value *item)
{
    struct value *copy = value_copy(arena, map);
    const char *point = strchr(path, '.');
    const char *key = point ? arena_strndup(arena, path, (size_t)(point - path)) : path;
    value_set(copy, key, point ? replaced(arena, value_get(map, key), point + 1, item) : item);
    return copy;
}

struct value *list_table_with(struct arena *arena, const struct command *command, struct value *answer, const struct value *rows)
{
    const struct value *list = list_in(arena, command, answer);
    if (value_type(list) == VALUE_MAP)
        return replaced(arena, answer, command->list ? arena_printf(arena, "%s.rows", command->list) : "rows", rows);
    if (command->list)
        return replaced(arena, answer, command->list, rows);
    struct value *copy = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(copy, value_at(rows, i));
    return copy;
}
