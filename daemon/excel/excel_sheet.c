#include "excel/excel.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/value.h"

#include <string.h>

enum { ROW_POINTS = 18, LINE_POINTS = 16, LINES_MAX = 25, LINE_MAX_BYTES = 4096, WIDTH = 9, HEAD_ARROW = 2 };
enum { NOTE_WIDTH = 260, NOTE_HEIGHT = 90, NOTE_LINE = 36, NOTE_LINE_HEIGHT = 20, A4 = 9 };
#define DATE_FORMAT "dd/mm/yyyy"
#define INSTANT_FORMAT "dd/mm/yyyy hh:mm"

/* One sheet as it is written. */
struct writing {
    struct excel *excel;
    lxw_worksheet *worksheet;
    const struct value *sheet, *columns;
    lxw_row_t head; /* of the head line */
    bool locked;
};

static lxw_format *format_of(const struct writing *writing, const struct excel_look *look)
{
    return excel_format(writing->excel->formats, look);
}

static void put_text(const struct writing *writing, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
    const char *clean = excel_text(writing->excel->arena, text);
    excel_note_error(writing->excel, *clean ? worksheet_write_string(writing->worksheet, row, column, clean, format)
                                          : worksheet_write_blank(writing->worksheet, row, column, format));
}

static const char *kind_format(const char *kind)
{
    return strcmp(kind, "date") == 0 ? DATE_FORMAT : strcmp(kind, "instant") == 0 ? INSTANT_FORMAT : NULL;
}

/* How the cells of a column look in which nothing is special. */
static struct excel_look look_of(const struct writing *writing, const struct value *column, bool bordered)
{
    const char *kind = value_get_text(column, "kind", "");
    return (struct excel_look){.place = LOOK_CELL,
                              .bordered = bordered,
                              .unlocked = writing->locked && !value_get_bool(column, "given", false),
                              .format = kind_format(kind) ? kind_format(kind) : strcmp(kind, "text") == 0 ? "@" : NULL};
}

/* ---- above the rows ---- */

static void write_above(struct writing *writing)
{
    const struct value *above = value_get(writing->sheet, "above");
    for (size_t i = 0; i < value_len(above); i++)
        put_text(writing, (lxw_row_t)i, 0, value_as_text(value_at(above, i)),
                 format_of(writing, &(struct excel_look){.place = i ? LOOK_ABOVE : LOOK_TITLE}));
    writing->head = (lxw_row_t)value_len(above);
}

static void write_head(const struct writing *writing)
{
    for (lxw_col_t i = 0; i < value_len(writing->columns); i++) {
        const struct value *column = value_at(writing->columns, i);
        struct excel_look look = look_of(writing, column, false);
        bool required = value_get_bool(column, "required", false);
        excel_note_error(writing->excel, worksheet_set_column(writing->worksheet, i, i,
                                                            (double)value_get_int(column, "width", WIDTH),
                                                            format_of(writing, &look)));
        put_text(writing, writing->head, i, value_get_text(column, "title", ""),
                 format_of(writing, &(struct excel_look){.place = required ? LOOK_REQUIRED : LOOK_HEAD}));
    }
}

/* ---- rows ---- */

static void write_note(const struct writing *writing, lxw_row_t row, lxw_col_t column, const char *note)
{
    const char *clean = excel_text(writing->excel->arena, note);
    uint16_t lines = (uint16_t)(strlen(clean) / NOTE_LINE + 2);
    lxw_comment_options options = {.width = NOTE_WIDTH,
                                   .height = (uint16_t)(lines * NOTE_LINE_HEIGHT > NOTE_HEIGHT ? lines * NOTE_LINE_HEIGHT : NOTE_HEIGHT),
                                   .author = (char *)"thidua"};
    excel_note_error(writing->excel, worksheet_write_comment_opt(writing->worksheet, row, column, clean, &options));
}

static void write_plain(const struct writing *writing, lxw_row_t row, lxw_col_t column, const struct value *cell,
                        const char *kind, struct excel_look look)
{
    lxw_datetime datetime;
    lxw_worksheet *sheet = writing->worksheet;
    switch (value_type(cell)) {
    case VALUE_INT:
    case VALUE_REAL:
        if (look.format && strcmp(look.format, "@") == 0)
            look.format = NULL;
        excel_note_error(writing->excel, worksheet_write_number(sheet, row, column, value_as_real(cell), format_of(writing, &look)));
        break;
    case VALUE_TEXT:
        if (kind_format(kind) && excel_datetime(value_as_text(cell), &datetime))
            excel_note_error(writing->excel,
                            worksheet_write_datetime(sheet, row, column, &datetime, format_of(writing, &look)));
        else
            put_text(writing, row, column, value_as_text(cell), format_of(writing, &look));
        break;
    default:
        excel_note_error(writing->excel, worksheet_write_blank(sheet, row, column, format_of(writing, &look)));
    }
}

static void write_cell(const struct writing *writing, lxw_row_t row, lxw_col_t place, const struct value *cell)
{
    const struct value *column = value_at(writing->columns, place);
    struct excel_look look = look_of(writing, column, true);
    const char *kind = value_get_text(column, "kind", "");
    if (value_type(cell) != VALUE_MAP) {
        write_plain(writing, row, place, cell, kind, look);
        return;
    }
    const char *mark = value_get_text(cell, "mark", ""), *note = value_get_text(cell, "note", NULL);
    kind = value_get_text(cell, "kind", kind);
    look.format = value_get_text(cell, "format", kind_format(kind) ? kind_format(kind) : look.format);
    look.mark = strcmp(mark, "error") == 0 ? MARK_ERROR : strcmp(mark, "warning") == 0 ? MARK_WARNING : MARK_NONE;
    write_plain(writing, row, place, value_get(cell, "is"), kind, look);
    if (note)
        write_note(writing, row, place, note);
}

