/*
 * Changes a text file of sections and keys, as package/ini.h reads it, without touching anything else of it: comments, order and blanks
 * stay as they are, byte for byte. Pure: text in, text out. What a key means, and whether the new text is good, others say.
 */
#ifndef REWRITE_INI_TEXT_H
#define REWRITE_INI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct ini_text_key {
    const char *name;
    const char *value; /* NULL: the key goes away */
};

/* Whether the text has a section of this name. */
bool ini_text_has(const char *text, const char *section);
/* The value of a key, its further lines joined by one blank; NULL when there is none. */
const char *ini_text_get(struct arena *arena, const char *text, const char *section, const char *key);
/* The text in which the section has these keys: each in its place, a new one at the section's end. It has the section. Of a value that goes on in
 * further lines only what differs changes, unless a line became too long. */
char *ini_text_set(struct arena *arena, const char *text, const char *section, const struct ini_text_key *keys, size_t count);
/* The text with a new section. `after`: behind this one, which it has; NULL: at its end. */
char *ini_text_add(struct arena *arena, const char *text, const char *after, const char *section, const struct ini_text_key *keys, size_t count);

/* The text without a section and the comments right above it. */
char *ini_text_drop(struct arena *arena, const char *text, const char *section);
/* The names of all sections; those of the keys of one: in their order. */
const char *const *ini_text_sections(struct arena *arena, const char *text, size_t *ret_len);
const char *const *ini_text_keys(struct arena *arena, const char *text, const char *section, size_t *ret_len);

/* The text with other sections where the first one stood whose name begins so, or at its end; all those go, with what stands between one and the next. */
const char *ini_text_replace(struct arena *arena, const char *text, const char *prefix, const char *sections);

/* Of the sections “name day”: that of the day, and the last one before it; NULL where there is none. Days as in 2024-11-01. */
struct ini_text_dated {
    const char *same, *before, *first;
};
struct ini_text_dated ini_text_dated(struct arena *arena, const char *text, const char *name, int32_t day);

#endif
