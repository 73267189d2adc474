/*
 * Contradictions between a ward's monthly return and its records: a return that says that nothing happened (nil_return) while
 * records of the ward, type and month count. Only said, from both sides: at the return when it comes, at the records when they
 * come later.
 */
#ifndef IMPORT_NIL_RETURN_H
#define IMPORT_NIL_RETURN_H

#include <stdbool.h>

struct err;
struct import;

/* After all rows of the call were written. False with err only when the store failed. */
bool nil_return_warn(struct import *import, struct err *err);

#endif
