/*
 * A library's own messages in Vietnamese, from a table of patterns. Places, names and numbers stay as they are. Pure. What the
 * table does not know is left to the caller to quote.
 */
#ifndef BASE_TRANSLATION_H
#define BASE_TRANSLATION_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/* In `en` a `*` is any text, kept as it is; `@` is text that the table knows in its turn. $1 is the first of them, at most
 * four. */
struct translation {
    const char *en, *vi;
};

struct translations {
    const struct translation *items;
    size_t len;
};

/* Adds the text in Vietnamese by the first row that fits; false, and nothing added, when none does. */
bool translation_put(struct buffer *out, const struct translations *known, const char *text, size_t len);

#endif
