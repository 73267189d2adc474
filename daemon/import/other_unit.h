/*
 * What is another unit's on the same days, in a row that was written: a person whom another ward manages, a code that a unit of
 * the package has. One of the two is wrong, but which is not to be known: warned, naming the other unit.
 */
#ifndef IMPORT_OTHER_UNIT_H
#define IMPORT_OTHER_UNIT_H

#include <stdbool.h>

struct batch;
struct err;
struct import;
struct import_row;
struct stored;

/* When all rows of the call are written. False when the store failed. */
bool other_unit_warn(struct import *import, const struct batch *batch, struct stored *stored, const struct import_row *row,
                     struct err *err);

#endif
