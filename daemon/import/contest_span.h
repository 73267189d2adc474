/*
 * What of the contest's time a record is about: warned of a day outside it (nothing of it is ever counted, mostly its year is wrong); refused
 * in a month that is locked, unless an exception lets the unit's records in (lock/).
 */
#ifndef IMPORT_CONTEST_SPAN_H
#define IMPORT_CONTEST_SPAN_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct batch;
struct cell;
struct err;
struct import;
struct import_row;
struct package;
struct period_list;
struct record_type;
struct store;
struct value;

void contest_span_warn(struct import *import, const struct batch *batch, const struct import_row *row);
/* Once the row's fate is known. A reviewer's answer to what waits, as it was sent, is no entry: it may come later. False when the
 * store failed. */
bool contest_span_check_lock(struct import *import, const struct batch *batch, const struct import_row *row, struct err *err);

/* A stored record whose files are about to change. */
struct contest_span_carrier {
    struct store *store;
    const struct package *package;
    const struct period_list *periods;
    const struct record_type *type;
    const struct cell *cells;
    const char *unit; /* whose it is; NULL: the whole contest's */
    int32_t today;
};

/* What a record carries is entry too: false with err where it is about a locked month and nothing lets its unit in. exceptions: a list that gets the ids of
 * those that do. */
bool contest_span_check_carried(const struct contest_span_carrier *carrier, struct arena *arena, struct value *exceptions, struct err *err);

#endif
