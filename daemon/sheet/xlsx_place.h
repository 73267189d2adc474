/*
 * Problems of cells. The first of a kind in a column names its cell (B7); those that follow are of the column (B) with their rows,
 * so that a list grouped by cause holds two entries for a thousand cells.
 */
#ifndef SHEET_XLSX_PLACE_H
#define SHEET_XLSX_PLACE_H

#include <stddef.h>

struct problems;

enum { XLSX_PLACE_KINDS = 512 };

struct xlsx_places {
    struct problems *problems;
    const char *file;
    struct {
        const char *kind; /* its sentence, which is a constant */
        int column;
    } said[XLSX_PLACE_KINDS];
    size_t said_count;
};

/* Column from 0, row from 1; the sentences must be constants. */
void xlsx_place_refuse(struct xlsx_places *places, int column, int row, const char *vi, const char *en);

#endif
