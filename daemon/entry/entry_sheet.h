/*
 * What a person enters by hand, as a sheet: the rows of a form go the way of a file's rows, so that the same reading, the same
 * checks and the same consequences hold (docs/decisions/0045-forms-are-imports.md).
 */
#ifndef ENTRY_ENTRY_SHEET_H
#define ENTRY_ENTRY_SHEET_H

#include "import/import_file.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct problems;
struct record_type;
struct value;

/* The source of records that were entered by hand, in the place of a file's name. */
#define ENTRY_SHEET_SOURCE "form"

/* Said of a row: the change that wrote the version which the person saw; 0: a new record is meant. No column of a package is called so. */
#define ENTRY_SHEET_SEEN "_seen"

struct entry_sheet {
    struct import_file file;
    const int64_t *seen; /* of each row from 1 on, as import/by_hand.h takes it; NULL: no row says it */
    size_t seen_count;
};

/*
 * The rows ([{column: text}…], all of the same columns) as a file of the type, its bytes the rows as JSON; row 1 is the first. An
 * empty one is left out, a column that begins with "_" is none. What a row does not speak of stays as it is stored. Warns of spoilt text. draft: the records are to be drafts, whatever else the person
 * may do. False with err where the rows are not alike.
 */
bool entry_sheet_make(struct arena *arena, const struct record_type *type, const struct value *rows, bool draft,
                      struct problems *problems, struct entry_sheet *ret_sheet, struct err *err);

#endif