/* ---- heights: programs that open the file do not all work them out ---- */

/* A row may be shorter than the columns are. */
static const struct value *cell_of(const struct value *row, lxw_col_t place)
{
    return place < value_len(row) ? value_at(row, place) : NULL;
}

/* In how many lines a text stands in a column: its letters are narrower than the digits by which a width is counted. */
static int lines_of(const char *text, int width)
{
    int lines = 0, letters = width * 11 / 10 > 1 ? width * 11 / 10 : 1;
    for (;;) {
        size_t len = strcspn(text, "\n");
        char line[LINE_MAX_BYTES];
        size_t kept = len < sizeof line ? len : sizeof line - 1;
        memcpy(line, text, kept);
        line[kept] = '\0';
        int wide = text_width(line);
        lines += wide > letters ? (wide + letters - 1) / letters : 1;
        if (!text[len])
            return lines;
        text += len + 1;
    }
}

static const char *text_of(const struct value *cell)
{
    const struct value *is = value_type(cell) == VALUE_MAP ? value_get(cell, "is") : cell;
    return value_type(is) == VALUE_TEXT ? value_as_text(is) : "";
}

static void set_height(const struct writing *writing, lxw_row_t row, int lines)
{
    int most = lines < LINES_MAX ? lines : LINES_MAX;
    if (most > 1)
        excel_note_error(writing->excel, worksheet_set_row(writing->worksheet, row, most * LINE_POINTS + 2, NULL));
}

static int row_lines(const struct writing *writing, const struct value *row)
{
    int lines = 1;
    for (lxw_col_t j = 0; j < value_len(writing->columns); j++) {
        int width = (int)value_get_int(value_at(writing->columns, j), "width", WIDTH), own = lines_of(text_of(cell_of(row, j)), width);
        lines = own > lines ? own : lines;
    }
    return lines;
}

static int head_lines(const struct writing *writing)
{
    int lines = 1;
    for (lxw_col_t j = 0; j < value_len(writing->columns); j++) {
        const struct value *column = value_at(writing->columns, j);
        int own = lines_of(value_get_text(column, "title", ""), (int)value_get_int(column, "width", WIDTH) - HEAD_ARROW);
        lines = own > lines ? own : lines;
    }
    return lines;
}

static lxw_row_t write_rows(const struct writing *writing)
{
    const struct value *rows = value_get(writing->sheet, "rows");
    set_height(writing, writing->head, head_lines(writing));
    lxw_row_t row = writing->head + 1, open = (lxw_row_t)value_get_int(writing->sheet, "open", 0);
    for (size_t i = 0; i < value_len(rows); i++, row++) {
        set_height(writing, row, row_lines(writing, value_at(rows, i)));
        for (lxw_col_t j = 0; j < value_len(writing->columns); j++)
            write_cell(writing, row, j, cell_of(value_at(rows, i), j));
    }
    for (lxw_row_t last = row + open; row < last; row++)
        for (lxw_col_t j = 0; j < value_len(writing->columns); j++)
            write_cell(writing, row, j, NULL);
    return row;
}

/* ---- the whole ---- */

static void write_rules(const struct writing *writing, lxw_row_t last)
{
    for (lxw_col_t i = 0; i < value_len(writing->columns); i++)
        excel_rule_write(writing->excel, writing->worksheet, value_at(writing->columns, i), i, writing->head + 1, last);
}

static void set_up_print(const struct writing *writing)
{
    lxw_worksheet *sheet = writing->worksheet;
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, A4);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.6);
    worksheet_set_footer(sheet, "&C&P/&N");
    worksheet_repeat_rows(sheet, writing->head, writing->head);
}

/* Only the frame is kept; who wants to is not hindered, there is no password. */
static void protect(const struct writing *writing)
{
    lxw_protection allowed = {.format_columns = LXW_TRUE, .format_rows = LXW_TRUE, .insert_rows = LXW_TRUE, .delete_rows = LXW_TRUE,
                              .sort = LXW_TRUE, .autofilter = LXW_TRUE, .format_cells = LXW_TRUE};
    worksheet_protect(writing->worksheet, NULL, &allowed);
}

void excel_sheet_write(struct excel *excel, const struct value *sheet)
{
    struct writing writing = {.excel = excel,
                              .sheet = sheet,
                              .columns = value_get(sheet, "columns"),
                              .locked = value_get_bool(sheet, "locked", false),
                              .worksheet = workbook_add_worksheet(excel->workbook, value_get_text(sheet, "name", "1"))};
    lxw_col_t count = (lxw_col_t)value_len(writing.columns);
    if (!writing.worksheet) {
        excel_note_error(excel, LXW_ERROR_SHEETNAME_ALREADY_USED);
        return;
    }
    worksheet_set_default_row(writing.worksheet, ROW_POINTS, LXW_FALSE);
    write_above(&writing);
    write_head(&writing);
    lxw_row_t end = write_rows(&writing), filled = (lxw_row_t)value_get_int(sheet, "filled", 0);
    if (filled)
        write_rules(&writing, writing.head + filled > end ? writing.head + filled : end);
    if (writing.locked)
        protect(&writing);
    if (value_get_bool(sheet, "hidden", false)) {
        worksheet_hide(writing.worksheet);
        return;
    }
    worksheet_freeze_panes(writing.worksheet, writing.head + 1, 0);
    if (end > writing.head + 1)
        worksheet_autofilter(writing.worksheet, writing.head, 0, end - 1, count - 1);
    set_up_print(&writing);
}
