/*
 * A table that people made: a head line with columns' names, rows below it, all cells cleaned texts (NFC, trimmed); what they
 * mean is the caller's. Which program wrote the file is found from its bytes: one row of readers a form (sheet.c), the CSV of
 * Excel and of people the one that takes what no other knows.
 */
#ifndef SHEET_SHEET_H
#define SHEET_SHEET_H

#include "sheet/sheet_reader.h"

struct sheet_row {
    int line;           /* where it begins in the file, from 1 */
    const char **cells; /* as many as there are columns; "" when empty */
};

struct sheet_key {
    const char *name, *value;
};

struct sheet {
    const char **columns; /* of the head line */
    size_t column_count;
    enum sheet_serials serials; /* which of its numbers may be days */
    int head_line;        /* where the head stands; 0: there is none yet */
    struct sheet_row *rows; /* wholly empty lines are left out */
    size_t row_count, row_size;
    struct sheet_key keys[SHEET_KEYS_MAX]; /* of a form */
    size_t key_count;
};

/* What a form says of itself under this name; NULL when it says nothing, or the file is no form. */
const char *sheet_key(const struct sheet *sheet, const char *name);

/* The column, from 0, that a problem of reading the table names: by its heading, in a workbook by a cell ("B7") or its letters.
 * column_count: none of the table. */
size_t sheet_column(const struct sheet *sheet, const char *named);
/* What a workbook calls a column: "B". NULL: the table is of no workbook. */
const char *sheet_letters(const struct sheet *sheet, struct arena *arena, size_t column);

/* Before a process gives up opening files: the libraries of the readers open now what they need (the time zone). */
void sheet_prepare(void);

/* By the reader that knows these bytes. */
sheet_reader sheet_stream;

/* The same in one piece, in this process: for a package's own files. What came from outside is parsed in a worker (parse/).
 * The reading's sink is not used. */
bool sheet_collect(const struct sheet_reading *reading, struct sheet *ret_sheet);
bool sheet_read(struct arena *arena, const char *file, const char *bytes, size_t len, struct problems *problems,
                struct sheet *ret_sheet);

/* Puts a sheet together from what a sink gets; the texts are copied. */
void sheet_add_key(struct sheet *sheet, struct arena *arena, const char *name, const char *value); /* at most SHEET_KEYS_MAX */
void sheet_add_head(struct sheet *sheet, struct arena *arena, int line, const char *const *columns, size_t count);
void sheet_add_row(struct sheet *sheet, struct arena *arena, int line, const char *const *cells);

#endif
