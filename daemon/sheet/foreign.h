/*
 * Files of other programs, sent as if they were tables: known by their first bytes, refused each with what to do instead. A text
 * in another encoding is none of them (encoding.h).
 */
#ifndef SHEET_FOREIGN_H
#define SHEET_FOREIGN_H

#include "sheet/sheet_reader.h"

bool foreign_is(const char *beginning, size_t len);
/* Adds the problem; false always. */
sheet_reader foreign_refuse;

#endif
