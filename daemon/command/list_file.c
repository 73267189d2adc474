#include "command/list_file.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"
#include "command/call.h"
#include "display/display.h"
#include "workbook/workbook.h"
#include "workbook/workbook_csv.h"
#include "workbook/workbook_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One column of the file: of the row's own, or of one item of those that stand for each. */
struct column {
    const struct command_column *column;
    const char *item; /* its id; NULL: none */
    bool figure;
};

struct columns {
    struct column *items;
    size_t len;
};

/* ---- cells ---- */

/* 2025-02-10T17:00:00+07:00 → 2025-02-10 17:00:00; NULL for another text. *ret_kind: whether it has a time. */
static const char *datetime_of(struct arena *arena, const char *text, enum workbook_kind *ret_kind)
{
    int year, month, day, hour, minute, second, used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10)
        return NULL;
    *ret_kind = WORKBOOK_DATE;
    if (!text[10])
        return text;
    *ret_kind = WORKBOOK_INSTANT;
    if (sscanf(text + 10, "T%2d:%2d:%2d+07:00%n", &hour, &minute, &second, &used) != 3 || text[10 + used])
        return NULL;
    return arena_printf(arena, "%.10s %.8s", text, text + 11);
}

bool list_file_figure(struct arena *arena, const char *text, double *ret_number, const char **ret_format)
{
    char *plain = arena_strdup(arena, text), *to = plain;
    const char *comma = strchr(text, ',');
    for (const char *at = text; *at; at++)
        if (*at != '.' || comma) /* a point groups thousands */
            *to++ = *at == ',' ? '.' : *at;
    *to = '\0';
    char *end;
    double number = strtod(plain, &end);
    bool percent = *end == '%';
    if (end == plain || end[percent] || strspn(plain, "-0123456789.%") != strlen(plain))
        return false;
    const char *point = strchr(plain, '.');
    int decimals = point ? (int)strspn(point + 1, "0123456789") : 0;
    *ret_number = percent ? strtod(arena_printf(arena, "%.*se-2", (int)(end - plain), plain), NULL) : number;
    *ret_format = arena_printf(arena, "%s%s%.*s%s", !point && !percent && *plain == '0' && plain[1] ? "0" : "", point ? "0." : "0",
                               decimals, "00000000", percent ? "%" : "");
    return true;
}

static struct value *formed(struct arena *arena, struct value *is, const char *kind, const char *format)
{
    struct value *cell = workbook_marked(arena, is, NULL, NULL);
    value_set_text(cell, "kind", kind);
    value_set_text(cell, "format", format);
    return cell;
}

static const struct value *text_cell(struct arena *arena, const struct column *column, const char *text, bool english)
{
    enum workbook_kind kind;
    double number;
    const char *format, *datetime = datetime_of(arena, text, &kind);
    if (datetime)
        return formed(arena, value_text(arena, datetime), workbook_kind_name(kind), NULL);
    if (column->figure && list_file_figure(arena, text, &number, &format))
        return formed(arena, value_real(arena, number), workbook_kind_name(WORKBOOK_NUMBER), format);
    return value_text(arena, display_word(column->column->key, text, english));
}

static const struct value *cell_of(struct arena *arena, const struct column *column, const struct value *value, bool english)
{
    switch (value_type(value)) {
    case VALUE_NULL:
    case VALUE_INT:
    case VALUE_REAL:
        return value;
    case VALUE_TEXT:
        return text_cell(arena, column, value_as_text(value), english);
    default:
        return value_text(arena, value_len(value) || value_type(value) == VALUE_BOOL
                                     ? display_text(arena, column->column->key, value, english)
                                     : "");
    }
}

/* a.*.b: in a, what has the item's id, in it b. An id may have points. */
static const struct value *value_of(struct arena *arena, const struct column *column, const struct value *row,
                                    bool english)
{
    const char *key = column->column->key, *star = strstr(key, ".*.");
    if (!column->item || !star)
        return display_find(arena, row, key, english);
    const struct value *map = display_find(arena, row, arena_strndup(arena, key, (size_t)(star - key)), false);
    return display_find(arena, value_get(map, column->item), star + 3, english);
}

