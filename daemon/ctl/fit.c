#include "ctl/fit.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/value.h"
#include "command/command.h"
#include "ctl/answer_column.h"
#include "ctl/table.h"
#include "display/display.h"

#include <string.h>

enum { CUT_LEAST = 20 }; /* columns in which the begin of a text still says something */

/* What does not fit any more: from the column `count` on; the last one that is left has `room`. */
struct cut {
    size_t count;
    int room; /* of the last column; 0: as wide as it is */
};

static struct cut cut_of(const int *widths, size_t count, bool may_cut)
{
    int used = 0;
    for (size_t i = 0; i < count; i++) {
        int room = FIT_WIDTH - used;
        if (widths[i] > room) {
            bool cut = may_cut && room >= CUT_LEAST; /* a number, a day, an instant fits in so much */
            return (struct cut){i + (cut || i == 0), cut ? room : 0};
        }
        used += widths[i] + TABLE_GAP;
    }
    return (struct cut){count, 0};
}

static const struct value *at_path(struct arena *arena, const struct value *answer, const char *path)
{
    return path ? display_find(arena, answer, path, false) : answer;
}

/* A copy of the answer with another list at "a.b". */
static struct value *with(struct arena *arena, const struct value *answer, const char *path, struct value *list)
{
    if (!path)
        return list;
    struct value *copy = value_copy(arena, answer);
    const char *point = strchr(path, '.');
    const char *key = point ? arena_strndup(arena, path, (size_t)(point - path)) : path;
    value_set(copy, key, with(arena, value_get(answer, key), point ? point + 1 : NULL, list));
    return copy;
}

static void add_title(struct buffer *titles, const char *title)
{
    buffer_printf(titles, "%s%s", titles->len ? ", " : "", title);
}

/* ---- rows that are maps ---- */

static const char *text_in(struct arena *arena, const struct command_column *column, const struct value *row, bool english)
{
    return display_text(arena, column->key, display_find(arena, row, column->key, english), english);
}

static int width_of(struct arena *arena, const struct command_column *column, const struct value *rows, bool english)
{
    int most = text_width(english ? column->en : column->vi);
    for (size_t i = 0; i < value_len(rows); i++) {
        int width = text_width(text_in(arena, column, value_at(rows, i), english));
        most = width > most ? width : most;
    }
    return most;
}

/* "Phường Cát Bi chưa đạt chỉ…" */
static const char *shortened(struct arena *arena, const char *text, int room)
{
    size_t len = 0;
    uint32_t letter;
    if (text_width(text) <= room)
        return text;
    for (int width = 1; text[len]; width++) {
        size_t more = text_letter(text + len, &letter);
        if (width + 1 > room)
            break;
        len += more;
    }
    return arena_printf(arena, "%s…", arena_strndup(arena, text, len));
}

static struct value *rows_cut(struct arena *arena, const struct command_column *column, const struct value *rows, int room,
                                    bool english)
{
    struct value *list = value_list(arena);
    for (size_t i = 0; i < value_len(rows); i++) {
        const struct value *row = value_at(rows, i);
        const char *text = text_in(arena, column, row, english), *cut = shortened(arena, text, room);
        struct value *shown = value_text(arena, cut);
        value_append(list, cut == text ? row : with(arena, with(arena, row, column->key, shown), arena_printf(arena, "%s_en", column->key), shown));
    }
    return list;
}

static struct fit fit_maps(struct arena *arena, const struct command *command, const struct value *answer, const struct value *rows,
                           bool english)
{
    const struct command_column *columns = command_list_columns(command);
    int widths[COMMAND_COLUMNS_MAX] = {0};
    size_t count = 0;
    struct buffer titles = {0};
    for (; columns[count].key; count++)
        widths[count] = width_of(arena, &columns[count], rows, english);
    struct cut cut = cut_of(widths, count, true);
    if (cut.count == count && !cut.room)
        return (struct fit){command, answer, NULL};
    for (size_t i = cut.count - (cut.room > 0); i < count; i++)
        add_title(&titles, english ? columns[i].en : columns[i].vi);
    struct command *narrow = arena_grow(arena, command, sizeof *command, sizeof *command);
    (command->rows[0].key ? narrow->rows : narrow->columns)[cut.count] = (struct command_column){0};
    if (cut.room)
        answer = with(arena, answer, command->list, rows_cut(arena, &columns[cut.count - 1], rows, cut.room, english));
    return (struct fit){narrow, answer, buffer_take(&titles, arena)};
}

