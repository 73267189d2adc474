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
    return column->key && strstr(column->key, ".*");
}

/* "1.1 kết quả"; without words of its own the column has the item's title. */
static void add_each(struct list_table *table, struct arena *arena, const struct command *command, const struct command_column *column,
                     const struct value *item)
{
    const char *id = value_get_text(item, "id", ""), *title = value_get_text(item, "title", id), *title_en = value_get_text(item, "title_en", title);
    const char *called = value_get_text(item, "name", id); /* a unit has a name, a target its number */
    add_column(table, command, column, id);
    struct list_column *added = &table->columns[table->column_count - 1];
    added->vi = *column->vi ? arena_printf(arena, "%s %s", called, column->vi) : title;
    added->en = *column->en ? arena_printf(arena, "%s %s", called, column->en) : title_en;
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
                add_each(table, arena, command, own, value_at(each, i));
        if (end == column)
            add_column(table, command, end++, NULL);
        column = end;
    }
}

/* What has the id: under it in a map, by its `name` in a list. */
static const struct value *with_id(const struct value *among, const char *id)
{
    if (value_type(among) != VALUE_LIST)
        return value_get(among, id);
    for (size_t i = 0; i < value_len(among); i++)
        if (strcmp(value_get_text(value_at(among, i), "name", ""), id) == 0)
            return value_at(among, i);
    return NULL;
}

/* a.*.b: in a, what has the item's id, in it b; a.*: itself. An id may have points. */
static const struct value *value_of(struct arena *arena, const struct list_column *column, const struct value *row, bool english)
{
    const char *star = strstr(column->key, ".*");
    if (!column->item || !star)
        return display_find(arena, row, column->key, english);
    const struct value *among = display_find(arena, row, arena_strndup(arena, column->key, (size_t)(star - column->key)), false);
    const struct value *found = with_id(among, column->item);
    return star[2] ? display_find(arena, found, star + 3, english) : found;
}

static bool is_sparse(const struct command *command, const char *key)
{
    for (size_t i = 0; i < COMMAND_SPARSE_MAX && command->sparse[i]; i++)
        if (strcmp(command->sparse[i], key) == 0)
            return true;
    return false;
}

static bool is_said(struct arena *arena, const struct list_table *table, const struct list_column *column)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (!value_is_null(value_of(arena, column, table->rows[i].cells, false)))
            return true;
    return false;
}

static void drop_unsaid(struct list_table *table, struct arena *arena, const struct command *command)
{
    size_t kept = 0;
    for (size_t i = 0; i < table->column_count; i++)
        if (!is_sparse(command, table->columns[i].key) || is_said(arena, table, &table->columns[i]))
            table->columns[kept++] = table->columns[i];
    table->column_count = kept;
}

/* ---- columns of the answer ---- */

/* A column that has a name alone is called as the command's row calls it. */
static const char *own_title(const struct command *command, const char *key, bool english)
{
    for (const struct command_column *column = command->rows; column->key; column++)
        if (strcmp(column->key, key) == 0)
            return english ? column->en : column->vi;
    return key;
}

static void take_own_columns(struct list_table *table, struct arena *arena, const struct command *command, const struct value *columns)
{
    table->own = true;
    table->columns = arena_alloc(arena, (value_len(columns) + 1) * sizeof *table->columns);
    for (size_t i = 0; i < value_len(columns); i++) {
        const struct value *column = value_at(columns, i);
        bool named = value_type(column) == VALUE_TEXT;
        const char *key = named ? value_as_text(column) : value_get_text(column, "name", "");
        const char *title = named ? own_title(command, key, false) : value_get_text(column, "title", key);
        const char *title_en = named ? own_title(command, key, true) : value_get_text(column, "title_en", title);
        table->columns[table->column_count++] = (struct list_column){
            .key = key, .vi = title, .en = title_en, .words = value_get(column, "words")};
    }
}

static const struct value *called(struct arena *arena, const struct list_table *table, const struct list_column *column,
                                  const struct value *cell)
{
    const char *text = value_type(cell) == VALUE_TEXT ? value_as_text(cell) : NULL;
    const char *title = text ? value_get_text(column->words, text, value_get_text(table->names, text, NULL)) : NULL;
    return title ? value_text(arena, title) : cell;
}

/* ---- rows ---- */

/* One of the paths of `list`: "a", "a.*.b", "*.b". */
struct path {
    const char *things; /* NULL: the answer itself */
    const char *items;  /* NULL: the things are the rows */
};

static const char *next_path(struct arena *arena, const char *list, struct path *ret_path)
{
    size_t len = list ? strcspn(list, "|") : 0;
    const char *path = list ? arena_strndup(arena, list, len) : NULL, *star = path ? strchr(path, '*') : NULL;
    *ret_path = (struct path){path, NULL};
    if (star)
        *ret_path = (struct path){star > path ? arena_strndup(arena, path, (size_t)(star - path) - 1) : NULL, star + 2};
    return list && list[len] ? list + len + 1 : NULL;
}

static const struct value *list_in(struct arena *arena, const struct value *answer, const char *path)
{
    return path ? display_find(arena, answer, path, false) : answer;
}

/* x_en of an x that the item has: of the thing's own x, which is not said here. */
static bool is_hidden(struct arena *arena, const struct value *item, const char *key)
{
    size_t len = strlen(key);
    bool translates = len > 3 && strcmp(key + len - 3, "_en") == 0;
    return value_get(item, key) || (translates && value_get(item, arena_strndup(arena, key, len - 3)));
}

