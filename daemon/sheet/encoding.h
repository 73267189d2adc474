/*
 * What kind of bytes a person has sent as CSV or as a text (INI, Lua, SQL): UTF-8, or one of the things that Excel and
 * old Vietnamese software make instead, each refused with advice on how to save it again. Converts nothing:
 * an encoding is never guessed, for a wrong guess changes names without a word.
 */
#ifndef SHEET_ENCODING_H
#define SHEET_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

struct byte_source;
struct problems;

/* What the file is to be: who made it, and so how it is saved again. */
enum encoding_form { ENCODING_CSV, ENCODING_TEXT };

/* Adds a problem when the bytes are no UTF-8 text. *ret_skip: the bytes of a byte order mark. */
bool encoding_check(const char *file, enum encoding_form form, const char *bytes, size_t len, struct problems *problems,
                    size_t *ret_skip);
/* The same of bytes that are never held as a whole. */
bool encoding_check_source(const char *file, enum encoding_form form, const struct byte_source *source,
                           struct problems *problems, size_t *ret_skip);

#endif
