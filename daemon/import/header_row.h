/*
 * Reads the head line of a file: which column holds which field. Says what a mistaken column's name was meant to be,
 * and when the head line stands below rows of titles. Reads no cells of the rows.
 */
#ifndef IMPORT_HEADER_ROW_H
#define IMPORT_HEADER_ROW_H

#include <stdbool.h>

struct arena;
struct sheet;
struct field;
struct file;
struct import;
struct record_type;

enum { NO_COLUMN = -1 };

/* Which column of the file holds what. */
struct columns {
    int *of_field; /* one a field; NO_COLUMN when the file has none */
    int state, state_reason;
};

/* What a column is called when its name is written in capitals or is the title that people see; else NULL. */
const char *header_row_name(struct arena *arena, const struct record_type *type, const char *column);

/* Reads the file and understands its head line. Adds every problem; false when nothing of the rows can be read. */
bool header_row_read(struct import *import, const struct file *file, const struct record_type *type,
                     struct sheet *ret_sheet, struct columns *ret_columns);

/*
 * Optional columns may be absent. A file with the column `state` that confirms, returns or withdraws known
 * records may leave out all but the key: what is absent stays as it is stored (check.h).
 */
bool header_row_needs(const struct record_type *type, const struct field *field, const struct columns *columns);

#endif
