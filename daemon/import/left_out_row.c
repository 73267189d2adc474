#include "import/left_out_row.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/problem.h"
#include "base/text.h"
#include "import/header_row.h"
#include "import/import_file.h"
#include "import/import_call.h"
#include "import/row.h"
#include "record/record_type.h"
#include "sheet/sheet.h"
#include "sheet/sheet_foot.h"
#include "sheet/sheet_head.h"

#include <string.h>

#define FIGURES SHEET_HEAD_FIGURES

/* "(3)", "[3]", "3": what stands inside. */
static const char *inside(struct arena *arena, const char *text)
{
    size_t len = strlen(text);
    bool bracketed = len > 2 && (*text == '(' || *text == '[') && (text[len - 1] == ')' || text[len - 1] == ']');
    return bracketed ? arena_strndup(arena, text + 1, len - 2) : text;
}

/* The row that official forms have under the head line: 1, 2, 3 or (1), (2), (3), before them perhaps A, B. */
static bool is_numbers_of_columns(struct import *import, const struct sheet *sheet, const struct sheet_row *row)
{
    enum { LEAST = 3, LETTERS_MOST = 26 };
    size_t letters = 0;
    if (row != sheet->rows || sheet->column_count < LEAST)
        return false;
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *text = inside(import->arena, row->cells[i]);
        if (letters == i && i < LETTERS_MOST && text[0] == (char)('A' + i) && !text[1])
            letters++;
        else if (strcmp(text, arena_printf(import->arena, "%zu", i - letters + 1)) != 0)
            return false;
    }
    return true;
}

/* What a total says beside its word: sums and counts. */
static bool figures_alone(const struct sheet *sheet, const struct sheet_row *row, int word)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if ((int)i != word && row->cells[i][strspn(row->cells[i], FIGURES " ")])
            return false;
    return true;
}

/* The first cell that says something; -1: none does. */
static int first_cell(const struct sheet *sheet, const struct sheet_row *row)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (*row->cells[i])
            return (int)i;
    return -1;
}

/* A record has all of its key; a total has not, for its word stands in one of the cells. */
static bool lacks_key(const struct record_type *type, const struct columns *columns, const struct sheet_row *row, int word)
{
    for (size_t i = 0; i < type->key_count; i++) {
        int column = columns->of_field[record_field(type, type->key[i]) - type->fields];
        if (column != NO_COLUMN && column != word && !*row->cells[column])
            return true;
    }
    return false;
}

static bool lacks_required(const struct record_type *type, const struct columns *columns, const struct sheet_row *row)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].required && columns->of_field[i] != NO_COLUMN && !*row->cells[columns->of_field[i]])
            return true;
    return false;
}

static bool says_nothing(const struct record_type *type, const struct columns *columns, const struct sheet_row *row)
{
    for (size_t i = 0; i < type->field_count; i++)
        if (columns->of_field[i] != NO_COLUMN && *row->cells[columns->of_field[i]])
            return false;
    return columns->state == NO_COLUMN || !*row->cells[columns->state];
}

/* The key's unit, person, period or phase: what many records have in common. */
static bool stands_for_many(const struct record_type *type, const struct field *field)
{
    return field_kind(field)->scope != FIELD_SCOPE_NONE && text_place(field->name, type->key, type->key_count) >= 0;
}

static bool says(const struct sheet_row *row, int column)
{
    return column != NO_COLUMN && *row->cells[column];
}

/* A form writes whose the record is and of which period into its empty rows, so that people need not: a row that says no more was
 * not filled in. */
static bool is_open(const struct record_type *type, const struct columns *columns, const struct sheet_row *row)
{
    bool common = false, lacks = false;
    if (says(row, columns->state) || says(row, columns->state_reason))
        return false;
    for (size_t i = 0; i < type->field_count; i++) {
        const struct field *field = &type->fields[i];
        bool said = says(row, columns->of_field[i]);
        if (said && !stands_for_many(type, field))
            return false;
        common = common || said;
        lacks = lacks || (!said && header_row_needs(type, field, columns));
    }
    return common && lacks;
}

bool left_out_row(struct import *import, const struct import_file *file, const struct record_type *type, const struct columns *columns,
                  const struct sheet_row *row)
{
    int first = first_cell(file->sheet, row);
    if (!import->call->by_hand && is_open(type, columns, row))
        return true;
    if (first >= 0 && lacks_required(type, columns, row) && sheet_head_is_total(import->arena, row->cells[first]) &&
        (type->key_count == 1 || lacks_key(type, columns, row, first) || figures_alone(file->sheet, row, first))) {
        problem_note(import->problems, file->file.path, row->line, NULL, "dòng “%s” là dòng tổng nên không đọc",
                     "the row “%s” is a total and was not read", row->cells[first]);
        return true;
    }
    if (is_numbers_of_columns(import, file->sheet, row)) {
        problem_note(import->problems, file->file.path, row->line, NULL, "dòng đánh số các cột nên không đọc",
                     "the row numbers the columns and was not read");
        return true;
    }
    if (!says_nothing(type, columns, row))
        return false;
    problem_note(import->problems, file->file.path, row->line, NULL, "dòng không có số liệu (chỉ có số thứ tự, ghi chú) nên không đọc",
                 "the row holds nothing of a record (a running number, a remark) and was not read");
    return true;
}

/* A row that can be no record: something that a record must have is missing, and its key with it, or it is signed. */
static bool is_below(struct import *import, const struct sheet *sheet, const struct record_type *type, const struct columns *columns,
                     const struct sheet_row *row)
{
    return lacks_required(type, columns, row) &&
           (lacks_key(type, columns, row, NO_COLUMN) || sheet_foot_signs(import->arena, row->cells, sheet->column_count));
}

size_t left_out_foot(struct import *import, const struct import_file *file, const struct record_type *type, const struct columns *columns)
{
    const struct sheet *sheet = file->sheet;
    size_t from = sheet->row_count;
    while (from > 0 && is_below(import, sheet, type, columns, &sheet->rows[from - 1]))
        from--;
    while (from < sheet->row_count && !sheet_foot_signs(import->arena, sheet->rows[from].cells, sheet->column_count))
        from++;
    if (import->call->by_hand || from == sheet->row_count)
        return sheet->row_count;
    problem_note(import->problems, file->file.path, sheet->rows[from].line, NULL,
                 "phần ký tên dưới bảng (từ dòng %1$d đến dòng %2$d) không phải số liệu nên không đọc",
                 "the signature below the table (lines %1$d to %2$d) is no part of the records and was not read", sheet->rows[from].line,
                 sheet->rows[sheet->row_count - 1].line);
    return from;
}
