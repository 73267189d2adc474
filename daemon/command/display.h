/*
 * Writes one value of an answer as a person reads it, in a terminal or in a file: words in their language, dates and times as
 * people write them. Compiled with the table of commands, into both programs.
 */
#ifndef COMMAND_DISPLAY_H
#define COMMAND_DISPLAY_H

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
