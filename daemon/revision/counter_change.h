/*
 * Takes back what a change wrote of records, or brings one record back to what it said. Nothing is deleted: the records get new
 * versions, checked and written as those of an import are (import_pass.h), inside the call's change.
 */
#ifndef REVISION_COUNTER_CHANGE_H
#define REVISION_COUNTER_CHANGE_H

#include "import/import_call.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct cell;
struct err;
struct problems;
struct record_type;

/*
 * Undoes the change `sequence`: a record that it brought is withdrawn with the call's reason, one that it corrected gets the
 * content of before. A record that says something else since is an error that names the later change; with `others` it is left
 * as it is, with a warning. One that is as before already is unchanged.
 */
bool counter_change_undo(const struct import_call *call, int64_t sequence, bool others, struct arena *arena,
                         struct problems *problems, struct import_outcome *ret_outcome, struct err *err);

/* Brings the record with this key (record_key_read) back to what it said behind the change `at`. An error when it was not there. */
bool counter_change_restore(const struct import_call *call, const struct record_type *type, const struct cell *key, int64_t at,
                            struct arena *arena, struct problems *problems, struct import_outcome *ret_outcome,
                            struct err *err);

#endif
