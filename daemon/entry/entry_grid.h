/*
 * A table in which a person fills in many records at once, as data: the columns of a type's form, the rows that are begun (drafts, what
 * was returned) or what was typed and not sent yet (entry_unsent.h), empty ones behind them. Reads only.
 */
#ifndef ENTRY_ENTRY_GRID_H
#define ENTRY_ENTRY_GRID_H

#include "entry/entry_field.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct entry_rows;
struct err;
struct store;
struct value;

/* Said of a row, as ENTRY_SHEET_SEEN is: the key of the stored record that it is. */
#define ENTRY_GRID_KEY "_key"

/* Names of the form's fields that are filled in row by row, in its order: all but those that must have one value. */
struct value *entry_grid_columns(const struct entry_about *about, const struct value *fields);
/* How many rows of so many columns a page and its form take. */
size_t entry_grid_rows_most(size_t columns);

/*
 * [{number, key: of the stored record or null, seen: its version, 0: a new one, state, state_reason, cells: {column: as typed}, stored:
 * {column: what another person wrote since} or null}…]. kept: rows as typed, [{}] where one is empty; NULL: the records of `begun` are
 * shown. So many empty ones behind.
 */
bool entry_grid_rows(const struct entry_about *about, struct store *store, const struct value *columns, const struct entry_rows *begun,
                     const struct value *kept, size_t empty, struct value **ret_rows, struct err *err);

#endif
