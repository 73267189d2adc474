#include "entry/entry_marked.h"

#include "base/arena.h"
#include "base/day.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/value.h"
#include "entry/entry_field.h"
#include "entry/entry_key.h"
#include "import/header_row.h"
#include "record/record_type.h"
#include "sheet/sheet.h"
#include "workbook/workbook.h"

#include <stdlib.h>
#include <string.h>

enum {
    NOTES_MAX = 2000,  /* more than a person opens; the column Lỗi says them all */
    WIDTH = 60,        /* of the column Lỗi */
    ABOVE_MAX = 12,    /* lines about the file itself; a head line is looked for in the first twenty */
    NUMBER_DIGITS = 15 /* that a cell of Excel keeps */
};

/* What is said of one row: one column's sentence. */
struct remark {
    const struct problem *problem;
    struct remark *next;
};

struct marking {
    struct arena *arena;
    const struct record_type *type;
    const char *file;
    const struct sheet *sheet;
    const struct field **fields;   /* that the file's columns hold; NULL: none */
    bool *left_out;                /* columns that a marking before this one had added */
    struct remark **rows;          /* of each row of the sheet */
    size_t bad_cells, bad_rows, warned, notes;
};

/* ---- whose sentence it is ---- */

/* The row that begins in this line; row_count: none. Rows ascend. */
static size_t row_at(const struct sheet *sheet, int line)
{
    size_t low = 0, high = sheet->row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sheet->rows[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sheet->row_count && sheet->rows[low].line == line ? low : sheet->row_count;
}

static bool is_told(const struct marking *marking, const struct problem *problem)
{
    return problem->level != PROBLEM_NOTE && problem->file && strcmp(problem->file, marking->file) == 0;
}

static void put(struct marking *marking, const struct problem *problem, int line)
{
    size_t row = row_at(marking->sheet, line);
    if (row == marking->sheet->row_count)
        return;
    struct remark *remark = arena_alloc(marking->arena, sizeof *remark), **last = &marking->rows[row];
    *remark = (struct remark){.problem = problem};
    while (*last)
        last = &(*last)->next;
    *last = remark;
}

static void sort_out(struct marking *marking, const struct problems *problems)
{
    for (size_t i = 0; i < problems->len; i++) {
        const struct problem *problem = &problems->items[i];
        if (!is_told(marking, problem))
            continue;
        for (size_t j = 0; j < problem->line_count; j++)
            put(marking, problem, problem->lines[j]);
        if (!problem->line_count)
            put(marking, problem, problem->line);
    }
}

/* ---- cells ---- */

static const struct value *plain_cell(const struct marking *marking, const struct field *field, const char *text)
{
    int32_t day;
    int64_t instant;
    struct workbook_column column = {.kind = field ? entry_field_kind(field) : WORKBOOK_TEXT};
    if (!*text)
        return value_null(marking->arena);
    if (column.kind == WORKBOOK_DATE && day_parse(text, &day))
        return value_text(marking->arena, day_text(marking->arena, day));
    if (column.kind == WORKBOOK_INSTANT && instant_parse(text, &instant))
        return value_text(marking->arena, entry_field_instant(marking->arena, instant_text(marking->arena, instant)));
    if (column.kind == WORKBOOK_NUMBER && strspn(text, "0123456789") == strlen(text) && strlen(text) <= NUMBER_DIGITS)
        return value_int(marking->arena, strtoll(text, NULL, 10));
    return value_text(marking->arena, text);
}

static const char *joined(struct arena *arena, const char *before, const char *more)
{
    return before ? arena_printf(arena, "%s\n%s", before, more) : more;
}

static const struct value *marked_cell(struct marking *marking, const struct value *plain, size_t column,
                                       const struct remark *remarks)
{
    const char *note = NULL;
    bool error = false;
    for (; remarks; remarks = remarks->next) {
        if (remarks->problem->place != column + 1)
            continue;
        note = joined(marking->arena, note, remarks->problem->vi);
        error = error || remarks->problem->level == PROBLEM_ERROR;
    }
    if (!note)
        return plain;
    marking->bad_cells += error;
    marking->warned += !error;
    return workbook_marked(marking->arena, plain, error ? "error" : "warning", marking->notes++ < NOTES_MAX ? note : NULL);
}

/* The sentence behind the column's heading, as the file has it; of a column that it lacks or calls by the field's name, behind the
 * field's title. */
static const char *headed(const struct marking *marking, const struct problem *problem)
{
    const struct field *field = problem->column ? record_field(marking->type, problem->column) : NULL;
    bool own = problem->heading && !(field && strcmp(problem->heading, field->name) == 0);
    const char *heading = own ? problem->heading : field ? field->title : problem->column;
    return heading ? arena_printf(marking->arena, "%s: %s", heading, problem->vi) : problem->vi;
}

/* Every sentence of a row, each with the column's heading in front. */
static const struct value *last_cell(struct marking *marking, const struct remark *remarks)
{
    const char *text = NULL;
    bool error = false;
    for (; remarks; remarks = remarks->next) {
        const struct problem *problem = remarks->problem;
        text = joined(marking->arena, text, headed(marking, problem));
        error = error || problem->level == PROBLEM_ERROR;
    }
    marking->bad_rows += error;
    return text ? workbook_marked(marking->arena, value_text(marking->arena, text), error ? "error" : "warning", NULL)
                : value_null(marking->arena);
}

/* ---- the table ---- */

static void add_columns(struct marking *marking, struct value *sheet)
{
    for (size_t i = 0; i < marking->sheet->column_count; i++) {
        const struct field *field = marking->fields[i];
        if (!marking->left_out[i])
            workbook_column(marking->arena, sheet,
                            &(struct workbook_column){.title = marking->sheet->columns[i],
                                                      .kind = field ? entry_field_kind(field) : WORKBOOK_TEXT,
                                                      .required = field && field->required});
    }
    workbook_column(marking->arena, sheet, &(struct workbook_column){.title = ENTRY_MARKED_COLUMN, .width = WIDTH});
}

static void add_rows(struct marking *marking, struct value *sheet)
{
    for (size_t i = 0; i < marking->sheet->row_count; i++) {
        struct value *row = workbook_row(marking->arena, sheet);
        for (size_t j = 0; j < marking->sheet->column_count; j++)
            if (!marking->left_out[j])
                value_append(row, marked_cell(marking, plain_cell(marking, marking->fields[j], marking->sheet->rows[i].cells[j]), j,
                                              marking->rows[i]));
        value_append(row, last_cell(marking, marking->rows[i]));
    }
}

/* What belongs to no row: the head line, the file itself. */
static void add_above(const struct marking *marking, struct value *sheet, const struct problems *problems)
{
    struct arena *arena = marking->arena;
    size_t lines = 0;
    workbook_above(arena, sheet, arena_printf(arena, "SỐ LIỆU CẦN SỬA: %s", text_upper(arena, marking->type->title)));
    const char *slash = strrchr(marking->file, '/'), *name = slash ? slash + 1 : marking->file;
    const char *warned = marking->warned ? arena_printf(arena, ", %02zu ô nền vàng cần xem lại", marking->warned) : "";
    workbook_above(arena, sheet,
                   arena_printf(arena, "Tệp %s: %02zu dòng có lỗi, %02zu ô nền đỏ phải sửa%s. Sửa ô rồi gửi lại cả tệp này; cột Lỗi để nguyên.",
                                name, marking->bad_rows, marking->bad_cells, warned));
    for (size_t i = 0; i < problems->len && lines < ABOVE_MAX; i++) {
        const struct problem *problem = &problems->items[i];
        if (!is_told(marking, problem) || problem->line > marking->sheet->head_line)
            continue;
        workbook_above(arena, sheet, arena_printf(arena, "• %s", headed(marking, problem)));
        lines++;
    }
}

/* The lines above say how much was marked, so the rows are looked at first. */
static struct value *describe(struct marking *marking, const struct problems *problems)
{
    struct value *workbook = workbook_describe(marking->arena, marking->type->title),
                 *sheet = workbook_sheet(marking->arena, workbook, marking->type->title);
    add_columns(marking, sheet);
    add_rows(marking, sheet);
    add_above(marking, sheet, problems);
    workbook_fit(sheet);
    if (marking->sheet->key_count)
        entry_key_add(marking->arena, workbook, marking->sheet->keys, marking->sheet->key_count);
    return workbook;
}

struct value *entry_marked_describe(struct arena *arena, const struct record_type *type, const char *file,
                                    const struct sheet *sheet, const struct problems *problems)
{
    struct marking marking = {.arena = arena, .type = type, .file = file, .sheet = sheet};
    marking.fields = arena_alloc(arena, (sheet->column_count + 1) * sizeof *marking.fields);
    marking.left_out = arena_alloc(arena, (sheet->column_count + 1) * sizeof *marking.left_out);
    marking.rows = arena_alloc(arena, (sheet->row_count + 1) * sizeof *marking.rows);
    const struct columns columns = header_row_find(arena, type, sheet);
    for (size_t i = 0; i < type->field_count; i++)
        if (columns.of_field[i] != NO_COLUMN)
            marking.fields[columns.of_field[i]] = &type->fields[i];
    for (size_t i = 0; i < sheet->column_count; i++)
        marking.left_out[i] = strcmp(sheet->columns[i], ENTRY_MARKED_COLUMN) == 0;
    sort_out(&marking, problems);
    return describe(&marking, problems);
}
