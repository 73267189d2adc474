/*
 * Checks a row against the store and the other rows of the call: whether it is new, a correction or unchanged;
 * required fields; facts after today; unknown references; a second record where only one may be. Writes nothing.
 */
#ifndef IMPORT_ROW_CHECK_H
#define IMPORT_ROW_CHECK_H

#include <stdbool.h>

struct batch;
struct err;
struct import;
struct import_row;
struct stored;

/* Decides every row's fate and adds every problem. False with err only when the store failed. */
bool row_check_batch(struct import *import, struct batch *batch, struct stored *stored, struct err *err);
/* When all rows of the call are written: warns of a thing with a record a day whose name another record spells otherwise. */
bool row_check_spelling(struct import *import, const struct batch *batch, struct stored *stored, const struct import_row *row,
                        struct err *err);

#endif
