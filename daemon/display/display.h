/*
 * Writes one value of an answer as a person reads it, in a terminal or in a file: words in their language, dates and times as
 * people write them.
 */
#ifndef DISPLAY_DISPLAY_H
#define DISPLAY_DISPLAY_H

#include <stdbool.h>

struct arena;
struct value;

/* `key` says what it is ("verdict", "sealed_at"); "–" for null, parts of a map joined by " · ". */
const char *display_text(struct arena *arena, const char *key, const struct value *value, bool english);
const char *display_word(const char *key, const char *word,
                         bool english); /* "met" → "đạt"; itself when unknown */
/* "76,9 %, chưa đạt" of {value, den, verdict}; of a share of nothing, the verdict alone; "–" for null. */
const char *display_figure(struct arena *arena, const struct value *figure, bool english);
/* ✓ ✗ – and so on: a verdict in one column's width. */
const char *display_mark(const char *verdict);
/* A key like "contest.title" looked up in a map; NULL when absent. In English a text that the map also has as title_en is
 * that one; a class that the package words (class_title) is its words; what is lacking of a figure that has decimals is written with them; where title_en is null, as with what an older version wrote, the Vietnamese is marked as such. */
const struct value *display_find(struct arena *arena, const struct value *map, const char *key, bool english);

#endif
