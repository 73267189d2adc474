/*
 * What people put below a table: place and date, who made the list, who signs it, (Ký, họ tên). Known by its words; a row that fills most of
 * the table's columns is one of the table again.
 */
#ifndef SHEET_SHEET_FOOT_H
#define SHEET_SHEET_FOOT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct sheet_foot {
    int line; /* where it begins; 0: the table is not at its end */
};

/* Whether one of the cells says such a thing. */
bool sheet_foot_signs(struct arena *arena, const char *const *cells, size_t count);

/* Notes a row of a table with so many columns, the rows in turn. True when it stands in the foot. */
bool sheet_foot_note(struct sheet_foot *foot, struct arena *arena, int line, const char *const *cells, size_t count, size_t columns);

#endif
