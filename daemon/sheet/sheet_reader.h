/* What a reader of one form of files gives: a head line and rows, whatever program wrote them. */
#ifndef SHEET_SHEET_READER_H
#define SHEET_SHEET_READER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct problems;

struct sheet_row {
    int line;           /* where it begins in the file, from 1 */
    const char **cells; /* as many as there are columns; "" when empty */
};

struct sheet {
    const char **columns; /* of the head line */
    size_t column_count;
    int head_line;        /* where the head stands */
    struct sheet_row *rows; /* wholly empty lines are left out */
    size_t row_count;
};

/* Adds every problem (a row with too many cells, an open quote, a doubled column) with file and line. Returns false when
 * nothing can be read from it (encoding, no head line). */
typedef bool sheet_reader(struct arena *arena, const char *file, const char *bytes, size_t len, struct problems *problems,
                          struct sheet *ret_sheet);

#endif
