#include "sheet/xlsx_sheet.h"

#include "base/arena.h"
#include "base/problem.h"
#include "sheet/sheet_head.h"
#include "sheet/xlsx_book.h"
#include "sheet/xlsx_cell.h"
#include "sheet/xlsx_notice.h"
#include "sheet/xlsx_place.h"
#include "sheet/xlsx_text.h"
#include "sheet/xlsx_value.h"

#include <string.h>

enum { SCRATCH_ROWS = 64 };

struct walking {
    struct xlsx_sheet *sheet;
    struct xml_stream *stream;
    struct arena *scratch; /* of the texts of some rows */
    struct xlsx_notice notice;
    bool in_row, in_cell, in_value, in_inline;
    bool broken;
    int row; /* the last one that began */
    int column, rows;
    bool row_hidden;
    size_t filled, errors_before;
    const char *cells[SHEET_COLUMNS_MAX];
    struct xlsx_cell cell;
    struct xlsx_text text;
};

/* The rest of the sheet cannot be trusted. */
static void give_up(struct walking *walking, const char *vi, const char *en)
{
    if (!walking->broken)
        problem_add(walking->sheet->problems, walking->sheet->book->package.reading->file, walking->row, NULL, "%1$s%2$.0s",
                    "%2$s%1$.0s", vi, en);
    walking->broken = true;
    xml_stream_stop(walking->stream);
}

static void give_up_order(struct walking *walking)
{
    give_up(walking, "các dòng, các ô trong trang không đúng thứ tự hoặc không đúng chỗ; mở tệp bằng Excel rồi lưu lại",
            "rows or cells of the sheet are out of order or out of place; open the file in Excel and save it again");
}

static void open_row(struct walking *walking, const struct xml_element *element)
{
    int row = xlsx_number(element, "r", walking->row + 1);
    if (walking->in_row || row <= walking->row || row > XLSX_ROWS) {
        give_up_order(walking);
        return;
    }
    walking->in_row = true;
    walking->row = row;
    walking->row_hidden = xlsx_flag(element, "hidden");
    walking->column = -1;
    walking->filled = 0;
}

static void open_cell(struct walking *walking, const struct xml_element *element)
{
    struct xlsx_cell *cell = &walking->cell;
    char ref[XLSX_REF_BYTES] = "";
    *cell = (struct xlsx_cell){.column = walking->column + 1, .row = walking->row};
    bool given = xml_stream_attribute(element, "r", false, ref, sizeof ref) || *ref;
    if (walking->in_cell || !walking->in_row || (given && !xlsx_ref_read(ref, &cell->column, &cell->row)) ||
        cell->row != walking->row || cell->column <= walking->column || cell->column >= XLSX_COLUMNS) {
        give_up_order(walking);
        return;
    }
    if (!xml_stream_attribute(element, "t", false, cell->type, sizeof cell->type) && *cell->type)
        strcpy(cell->type, "?"); /* longer than any that is known */
    cell->style = xlsx_number(element, "s", 0);
    walking->column = cell->column;
    walking->in_cell = true;
    xlsx_text_begin(&walking->text);
}

static void open_inside_cell(struct walking *walking, const struct xml_element *element)
{
    if (strcmp(element->local, "v") == 0)
        walking->in_value = walking->cell.value = true;
    else if (strcmp(element->local, "f") == 0)
        walking->cell.formula = true;
    else if (strcmp(element->local, "is") == 0)
        walking->in_inline = walking->cell.value = true;
    else if (walking->in_inline)
        xlsx_text_open(&walking->text, element);
}

static void on_open(void *context, const struct xml_element *element)
{
    struct walking *walking = context;
    if (!xlsx_is_main(element->space))
        return;
    if (strcmp(element->local, "row") == 0)
        open_row(walking, element);
    else if (strcmp(element->local, "c") == 0)
        open_cell(walking, element);
    else if (walking->in_cell)
        open_inside_cell(walking, element);
    else if (strcmp(element->local, "col") == 0)
        xlsx_notice_columns(&walking->notice, element);
    else if (strcmp(element->local, "mergeCell") == 0)
        xlsx_notice_merge(&walking->notice, walking->sheet->columns, element);
}

