/*
 * Text that was Vietnamese before a program read it in a wrong encoding: ñaùnh baïc, ®¸nh b¹c, Ä‘Ã¡nh báº¡c for đánh bạc; ?ánh b?c, of
 * which nothing brings the letters back. Found by spelling: a word that is no Vietnamese syllable as it stands and is one decoded.
 * Nothing is changed but by the encoding that a person named.
 */
#ifndef SHEET_SPOILT_TEXT_H
#define SHEET_SPOILT_TEXT_H

#include "sheet/syllable.h"
#include "sheet/legacy_text.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct problems;

enum spoilt_text { SPOILT_NOT, SPOILT_LEGACY, SPOILT_LOST };

/* What judging a text takes. */
struct spoilt_judge {
    struct arena *scratch; /* of what is answered; may be made anew between two texts */
    struct syllables syllables;
};

/* *ret_legacy and *ret_meant (SPOILT_LEGACY): what it probably was. */
enum spoilt_text spoilt_text_look(struct spoilt_judge *judge, const char *text, enum legacy_text *ret_legacy, const char **ret_meant);
/* The text decoded when it looks spoilt in this very way, else NULL. */
const char *spoilt_text_mend(struct spoilt_judge *judge, enum legacy_text legacy, const char *text);
/* Of all words with a letter beyond ASCII, how many in a hundred are Vietnamese syllables; -1: there is no such word. */
int spoilt_text_share(struct spoilt_judge *judge, const char *text);

/* What was seen in one column: how many cells of each kind, and the first of them. */
struct spoilt_column {
    size_t legacy[LEGACY_TEXTS], lost, mended;
    int line;              /* of the first */
    const char *as, *meant; /* of the first; meant NULL: lost */
    enum legacy_text first;
};

/* Notes a cell; gives the text to take: mended when `asked` names how (NULL: nobody did). What is to be said lives in `kept`. */
const char *spoilt_column_note(struct spoilt_column *column, struct spoilt_judge *judge, const enum legacy_text *asked,
                               struct arena *kept, int line, const char *text);
/* Says it, a warning a column. */
void spoilt_column_say(const struct spoilt_column *column, const char *file, const char *name, struct problems *problems);

#endif
