/*
 * A workbook described as a value: sheets with lines above the table, columns, rows. From one description follow an .xlsx file
 * (workbook_file.h) and a .csv (workbook_csv.h). Says what is in it, never how Excel stores it; knows no record type and no
 * command.
 *
 * workbook: {title, sheets: [sheet…]}
 * sheet:    {name, hidden, locked, open: empty rows for people to fill in, filled: the lists of columns reach so many rows
 *            down, above: [text…], columns: [column…], rows: [[cell…]…]}
 * column:   {title, kind: text | number | date | instant, width (letters), required, given (locked even in a form), letters,
 *            from, until (texts of days, or numbers), words: [text…], hint, complaint}
 * cell:     null, a number, a text (of a day or instant where the column's kind says so), or
 *           {is: such a cell, kind: another than the column's, format: Excel's of a number, mark: error | warning, note}
 */
#ifndef WORKBOOK_WORKBOOK_H
#define WORKBOOK_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct value;

enum workbook_kind { WORKBOOK_TEXT, WORKBOOK_NUMBER, WORKBOOK_DATE, WORKBOOK_INSTANT };

enum {
    WORKBOOK_ROWS_MAX = 1048000, /* Excel has 1,048,576 with what stands above */
    WORKBOOK_NAME_MAX = 31,      /* letters of a sheet's name */
};

struct workbook_column {
    const char *title;
    enum workbook_kind kind;
    int width; /* letters; 0: workbook_fit says it */
    bool required, given;
    size_t letters;                /* most of a text; 0 = any */
    const struct value *from, *until; /* NULL = no limit */
    const struct value *words;     /* a list of texts that a cell is chosen from; NULL = none */
    const char *hint, *complaint;  /* said when the cell is entered, when its content is refused; NULL = nothing */
};

struct value *workbook_describe(struct arena *arena, const char *title);
/* A new last sheet. The name is cut and cleaned as Excel asks for. */
struct value *workbook_sheet(struct arena *arena, struct value *workbook, const char *name);
void workbook_above(struct arena *arena, struct value *sheet, const char *text);
void workbook_column(struct arena *arena, struct value *sheet, const struct workbook_column *column);
/* A new last row, to which cells are appended. */
struct value *workbook_row(struct arena *arena, struct value *sheet);
/* A row may be shorter than the columns are: NULL. */
const struct value *workbook_cell(const struct value *row, size_t place);
/* A cell with a colour and a note; mark NULL: as it is. */
struct value *workbook_marked(struct arena *arena, const struct value *is, const char *mark, const char *note);

const char *workbook_kind_name(enum workbook_kind kind);
/* Gives a width to every column that has none, by what stands in it. */
void workbook_fit(struct value *sheet);

#endif
