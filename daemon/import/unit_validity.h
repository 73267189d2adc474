/*
 * Whether the units of a record stand on the days that it is about, not on the day it arrives: a record of a unit that had ended
 * by then, or had not begun, is refused with the successor as the proposal (contest.md §3); a team that belongs to another ward
 * on that day is only said. Follows from the declared fields, so it holds for every type of every package.
 */
#ifndef IMPORT_UNIT_VALIDITY_H
#define IMPORT_UNIT_VALIDITY_H

#include <stdbool.h>

struct batch;
struct err;
struct import;
struct import_row;

/* Refuses it for each unit of the package that does not stand then. */
void unit_validity_check(struct import *import, const struct batch *batch, const struct import_row *row);
/* False with err only when the store failed. */
bool unit_validity_warn(struct import *import, const struct batch *batch, const struct import_row *row, struct err *err);

#endif
