/*
 * Finds what the rows of a call refer to, once all of them are read and before their keys are made: a unit by its name or code of
 * that day, a team by its name within the row's ward, a period, a phase, a record type by what people write. What is found is
 * said back; what several share is refused with them. What is not found stays as written: reference.h says so.
 */
#ifndef IMPORT_RESOLVE_H
#define IMPORT_RESOLVE_H

#include <stdbool.h>

struct err;
struct import;

/* False only when the store failed. */
bool resolve_rows(struct import *import, struct err *err);

#endif
