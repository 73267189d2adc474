/* The value of one cell, from what the workbook writes of it to the text that a person sees. */
#ifndef SHEET_XLSX_VALUE_H
#define SHEET_XLSX_VALUE_H

#include "sheet/legacy_font.h"

#include <stdbool.h>

struct arena;
struct xlsx_book;
struct xlsx_places;
struct xlsx_text;

struct xlsx_cell {
    int column, row;  /* column from 0 */
    char type[12];    /* as the file says: s, str, inlineStr, b, e, d, n; "" = n */
    int style;
    bool formula, value; /* has such an element */
};

/* Adds a problem at the cell, and gives "", when its value cannot be had. The text lives as long as the arena and the book;
 * *ret_font: of a text with letters that only this font shows right. */
const char *xlsx_value(const struct xlsx_book *book, const struct xlsx_cell *cell, struct xlsx_text *text, struct arena *arena,
                       struct xlsx_places *places, enum legacy_font *ret_font);

#endif
