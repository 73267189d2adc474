/*
 * A record that was reported under the wrong unit, moved to the right one: withdrawn there, new here, each naming the other in the
 * reason of its state. Checked and written as the rows of an import are (import_pass.h), inside the call's change.
 */
#ifndef REVISION_RECORD_MOVE_H
#define REVISION_RECORD_MOVE_H

#include "import/import_call.h"

#include <stdbool.h>

struct arena;
struct cell;
struct err;
struct problems;
struct record_type;

/* key: of record_key_read. call->reason is given. *ret_key: the new one, as people write it. Adds a problem when there is no such
 * record, when it was withdrawn, when the other unit has one of this id. False with err only when the store failed. */
bool record_move(const struct import_call *call, const struct record_type *type, const struct cell *key, const char *to,
                 struct arena *arena, struct problems *problems, const char **ret_key, struct import_outcome *ret_outcome,
                 struct err *err);

#endif
