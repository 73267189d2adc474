/*
 * What a person enters on a page, as data: the form of one record, which follows from its type's declaration (what each cell takes, what is
 * offered, what it holds), and the records of a unit and period. The cells are written as import reads them (entry_field.h).
 */
#ifndef ENTRY_ENTRY_PAGE_H
#define ENTRY_ENTRY_PAGE_H

#include "entry/entry_field.h"

#include <stdbool.h>

struct arena;
struct cell;
struct entry_rows;
struct field;
struct err;
struct store;
struct value;

/*
 * [{name, title, kind: text | lines | number | date | instant | choice, required, key, fixed: the value that it must have or null, value:
 * what it holds, "" for nothing, words: [texts to choose from], from, until, letters: limits or null}…]. `known`: the stored record; NULL: a
 * new one, whose id is suggested where the unit numbers its records.
 */
bool entry_page_fields(const struct entry_about *about, struct store *store, const struct cell *known, struct value **ret_fields,
                       struct err *err);

/* A stored cell as a person types it: 05/11/2024 21:40, "qua lực lượng"; "" for none. */
const char *entry_page_text(const struct entry_about *about, const struct field *field, struct cell cell);

/* [{id, title}…], the fields that a record's cells may have. */
struct value *entry_page_columns(const struct entry_about *about);
/* [{key, state, state_reason, sequence, cells: [{name, title, text, value: the same as a number, a day or a text}…], says: all of them as
 * one text}…]: records as people read them, newest change first. */
struct value *entry_page_records(const struct entry_about *about, const struct entry_rows *rows);

#endif
