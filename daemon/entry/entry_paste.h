/*
 * Rows that a person copied in Excel and pasted as a text: cells by TAB, rows by line end, a cell in quotes may hold both, a quote in it
 * is doubled. A first row of titles is known as a file's head line is; without one the cells are those of the form, in its order. Pure;
 * what a cell holds is read later (entry_sheet.h).
 */
#ifndef ENTRY_ENTRY_PASTE_H
#define ENTRY_ENTRY_PASTE_H

#include <stdbool.h>

struct arena;
struct err;
struct record_type;
struct value;

/* [[text…]…], rows that are wholly empty left out. False with err: a quote is never closed. */
bool entry_paste_cells(struct arena *arena, const char *text, struct value **ret_cells, struct err *err);
/* [{column: text}…]: every row has every one of the columns (names of fields, in the form's order). False with err: a title is none of
 * the type's, a row has more cells than there are columns. */
bool entry_paste_rows(struct arena *arena, const struct record_type *type, const struct value *columns, const char *text,
                      struct value **ret_rows, struct err *err);

#endif
