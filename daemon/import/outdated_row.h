/*
 * Finds rows of an outdated file: one that says what its record said before it was corrected, or that speaks of a record that was
 * withdrawn since without saying what state it is to have. Such a row would undo later work, so it is left out with a warning unless it is asked for. A record that was
 * put back by undoing an import may be imported again: that was no word about the record. A row of key and state alone is an act
 * and never outdated.
 */
#ifndef IMPORT_OUTDATED_ROW_H
#define IMPORT_OUTDATED_ROW_H

#include <stdbool.h>

struct batch;
struct err;
struct import;
struct import_row;
struct stored;
struct stored_version;

/* Settles an outdated row. `live`: the record as it is, which the row does not agree with. Asks the store for the record's history
 * only. False when the store failed. */
bool outdated_row_settle(struct import *import, struct batch *batch, struct stored *stored, struct import_row *row,
                      const struct stored_version *live, struct err *err);

#endif
