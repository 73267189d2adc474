/*
 * Leaves out what lists of people hold below and between the records: a total row, a row with nothing but its running number, a row
 * of a form that nobody filled in, the signature.
 */
#ifndef IMPORT_LEFT_OUT_ROW_H
#define IMPORT_LEFT_OUT_ROW_H

#include <stdbool.h>
#include <stddef.h>

struct columns;
struct import;
struct import_file;
struct record_type;
struct sheet_row;

/* True when the row is no record; with a note, but of an empty row of a form. */
bool left_out_row(struct import *import, const struct import_file *file, const struct record_type *type, const struct columns *columns,
                  const struct sheet_row *row);

/* How many rows stand above the signature below the table, which is noted; all of them when there is none. */
size_t left_out_foot(struct import *import, const struct import_file *file, const struct record_type *type, const struct columns *columns);

#endif
