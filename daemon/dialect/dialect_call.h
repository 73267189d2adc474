/* A function that a rule calls, put over. Internal to the room. */
#ifndef DIALECT_DIALECT_CALL_H
#define DIALECT_DIALECT_CALL_H

#include "dialect/dialect_piece.h"

/* NAME( … : the reader stands behind the bracket. */
struct piece dialect_call_read(struct piece_reader *reader, const char *name);

#endif
