/*
 * CSV as Excel and people make it: UTF-8 with or without BOM, comma or semicolon (found from the head
 * line), a first line "sep=;" obeyed, quoted cells with line breaks, CRLF or LF. Other encodings are
 * refused with advice. Cells are cleaned texts (NFC, trimmed); what they mean is the caller's.
 */
#ifndef SHEET_CSV_H
#define SHEET_CSV_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct problems;

struct csv_row {
    int line;           /* where it begins in the file, from 1 */
    const char **cells; /* as many as there are columns; "" when empty */
};

struct csv {
    const char **columns; /* of the head line */
    size_t column_count;
    int head_line;        /* where the head stands */
    struct csv_row *rows; /* wholly empty lines are left out */
    size_t row_count;
};

/* Adds every problem (a row with too many cells, an open quote, a doubled column) with file and line.
 * Returns false when nothing can be read from it (encoding, no head line). */
bool csv_read(struct arena *arena, const char *file, const char *bytes, size_t len, struct problems *problems,
              struct csv *ret_csv);

#endif