/* ---- rows of cells under columns of their own ---- */

static int cells_width(struct arena *arena, const struct value *column, const struct value *rows, size_t place, const struct value *names,
                       bool english)
{
    int most = text_width(answer_column_title(column, english));
    for (size_t i = 0; i < value_len(rows); i++) {
        int width = text_width(answer_column_text(arena, column, value_at(value_at(rows, i), place), names, english));
        most = width > most ? width : most;
    }
    return most;
}

/* The places of the columns that are printed: what stands in the key is read there. */
static size_t places_of(const struct value *columns, bool with_key, size_t *places)
{
    size_t count = 0;
    for (size_t j = 0; j < value_len(columns); j++)
        if (with_key || !value_get_bool(value_at(columns, j), "in_key", false))
            places[count++] = j;
    return count;
}

static struct value *cells_of(struct arena *arena, const struct value *list, const size_t *places, size_t count)
{
    struct value *narrow = value_list(arena);
    for (size_t i = 0; i < count; i++)
        value_append(narrow, value_at(list, places[i]));
    return narrow;
}

/* Names of units and members are long; where they make a list too wide, their ids stand for them. */
static struct fit fit_named(struct arena *arena, const struct command *command, const struct value *answer, const struct value *list,
                            bool english)
{
    const struct value *columns = value_get(list, "columns"), *rows = value_get(list, "rows"), *names = value_get(answer, "names");
    size_t most = value_len(columns), *places = arena_alloc(arena, (most + 1) * sizeof *places), count = most;
    int *widths = arena_alloc(arena, (most + 1) * sizeof *widths);
    struct cut cut = {0};
    for (int try = 0; try < 3 && (try == 0 || cut.count < count); try++) {
        names = try == 2 ? NULL : names;
        count = places_of(columns, try == 0, places);
        for (size_t j = 0; j < count; j++)
            widths[j] = cells_width(arena, value_at(columns, places[j]), rows, places[j], names, english);
        cut = cut_of(widths, count, false);
    }
    struct value *narrow = value_copy(arena, list), *kept = value_list(arena), *said = value_copy(arena, answer);
    struct buffer titles = {0};
    for (size_t i = 0; i < value_len(rows); i++)
        value_append(kept, cells_of(arena, value_at(rows, i), places, cut.count));
    for (size_t j = cut.count; j < count; j++)
        add_title(&titles, answer_column_title(value_at(columns, places[j]), english));
    value_set(narrow, "columns", cells_of(arena, columns, places, cut.count));
    value_set(narrow, "rows", kept);
    struct value *fitted = with(arena, said, command->list, narrow);
    value_set(fitted, "names", names ? names : value_map(arena));
    return (struct fit){command, fitted, buffer_take_some(&titles, arena)};
}

struct fit fit_list(struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    bool one = !command->list || !strpbrk(command->list, "*|"); /* not lists within a list */
    const struct value *list = one ? at_path(arena, answer, command->list) : NULL;
    if (command->told || command->each) /* the board: a column a target, in signs */
        return (struct fit){command, answer, NULL};
    if (value_type(list) == VALUE_LIST)
        return fit_maps(arena, command, answer, list, english);
    if (value_type(value_get(list, "columns")) == VALUE_LIST && value_type(value_get(list, "rows")) == VALUE_LIST)
        return fit_named(arena, command, answer, list, english);
    return (struct fit){command, answer, NULL};
}
