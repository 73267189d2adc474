/*
 * A row of a form that nobody filled in: a form writes whose the record is and of which period into its empty rows, so that
 * people need not. A row that says no more is no record.
 */
#ifndef IMPORT_OPEN_ROW_H
#define IMPORT_OPEN_ROW_H

#include <stdbool.h>

struct columns;
struct record_type;
struct sheet_row;

bool open_row_is(const struct record_type *type, const struct columns *columns, const struct sheet_row *row);

#endif