static void on_text(void *context, const char *bytes, size_t len)
{
    struct walking *walking = context;
    if (walking->in_value)
        xlsx_text_put(&walking->text, bytes, len);
    else if (walking->in_inline)
        xlsx_text_add(&walking->text, bytes, len);
}

static void close_cell(struct walking *walking)
{
    enum legacy_font font;
    size_t column = (size_t)walking->cell.column;
    walking->in_cell = walking->in_value = walking->in_inline = false;
    if (walking->row < walking->sheet->from_row)
        return;
    const char *value = xlsx_value(walking->sheet->book, &walking->cell, &walking->text, walking->scratch, &walking->sheet->places, &font);
    if (!*value)
        return;
    if (font)
        xlsx_notice_font(&walking->notice, font, walking->cell.column, walking->row);
    for (size_t i = walking->filled; i < column && i < SHEET_COLUMNS_MAX; i++)
        walking->cells[i] = "";
    if (column < SHEET_COLUMNS_MAX)
        walking->cells[column] = value;
    walking->filled = column + 1;
}

static void close_row(struct walking *walking)
{
    walking->in_row = false;
    if (walking->sheet->problems->errors - walking->errors_before >= SHEET_ERRORS_MAX) {
        give_up(walking, "quá nhiều ô không đọc được, phần còn lại chưa đọc; xem lại tệp",
                "too many cells that cannot be read, the rest was not read; look at the file again");
        return;
    }
    if (!walking->filled || walking->row < walking->sheet->from_row)
        return;
    xlsx_notice_row(&walking->notice, walking->row, walking->row_hidden);
    size_t first = 0;
    while (first + 1 < walking->filled && first + 1 < SHEET_COLUMNS_MAX && !*walking->cells[first])
        first++;
    if (sheet_head_is_total(walking->scratch, walking->cells[first]))
        xlsx_notice_total(&walking->notice, walking->row);
    if (walking->sheet->columns) {
        sheet_foot_note(&walking->sheet->foot, walking->scratch, walking->row, walking->cells,
                        walking->filled < SHEET_COLUMNS_MAX ? walking->filled : SHEET_COLUMNS_MAX, walking->sheet->columns);
        walking->notice.foot_row = walking->sheet->foot.line;
    }
    if (!walking->sheet->row(walking->sheet->context, walking->row, walking->cells, walking->filled))
        xml_stream_stop(walking->stream);
    if (++walking->rows % SCRATCH_ROWS == 0) {
        arena_destroy(walking->scratch);
        walking->scratch = arena_create();
    }
}

static void on_close(void *context, const char *local, const char *space)
{
    struct walking *walking = context;
    if (!xlsx_is_main(space))
        return;
    if (strcmp(local, "c") == 0)
        close_cell(walking);
    else if (strcmp(local, "row") == 0)
        close_row(walking);
    else if (strcmp(local, "v") == 0)
        walking->in_value = false;
    else if (strcmp(local, "is") == 0)
        walking->in_inline = false;
    else if (walking->in_inline)
        xlsx_text_close(&walking->text, local);
}

bool xlsx_sheet_read(struct xlsx_sheet *sheet, const char *part)
{
    struct walking walking = {.sheet = sheet, .scratch = arena_create(), .errors_before = sheet->problems->errors};
    sheet->places = (struct xlsx_places){.problems = sheet->problems, .file = sheet->book->package.reading->file};
    walking.notice = (struct xlsx_notice){.problems = sheet->problems, .file = sheet->places.file, .from_row = sheet->from_row,
                                            .upper_row = sheet->upper_row};
    const struct xml_events events = {on_open, on_close, on_text, &walking};
    bool good = xlsx_package_read(&sheet->book->package, part, &events, &walking.stream, sheet->problems);
    if (good && !walking.broken)
        xlsx_notice_say(&walking.notice, sheet->columns);
    xlsx_text_finish(&walking.text);
    arena_destroy(walking.scratch);
    return good && !walking.broken;
}
