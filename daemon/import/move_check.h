/*
 * A correction that is another deed after all: its subject (team, member, nominee) becomes another, or its day moves to another
 * month. It must be asked for (--moves). A new row that is, all but the unit, what another unit has stored: it is said, with the act
 * that moves a record (records move).
 */
#ifndef IMPORT_MOVE_CHECK_H
#define IMPORT_MOVE_CHECK_H

#include <stdbool.h>

struct batch;
struct err;
struct import;
struct import_row;
struct stored;

/* A row whose fate is decided and whose references are checked. False with err only when the store failed. */
bool move_check_row(struct import *import, const struct batch *batch, struct stored *stored, const struct import_row *row,
                    struct err *err);

#endif