/* ---- columns ---- */

static bool is_figure(const struct command *command, const char *key)
{
    for (size_t i = 0; i < COMMAND_FIGURES_MAX && command->figures[i]; i++)
        if (strcmp(command->figures[i], key) == 0)
            return true;
    return false;
}

static void add_column(struct columns *columns, const struct command *command, const struct command_column *column,
                       const char *item)
{
    columns->items[columns->len++] = (struct column){column, item, is_figure(command, column->key)};
}

static bool stands_for_each(const struct command_column *column)
{
    return column->key && strstr(column->key, ".*.");
}

/* Neighbours that stand for each stay together: of the first item, of the second … */
static struct columns columns_of(struct arena *arena, const struct command *command, const struct value *answer)
{
    const struct value *each = command->each ? value_get(answer, command->each) : NULL;
    struct columns columns = {.items = arena_alloc(arena, (value_len(each) + 1) * COMMAND_COLUMNS_MAX * sizeof *columns.items)};
    for (const struct command_column *column = command->columns; column->key;) {
        const struct command_column *end = column;
        while (stands_for_each(end))
            end++;
        for (size_t i = 0; i < value_len(each) && end > column; i++)
            for (const struct command_column *own = column; own < end; own++)
                add_column(&columns, command, own, value_get_text(value_at(each, i), "id", ""));
        if (end == column)
            add_column(&columns, command, end++, NULL);
        column = end;
    }
    return columns;
}

/* ---- the table ---- */

struct value *list_file_workbook(struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    const struct value *rows = command->list ? display_find(arena, answer, command->list, false) : answer;
    struct columns columns = columns_of(arena, command, answer);
    struct value *workbook = workbook_describe(arena, english ? command->en : command->vi),
                 *sheet = workbook_sheet(arena, workbook, command->words);
    for (size_t j = 0; j < columns.len; j++) {
        const struct column *column = &columns.items[j];
        const char *title = english ? column->column->en : column->column->vi;
        workbook_column(arena, sheet,
                        &(struct workbook_column){.title = column->item ? arena_printf(arena, "%s %s", column->item, title) : title});
    }
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *row = workbook_row(arena, sheet);
        for (size_t j = 0; j < columns.len; j++)
            value_append(row, cell_of(arena, &columns.items[j], value_of(arena, &columns.items[j], value_at(rows, i), english), english));
    }
    workbook_fit(sheet);
    return workbook;
}

/* "results-2024-11.xlsx": the command's words and what was asked for. */
static char *name_of(struct arena *arena, const struct command *command, const struct value *arguments, const char *format)
{
    char *name = arena_strdup(arena, command->words);
    for (size_t i = 0; i < value_len(arguments); i++) {
        const struct command_parameter *parameter = command_parameter(command, value_key(arguments, i));
        const struct value *item = value_item(arguments, i);
        if (parameter->form != FORM_EXPORT && value_type(item) == VALUE_TEXT)
            name = arena_printf(arena, "%s-%s", name, value_as_text(item));
    }
    for (char *at = name; *at; at++)
        if (*at == ' ' || *at == '/')
            *at = '-';
    return arena_printf(arena, "%s.%s", name, format);
}

struct value *list_file_write(const struct command *command, struct command_call *call, const struct value *answer,
                              struct err *err)
{
    struct arena *arena = call->arena;
    const char *format = value_get_text(call->arguments, "format", "");
    bool english = strcmp(value_get_text(call->arguments, "lang", "vi"), "en") == 0;
    const struct value *workbook = list_file_workbook(arena, command, answer, english);
    if (strcmp(format, "csv") == 0) {
        struct buffer text = {0};
        workbook_csv_write(&text, value_at(value_get(workbook, "sheets"), 0));
        call->bytes_len = text.len;
        call->bytes = buffer_take(&text, arena);
    } else if (!workbook_file(call->worker, arena, workbook, &call->bytes, &call->bytes_len, err)) {
        return NULL;
    }
    return value_text(arena, name_of(arena, command, call->arguments, format));
}
