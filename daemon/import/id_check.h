/*
 * Checks the ids that people give to records: what cannot be seen, typed or put into an address, what Excel has made of an id,
 * and two ids of one unit that a person reads as one. Asked of what is new, so that what an older program took can still be withdrawn.
 */
#ifndef IMPORT_ID_CHECK_H
#define IMPORT_ID_CHECK_H

#include <stdbool.h>

struct batch;
struct err;
struct import;
struct import_row;
struct stored;

/* A row whose fate is decided. False with err only when the store failed. */
bool id_check_row(struct import *import, struct batch *batch, struct stored *stored, struct import_row *row, struct err *err);

#endif
