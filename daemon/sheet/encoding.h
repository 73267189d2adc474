/*
 * What kind of bytes a person has sent as CSV or as a text (INI, Lua, SQL). UTF-8 is taken; of a CSV UTF-16 too, which says of
 * itself what it is ("Unicode Text" of Excel). Windows-1258, TCVN3 and VNI are decoded when a person has said which: an encoding
 * is never guessed, for a wrong guess changes names without a word; what the file would say in each is shown instead, also when
 * the one that was named is not what it reads well in (legacy_reading.h). All else is refused with advice on how to save it again.
 */
#ifndef SHEET_ENCODING_H
#define SHEET_ENCODING_H

#include "sheet/legacy_text.h"
#include "sheet/recode.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct byte_source;
struct problems;

/* What the file is to be: who made it, and so how it is saved again. */
enum encoding_form { ENCODING_CSV, ENCODING_TEXT };

/* Adds a problem when the bytes are no UTF-8 text. *ret_skip: the bytes of a byte order mark. */
bool encoding_check(const char *file, enum encoding_form form, const char *bytes, size_t len, struct problems *problems,
                    size_t *ret_skip);

/* How a CSV is read as UTF-8, from behind its byte order mark on. `legacy`: as a person said, or NULL. `arena`: scratch. */
bool encoding_open(const char *file, const enum legacy_text *legacy, const struct byte_source *source, struct arena *arena,
                   struct problems *problems, struct recoding *ret_recoding);
/* Where reading it on met what is no character. */
void encoding_refuse_rest(const char *file, enum recode_from from, int line, struct problems *problems);

#endif
