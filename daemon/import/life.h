/*
 * Lives that cannot be: two rows of one unit, member or managed person that share a day (record/record_key.h) and say different
 * things of it, in the files of the call and the store together. Refused with both rows named and the way to mend it; only said
 * where the type declares so, or both say the same. A row that closes the earlier one the day before the
 * later begins is a move, and noted.
 */
#ifndef IMPORT_LIFE_H
#define IMPORT_LIFE_H

#include <stdbool.h>

struct batch;
struct err;
struct import;

/* After each row was checked for itself. False with err only when the store failed. */
bool life_check_batch(struct import *import, const struct batch *batch, struct err *err);

#endif
