#include "workbook/workbook_csv.h"

#include "base/buffer.h"
#include "base/value.h"
#include "workbook/workbook.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static void put_quoted(struct buffer *out, const char *text)
{
    buffer_putc(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_putc(out, '"');
        buffer_putc(out, *text);
    }
    buffer_putc(out, '"');
}

/* A sheet may take such a beginning for a formula, and run it. */
static bool is_dangerous(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

static void put_text(struct buffer *out, const char *text)
{
    char mark[2] = {is_dangerous(text) ? '\'' : '\0', '\0'};
    if (!strpbrk(text, ";,\t\"\r\n") && *text != ' ') {
        buffer_printf(out, "%s%s", mark, text);
        return;
    }
    struct buffer whole = {0};
    buffer_printf(&whole, "%s%s", mark, text);
    put_quoted(out, buffer_text(&whole));
    buffer_finish(&whole);
}

/* 2024-11-05 and 2024-11-05 21:40 as people here write them; another text as it is. */
static void put_day(struct buffer *out, const char *text)
{
    int year, month, day, used = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10) {
        put_text(out, text);
        return;
    }
    buffer_printf(out, "%02d/%02d/%04d", day, month, year);
    if (text[used])
        buffer_printf(out, " %s", text + used + 1);
}

/* 0.857 of the format 0.0% is 85,7%. */
static void put_real(struct buffer *out, double real, const char *format)
{
    char digits[64];
    const char *point = format ? strchr(format, '.') : NULL;
    int decimals = point ? (int)strspn(point + 1, "0#") : 0;
    bool percent = format && strchr(format, '%');
    if (format)
        snprintf(digits, sizeof digits, "%.*f", decimals, percent ? real * 100 : real);
    else
        snprintf(digits, sizeof digits, "%.15g", real);
    char *dot = strchr(digits, '.');
    if (dot)
        *dot = ',';
    buffer_printf(out, "%s%s", digits, percent ? "%" : "");
}

static void put_cell(struct buffer *out, const struct value *cell, const char *kind, const char *format)
{
    switch (value_type(cell)) {
    case VALUE_INT:
        if (format)
            put_real(out, (double)value_as_int(cell), format);
        else
            buffer_printf(out, "%" PRId64, value_as_int(cell));
        break;
    case VALUE_REAL:
        put_real(out, value_as_real(cell), format);
        break;
    case VALUE_TEXT:
        if (strcmp(kind, "date") == 0 || strcmp(kind, "instant") == 0)
            put_day(out, value_as_text(cell));
        else
            put_text(out, value_as_text(cell));
        break;
    case VALUE_MAP:
        put_cell(out, value_get(cell, "is"), value_get_text(cell, "kind", kind), value_get_text(cell, "format", NULL));
        break;
    default:
        break;
    }
}

void workbook_csv_write(struct buffer *out, const struct value *sheet)
{
    const struct value *columns = value_get(sheet, "columns"), *rows = value_get(sheet, "rows");
    buffer_puts(out, "\xef\xbb\xbf");
    for (size_t j = 0; j < value_len(columns); j++) {
        buffer_puts(out, j ? ";" : "");
        put_text(out, value_get_text(value_at(columns, j), "title", ""));
    }
    buffer_puts(out, "\r\n");
    for (size_t i = 0; i < value_len(rows); i++) {
        for (size_t j = 0; j < value_len(columns); j++) {
            buffer_puts(out, j ? ";" : "");
            put_cell(out, workbook_cell(value_at(rows, i), j), value_get_text(value_at(columns, j), "kind", ""), NULL);
        }
        buffer_puts(out, "\r\n");
    }
}
