/*
 * Whether a word is spelt as a Vietnamese syllable: an onset, a rhyme, at most one tone (Hoàng Phê, Từ điển chính tả; the rhymes of
 * the standard spelling). Says nothing of its meaning: it tells text that was read in a wrong encoding from text that was not.
 */
#ifndef SHEET_SYLLABLE_H
#define SHEET_SYLLABLE_H

#include "base/text_index.h"

#include <stdbool.h>

struct arena;

/* Words that were judged, for a text that says the same ones again and again. Zeroed but for its arena; bounded. */
struct syllables {
    struct arena *arena;
    struct text_index judged;
};

bool syllables_has(struct syllables *syllables, const char *word);
/* The word in NFC, in any case, without blanks; the tone may stand on any letter of the rhyme (hoà, hòa). */
bool syllable_is_spelt(struct arena *arena, const char *word);

#endif
