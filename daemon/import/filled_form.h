/*
 * What a form that comes back says of itself (the hidden sheet _khoa, entry/entry_form.h), held against what was filled in: of which
 * declaration it is, whose rows it takes, of which period. One of another type is import_file.h's to refuse.
 */
#ifndef IMPORT_FILLED_FORM_H
#define IMPORT_FILLED_FORM_H

#include <stdbool.h>

struct batch;
struct columns;
struct err;
struct import;
struct import_file;
struct import_row;
struct record_type;

/* Of the rows of one file; NULL: the file is no form. One of another declaration is still read, and says which of today's columns it
 * lacks; one of a unit or period that the contest has not is refused. */
const struct filled_form *filled_form_read(struct import *import, const struct import_file *file, const struct record_type *type,
                                           const struct columns *columns);

/* A row that would write a record of a unit outside the form's is refused: nobody looks for another ward's rows in a ward's form.
 * False only when the store failed. */
bool filled_form_check(struct import *import, const struct batch *batch, const struct import_row *row, struct err *err);
/* A row about another period is taken, for its day decides where it counts, and said. */
void filled_form_warn(struct import *import, const struct batch *batch, const struct import_row *row);

#endif
