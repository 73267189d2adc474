/*
 * The program thidua-workbook: a worker that writes one described workbook (workbook/workbook.h) as .xlsx and ends. It holds the
 * library that writes workbooks, so that the daemon does not. It opens no file: what the library would keep in temporary files
 * stays in memory (xlsx_memory.c). All texts are written as texts, so nothing becomes a formula or a link. Internal to the
 * program.
 */
#ifndef XLSX_XLSX_H
#define XLSX_XLSX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <xlsxwriter.h>

struct arena;
struct err;
struct value;

/* How a cell looks. Equal looks are one format of the file. */
struct xlsx_look {
    enum { LOOK_TITLE, LOOK_ABOVE, LOOK_HEAD, LOOK_REQUIRED, LOOK_CELL } place;
    enum { MARK_NONE, MARK_WARNING, MARK_ERROR } mark;
    bool unlocked, bordered;
    const char *format; /* of numbers; NULL = General */
};

struct xlsx_formats; /* xlsx_format.c */
struct xlsx_formats *xlsx_formats_create(struct arena *arena, lxw_workbook *workbook);
lxw_format *xlsx_format(struct xlsx_formats *formats, const struct xlsx_look *look);

/* The hidden sheet with the lists from which cells are chosen: the last one. */
#define XLSX_LISTS_SHEET "_danh_muc"

struct xlsx {
    struct arena *arena;
    lxw_workbook *workbook;
    struct xlsx_formats *formats;
    struct value *lists; /* each a column of XLSX_LISTS_SHEET */
    lxw_error error; /* the first that the library said */
};

static inline void xlsx_note_error(struct xlsx *xlsx, lxw_error error)
{
    if (error != LXW_NO_ERROR && xlsx->error == LXW_NO_ERROR)
        xlsx->error = error;
}

/* A text as Excel takes it: nothing that XML cannot hold, at most 32,767 letters, no word that Excel would decode. */
const char *xlsx_text(struct arena *arena, const char *text);
/* A day or an instant as 2024-11-05, 2024-11-05 21:40; false for another text. */
bool xlsx_datetime(const char *text, lxw_datetime *ret_datetime);

void xlsx_sheet_write(struct xlsx *xlsx, const struct value *sheet);
/* What a column asks of its cells (xlsx_rule.c): lists, limits, hints. */
void xlsx_rule_write(struct xlsx *xlsx, lxw_worksheet *worksheet, const struct value *column, lxw_col_t place, lxw_row_t first,
                     lxw_row_t last);

void xlsx_lists_write(struct xlsx *xlsx);

/* Bytes in memory that the library takes for a file (xlsx_memory.c). */
struct xlsx_memory {
    char *bytes;
    size_t len, size, at;
};
char *xlsx_memory_name(struct arena *arena, struct xlsx_memory *memory); /* the name by which the library opens it */

struct value *xlsx_perform(struct arena *arena, const struct value *job, struct err *err);

#endif