/* What an item says, and beside it what its thing says. */
static struct value *item_in_thing(struct arena *arena, const struct value *thing, const struct value *item, const char *items)
{
    struct value *row = value_map_sized(arena, value_len(thing) + value_len(item));
    for (size_t i = 0; i < value_len(thing); i++)
        if (strcmp(value_key(thing, i), items) != 0 && !is_hidden(arena, item, value_key(thing, i)))
            value_set_kept(row, value_key(thing, i), value_item(thing, i));
    for (size_t i = 0; i < value_len(item); i++)
        value_set_kept(row, value_key(item, i), value_item(item, i));
    return row;
}

static void add_row(struct list_table *table, struct arena *arena, struct list_row row)
{
    if ((table->row_count & (table->row_count - 1)) == 0) {
        size_t size = table->row_count ? table->row_count * 2 : 1;
        table->rows = arena_grow(arena, table->rows, table->row_count * sizeof row, size * sizeof row);
    }
    row.place = table->row_count;
    table->rows[table->row_count++] = row;
}

static void take_rows(struct list_table *table, struct arena *arena, const struct path *path, const struct value *things, size_t part)
{
    for (size_t i = 0; i < value_len(things); i++) {
        const struct value *thing = value_at(things, i), *items = path->items ? value_get(thing, path->items) : NULL;
        if (!path->items)
            add_row(table, arena, (struct list_row){.cells = thing, .part = part});
        for (size_t j = 0; j < value_len(items); j++)
            add_row(table, arena,
                    (struct list_row){item_in_thing(arena, thing, value_at(items, j), path->items), thing, value_at(items, j), part, 0});
        if (path->items && !value_len(items))
            add_row(table, arena, (struct list_row){item_in_thing(arena, thing, NULL, path->items), thing, NULL, part, 0});
    }
}

/* ---- the table ---- */

struct list_table list_table_of(struct arena *arena, const struct command *command, const struct value *answer)
{
    struct list_table table = {.names = value_get(answer, "names")};
    struct path path;
    const char *list = command->list;
    for (size_t part = 0; part == 0 || list; part++) {
        list = next_path(arena, list, &path);
        const struct value *things = list_in(arena, answer, path.things);
        bool own = value_type(things) == VALUE_MAP;
        if (own)
            take_own_columns(&table, arena, command, value_get(things, "columns"));
        take_rows(&table, arena, &path, own ? value_get(things, "rows") : things, part);
    }
    if (!table.own) {
        take_columns(&table, arena, command, answer);
        drop_unsaid(&table, arena, command);
    }
    return table;
}

const char *list_table_title(const struct list_column *column, bool english)
{
    return english ? column->en : column->vi;
}

const struct value *list_table_raw(struct arena *arena, const struct list_table *table, size_t column, const struct list_row *row,
                                   bool english)
{
    return table->own ? value_at(row->cells, column) : value_of(arena, &table->columns[column], row->cells, english);
}

const struct value *list_table_cell(struct arena *arena, const struct list_table *table, size_t column, const struct list_row *row,
                                    bool english)
{
    const struct value *cell = list_table_raw(arena, table, column, row, english);
    return table->own ? called(arena, table, &table->columns[column], cell) : cell;
}

/* ---- the answer with other rows ---- */

/* A copy of the map in which the item stands at "a.b.c". */
static struct value *replaced(struct arena *arena, const struct value *map, const char *path, const struct value *item)
{
    struct value *copy = value_copy(arena, map);
    const char *point = strchr(path, '.');
    const char *key = point ? arena_strndup(arena, path, (size_t)(point - path)) : path;
    value_set(copy, key, point ? replaced(arena, value_get(map, key), point + 1, item) : item);
    return copy;
}

/* The rows of a part as its list is: themselves, or things each with its items that stand together. */
static struct value *list_of(struct arena *arena, const struct path *path, const struct list_row *rows, size_t count, size_t part)
{
    struct value *list = value_list(arena), *items = NULL;
    const struct value *thing = NULL;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].part != part)
            continue;
        if (!path->items) {
            value_append(list, rows[i].cells);
            continue;
        }
        if (rows[i].thing != thing) {
            struct value *copy = value_copy(arena, thing = rows[i].thing);
            value_set(copy, path->items, items = value_list(arena));
            value_append(list, copy);
        }
        if (rows[i].item)
            value_append(items, rows[i].item);
    }
    return list;
}

/* A list with columns of its own; what stands beside each row goes with it. */
static struct value *own_list(struct arena *arena, const struct value *map, const struct value *list, const struct list_row *rows, size_t count)
{
    const struct value *beside = value_get(map, "files");
    struct value *copy = value_copy(arena, map), *moved = value_list(arena);
    for (size_t i = 0; i < count && beside; i++)
        value_append(moved, value_at(beside, rows[i].place));
    value_set(copy, "rows", list);
    if (beside)
        value_set(copy, "files", moved);
    return copy;
}

struct value *list_table_with(struct arena *arena, const struct command *command, struct value *answer, const struct list_row *rows,
                              size_t count)
{
    struct path path;
    const char *list = command->list;
    for (size_t part = 0; part == 0 || list; part++) {
        list = next_path(arena, list, &path);
        const struct value *things = list_in(arena, answer, path.things);
        struct value *part_list = list_of(arena, &path, rows, count, part);
        if (value_type(things) == VALUE_MAP)
            part_list = own_list(arena, things, part_list, rows, count);
        if (!value_is_null(things))
            answer = path.things ? replaced(arena, answer, path.things, part_list) : part_list;
    }
    return answer;
}
