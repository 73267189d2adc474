/*
 * Which rows of a call are left out when the good ones alone are asked for: those that an error names, and those that speak of
 * the same record as one of them, for nobody knows which is meant. Pure.
 */
#ifndef IMPORT_GOOD_ROWS_H
#define IMPORT_GOOD_ROWS_H

#include "base/text_index.h"

#include <stdbool.h>

struct arena;
struct import;
struct problems;
struct value;

struct good_rows {
    struct text_index left; /* file and row → something */
    struct value *list;     /* [{type, key: null where it has none, file, row}…], cut when it is long */
};

/* After a check: adds the rows that `problems` name. False when an error stands against a file, not a row: then nothing of the
 * call can be written. */
bool good_rows_leave(struct good_rows *rows, const struct import *import, const struct problems *problems);
bool good_rows_has_left(const struct good_rows *rows, struct arena *arena, const char *file, int line);

#endif
