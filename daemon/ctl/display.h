/*
 * Writes one value as a person reads it in a terminal: words in their language, dates and times as people write them.
 */
#ifndef CTL_DISPLAY_H
#define CTL_DISPLAY_H

#include <stdbool.h>

struct arena;
struct value;

/* `key` says what it is ("verdict", "sealed_at"); "–" for null, parts of a map joined by " · ". */
const char *display_text(struct arena *arena, const char *key, const struct value *value, bool english);
const char *display_word(const char *key, const char *word,
                         bool english); /* "met" → "đạt"; itself when unknown */
/* ✓ ✗ – and so on: a verdict in one column's width. */
const char *display_mark(const char *verdict);
/* A key like "contest.title" looked up in a map; NULL when absent. */
const struct value *display_find(const struct value *map, const char *key);

#endif
