/*
 * What a person enters by hand, as a sheet: the rows of a form go the way of a file's rows, so that the same reading, the same
 * checks and the same consequences hold (docs/decisions/0045-forms-are-imports.md).
 */
#ifndef ENTRY_ENTRY_SHEET_H
#define ENTRY_ENTRY_SHEET_H

#include "import/import_file.h"

#include <stdbool.h>

struct arena;
struct err;
struct problems;
struct record_type;
struct value;

/* The source of records that were entered by hand, in the place of a file's name. */
#define ENTRY_SHEET_SOURCE "form"

/*
 * The rows ([{column: text}…], all of the same columns) as a file of the type, its bytes the rows as JSON; row 1 is the first. What
 * a row does not speak of stays as it is stored. Warns of spoilt text. draft: the records are to be drafts, whatever else the person
 * may do. False with err where the rows are not alike.
 */
bool entry_sheet_make(struct arena *arena, const struct record_type *type, const struct value *rows, bool draft,
                      struct problems *problems, struct import_file *ret_file, struct err *err);

#endif
