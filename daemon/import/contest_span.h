/*
 * What of the contest's time a record is about: warned of a day outside it (nothing of it is ever counted, mostly its year is wrong); refused
 * in a month that is locked, unless an exception lets the unit's records in (lock/).
 */
#ifndef IMPORT_CONTEST_SPAN_H
#define IMPORT_CONTEST_SPAN_H

#include <stdbool.h>

struct batch;
struct err;
struct import;
struct import_row;

void contest_span_warn(struct import *import, const struct batch *batch, const struct import_row *row);
/* Once the row's fate is known. A reviewer's answer to what waits, as it was sent, is no entry: it may come later. False when the
 * store failed. */
bool contest_span_check_lock(struct import *import, const struct batch *batch, const struct import_row *row, struct err *err);

#endif
