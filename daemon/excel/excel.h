/*
 * The program thidua-workbook: a worker that writes one described workbook (workbook/workbook.h) as .xlsx and ends. It holds the
 * library that writes workbooks, so that the daemon does not. It opens no file: what the library would keep in temporary files
 * stays in memory (excel_memory.c). All texts are written as texts, so nothing becomes a formula or a link. Internal to the
 * program.
 */
#ifndef EXCEL_EXCEL_H
#define EXCEL_EXCEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <xlsxwriter.h>

struct arena;
struct err;
struct value;

/* How a cell looks. Equal looks are one format of the file. */
struct excel_look {
    enum { LOOK_TITLE, LOOK_ABOVE, LOOK_HEAD, LOOK_REQUIRED, LOOK_CELL } place;
    enum { MARK_NONE, MARK_WARNING, MARK_ERROR } mark;
    bool unlocked, bordered;
    const char *format; /* of numbers; NULL = General */
};

struct excel_formats; /* excel_format.c */
struct excel_formats *excel_formats_create(struct arena *arena, lxw_workbook *workbook);
lxw_format *excel_format(struct excel_formats *formats, const struct excel_look *look);

/* The hidden sheet with the lists from which cells are chosen: the last one. */
#define EXCEL_LISTS_SHEET "_danh_muc"

struct excel {
    struct arena *arena;
    lxw_workbook *workbook;
    struct excel_formats *formats;
    struct value *lists; /* each a column of EXCEL_LISTS_SHEET */
    lxw_error error; /* the first that the library said */
};

static inline void excel_note_error(struct excel *excel, lxw_error error)
{
    if (error != LXW_NO_ERROR && excel->error == LXW_NO_ERROR)
        excel->error = error;
}

/* A text as Excel takes it: nothing that XML cannot hold, at most 32,767 letters, no word that Excel would decode. */
const char *excel_text(struct arena *arena, const char *text);
/* A day or an instant as 2024-11-05, 2024-11-05 21:40; false for another text. */
bool excel_datetime(const char *text, lxw_datetime *ret_datetime);

void excel_sheet_write(struct excel *excel, const struct value *sheet);
/* What a column asks of its cells (excel_rule.c): lists, limits, hints. */
void excel_rule_write(struct excel *excel, lxw_worksheet *worksheet, const struct value *column, lxw_col_t place, lxw_row_t first,
                     lxw_row_t last);

void excel_lists_write(struct excel *excel);

/* Bytes in memory that the library takes for a file (excel_memory.c). */
struct excel_memory {
    char *bytes;
    size_t len, size, at;
};
char *excel_memory_name(struct arena *arena, struct excel_memory *memory); /* the name by which the library opens it */

struct value *excel_perform(struct arena *arena, const struct value *job, struct err *err);

#endif
