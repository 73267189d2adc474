/*
 * One pass over the rows of a call: they are read (or made, counter_change.h), checked against each other and the store, then
 * written. What the files of a call, an undo and a restored record share.
 */
#ifndef IMPORT_IMPORT_PASS_H
#define IMPORT_IMPORT_PASS_H

#include "import/import_call.h"
#include "import/reference.h"
#include "import/row.h"

#include <stdbool.h>

struct arena;
struct err;
struct problems;
struct stored;

struct import_pass {
    struct import import;
    struct reference reference;
    struct stored *stored; /* one a declared type */
    struct touched_days_list touched;
    struct import_outcome outcome;
};

void import_pass_begin(struct import_pass *pass, const struct import_call *call, struct arena *arena, struct problems *problems);
/* Adds every problem. False when the store failed. */
bool import_pass_check(struct import_pass *pass, struct err *err);
/* Once a begun pass has no errors: writes the rows and says the warnings that hold of them; counts them, finds the days they touch. */
bool import_pass_write(struct import_pass *pass, struct err *err);
void import_pass_finish(struct import_pass *pass);
/* What follows once the rows are made (`made`: they could be): checks, writes where nothing is wrong, finishes. */
bool import_pass_complete(struct import_pass *pass, bool made, struct import_outcome *ret_outcome, struct err *err);

#endif
