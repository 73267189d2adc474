/*
 * One sheet of a workbook, row by row, as it is inflated: sparse rows and gaps cost nothing. Says what of the sheet itself keeps a
 * value from being read or may mislead (a cell's value, merged and hidden cells, letters of an old font), with the cell as place.
 */
#ifndef SHEET_XLSX_SHEET_H
#define SHEET_XLSX_SHEET_H

#include "sheet/sheet_foot.h"
#include "sheet/xlsx_place.h"

#include <stdbool.h>
#include <stddef.h>

struct problems;
struct xlsx_book;

struct xlsx_sheet {
    const struct xlsx_book *book;
    struct problems *problems;
    int from_row; /* rows above are not looked at */
    int upper_row; /* of a head of two rows, where cells may be merged; 0: it has one */
    /* A row that is not wholly empty: `filled` cells up to the last one that says something; more than SHEET_COLUMNS_MAX are
     * counted, not given. The texts live until it returns. False: no more is wanted. */
    bool (*row)(void *context, int row, const char *const *cells, size_t filled);
    void *context;
    size_t columns; /* of the table; set by the owner once he has seen its head, 0 before */
    struct sheet_foot foot;    /* kept while the rows come */
    struct xlsx_places places; /* where problems of cells are said, the owner's too */
};

/* False with a problem. */
bool xlsx_sheet_read(struct xlsx_sheet *sheet, const char *part);

#endif
