/* A workbook ready to be read: its sheets in order, how it counts days, the texts its cells share, their styles. */
#ifndef SHEET_XLSX_BOOK_H
#define SHEET_XLSX_BOOK_H

#include "sheet/xlsx_package.h"
#include "sheet/xlsx_strings.h"
#include "sheet/xlsx_styles.h"

#include <stdbool.h>
#include <stddef.h>

struct xlsx_book_sheet {
    const char *name;
    const char *part; /* NULL: no worksheet (a chart) */
    bool hidden;
};

struct xlsx_book {
    struct xlsx_package package;
    struct xlsx_book_sheet *sheets;
    size_t sheet_count;
    bool since_1904;
    struct xlsx_strings strings;
    struct xlsx_styles styles;
};

/* False with a problem. Close it in either case. */
bool xlsx_book_open(struct xlsx_book *book, const struct sheet_reading *reading, struct arena *arena);
void xlsx_book_close(struct xlsx_book *book);

#endif
