/*
 * What is said, not refused, of a record's ward: that it does not stand on the record's day, or that the team named
 * beside it belongs to another ward on that day. Follows from the declared fields, so of every type of every package.
 */
#ifndef IMPORT_UNIT_VALIDITY_H
#define IMPORT_UNIT_VALIDITY_H

#include <stdbool.h>

struct batch;
struct err;
struct import;
struct import_row;

/* False with err only when the store failed. */
bool unit_validity_warn(struct import *import, const struct batch *batch, const struct import_row *row, struct err *err);

#endif
