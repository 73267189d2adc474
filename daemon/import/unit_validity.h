/*
 * Warns when a record's ward does not stand on the record's day, or when the team named beside it belongs to another
 * ward on that day. Follows from the declared fields, so it holds for every type of every package.
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
