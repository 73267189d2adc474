#include "command/list_file.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/value.h"
#include "command/call.h"
#include "command/list_table.h"
#include "display/display.h"
#include "workbook/workbook.h"
#include "workbook/workbook_csv.h"
#include "workbook/workbook_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- cells ---- */

/* 2025-02-10T17:00:00+07:00, a record's 2025-02-10 17:00:00 → the latter; NULL for another text. *ret_kind: whether it has a time. */
static const char *datetime_of(struct arena *arena, const char *text, enum workbook_kind *ret_kind)
{
    int year, month, day, hour, minute, second, used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10)
        return NULL;
    *ret_kind = WORKBOOK_DATE;
    if (!text[10])
        return text;
    *ret_kind = WORKBOOK_INSTANT;
    const char *zone = text[10] == 'T' ? "+07:00" : "";
    if (strchr("T ", text[10]) == NULL || sscanf(text + 11, "%2d:%2d:%2d%n", &hour, &minute, &second, &used) != 3 ||
        strcmp(text + 11 + used, zone) != 0)
        return NULL;
    return arena_printf(arena, "%.10s %.8s", text, text + 11);
}

bool list_file_figure(struct arena *arena, const char *text, double *ret_number, const char **ret_format)
{
    static const char minus[] = "−";
    bool below = strncmp(text, minus, sizeof minus - 1) == 0, signed_up = *text == '+'; /* a difference has its sign */
    text += below ? sizeof minus - 1 : signed_up ? 1 : 0;
    char *plain = arena_printf(arena, "%s%s", below ? "-" : "", text), *to = plain + below;
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

static const struct value *text_cell(struct arena *arena, const struct list_column *column, const char *text, bool english)
{
    enum workbook_kind kind;
    double number;
    const char *format, *datetime = datetime_of(arena, text, &kind);
    if (datetime)
        return formed(arena, value_text(arena, datetime), workbook_kind_name(kind), NULL);
    if (column->figure && list_file_figure(arena, text, &number, &format))
        return formed(arena, value_real(arena, number), workbook_kind_name(WORKBOOK_NUMBER), format);
    return value_text(arena, display_word(column->key, text, english));
}

static const struct value *cell_of(struct arena *arena, const struct list_column *column, const struct value *value, bool english)
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
                                     ? display_text(arena, column->key, value, english)
                                     : "");
    }
}

/* ---- the table ---- */

struct value *list_file_workbook(struct arena *arena, const struct command *command, const struct value *answer, bool english)
{
    struct list_table table = list_table_of(arena, command, answer);
    struct value *workbook = workbook_describe(arena, english ? command->en : command->vi),
                 *sheet = workbook_sheet(arena, workbook, command->words);
    for (size_t j = 0; j < table.column_count; j++)
        workbook_column(arena, sheet, &(struct workbook_column){.title = list_table_title(&table.columns[j], english)});
    for (size_t i = 0; i < table.row_count; i++) {
        struct value *row = workbook_row(arena, sheet);
        for (size_t j = 0; j < table.column_count; j++)
            value_append(row, cell_of(arena, &table.columns[j], list_table_cell(arena, &table, j, &table.rows[i], english), english));
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
