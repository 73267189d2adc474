#include "command/list_order.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/collation.h"
#include "base/err.h"
#include "base/text.h"
#include "base/text_fold.h"
#include "base/value.h"
#include "display/display.h"
#include "command/list_file.h"

#include <stdlib.h>
#include <string.h>

/* Columns that hold a person's name: ordered by given name. */
static const char *const persons[] = {"full_name", "member_name"};

struct keyed {
    const struct value *row;
    size_t place; /* rows of one key stay in their order */
    bool said, is_number;
    double number;
    const char *text;
};

static bool is_one_of(const char *key, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (keys[i] && strcmp(keys[i], key) == 0)
            return true;
    return false;
}

static struct keyed keyed_of(struct arena *arena, const struct command *command, const struct command_column *column,
                             const struct value *row, size_t place, bool english)
{
    const struct value *value = display_find(arena, row, column->key, english);
    struct keyed keyed = {.row = row, .place = place, .said = value && !value_is_null(value)};
    if (!keyed.said)
        return keyed;
    const char *text = display_text(arena, column->key, value, english), *unused;
    if (value_type(value) == VALUE_INT || value_type(value) == VALUE_REAL) {
        keyed.is_number = true;
        keyed.number = value_type(value) == VALUE_INT ? (double)value_as_int(value) : value_as_real(value);
    } else if (value_type(value) == VALUE_TEXT && is_one_of(column->key, command->figures, COMMAND_FIGURES_MAX)) {
        keyed.is_number = list_file_figure(arena, value_as_text(value), &keyed.number, &unused);
    } else if (value_type(value) == VALUE_TEXT && value_as_text(value)[0] >= '0' && value_as_text(value)[0] <= '9') {
        text = value_as_text(value); /* a day or an instant orders as it is stored, not as it is shown */
    }
    keyed.text = is_one_of(column->key, persons, LEN(persons)) ? collation_name_key(arena, text) : collation_key(arena, text);
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

/* By its key or its title in either language, as people type it. */
static const struct command_column *find_column(struct arena *arena, const struct command *command, const char *name)
{
    const char *plain = text_plain(arena, name);
    for (const struct command_column *column = command->columns; column->key; column++)
        if (strcmp(column->key, name) == 0 || strcmp(text_plain(arena, column->vi), plain) == 0 ||
            strcmp(text_plain(arena, column->en), plain) == 0)
            return column;
    return NULL;
}

static bool refuse_column(const struct command *command, const char *name, struct err *err)
{
    struct buffer known = {0};
    for (const struct command_column *column = command->columns; column->key; column++)
        buffer_printf(&known, "%s%s", known.len ? ", " : "", column->key);
    err_set(err, "danh sách này không có cột “%s” để xếp theo; ghi một trong: %s", "this list has no column “%s” to order by; write one of: %s",
            name, buffer_text(&known));
    buffer_finish(&known);
    return false;
}

/* As people type it: without marks, an id's hyphens as blanks. */
static const char *spoken(struct arena *arena, const char *text)
{
    char *plain = text_plain(arena, text);
    for (char *at = plain; *at; at++)
        if (*at == '-')
            *at = ' ';
    return plain;
}

static bool says(struct arena *arena, const struct command *command, const struct value *row, const char *plain)
{
    for (const struct command_column *column = command->columns; column->key; column++)
        for (int english = 0; english < 2; english++) {
            const struct value *value = display_find(arena, row, column->key, english);
            if (value && !value_is_null(value) &&
                (strstr(spoken(arena, display_text(arena, column->key, value, english)), plain) ||
                 (value_type(value) == VALUE_TEXT && strstr(spoken(arena, value_as_text(value)), plain))))
                return true;
        }
    return false;
}

static struct value *keep_found(struct arena *arena, const struct command *command, const struct value *rows, const char *text)
{
    struct value *kept = value_list(arena);
    const char *plain = spoken(arena, text);
    for (size_t i = 0; i < value_len(rows); i++)
        if (says(arena, command, value_at(rows, i), plain))
            value_append(kept, value_at(rows, i));
    return kept;
}

/* "due", "due,desc" */
static struct value *sorted(struct arena *arena, const struct command *command, const struct value *rows, const char *by, bool english,
                            struct err *err)
{
    const char *comma = strrchr(by, ',');
    bool down = comma && strcmp(comma, ",desc") == 0;
    const char *name = down ? arena_strndup(arena, by, (size_t)(comma - by)) : by;
    const struct command_column *column = find_column(arena, command, name);
    if (!column) {
        refuse_column(command, name, err);
        return NULL;
    }
    size_t count = value_len(rows);
    struct keyed *keyed = arena_alloc(arena, (count + 1) * sizeof *keyed);
    for (size_t i = 0; i < count; i++)
        keyed[i] = keyed_of(arena, command, column, value_at(rows, i), i, english);
    qsort(keyed, count, sizeof *keyed, down ? compare_down : compare);
    struct value *list = value_list(arena);
    for (size_t i = 0; i < count; i++)
        value_append(list, keyed[i].row);
    return list;
}

struct value *list_order(struct arena *arena, const struct command *command, const struct value *arguments, struct value *answer,
                         struct err *err)
{
    const char *find = value_get_text(arguments, "find", NULL), *by = value_get_text(arguments, "sort", NULL);
    bool english = strcmp(value_get_text(arguments, "lang", "vi"), "en") == 0;
    if (!find && !by)
        return answer;
    const struct value *rows = command->list ? display_find(arena, answer, command->list, false) : answer;
    struct value *list = find ? keep_found(arena, command, rows, find) : NULL;
    if (by)
        list = sorted(arena, command, list ? list : rows, by, english, err);
    if (!list || !command->list)
        return list;
    value_set(answer, command->list, list);
    return answer;
}
