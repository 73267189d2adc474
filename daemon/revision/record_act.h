/*
 * An act of a person on records that are stored: they are confirmed, returned, withdrawn. Each gets a new version of the same
 * content in another state, checked and written as the rows of an import are (import_pass.h), inside the call's change: all of them or
 * none. Whether a person may do it is the table's (workflow/workflow_table.c).
 */
#ifndef REVISION_RECORD_ACT_H
#define REVISION_RECORD_ACT_H

#include "import/import_call.h"

#include <stdbool.h>

struct arena;
struct err;
struct problems;
struct record_type;
struct value;

/*
 * keys: as people write them (record_key_read); one that stands twice is one. act: of the kind “record”. The call's reason becomes the
 * records' where the act needs one; its by_hand.seen is the data version that the person looked at. What is to hold from now on is checked anew: a
 * draft may be unfinished, a confirmed record may not. Unknown keys are errors.
 */
bool record_act(const struct import_call *call, const struct record_type *type, const struct value *keys, const char *act,
                struct arena *arena, struct problems *problems, struct import_outcome *ret_outcome, struct err *err);

#endif
