/*
 * The form in which texts are compared that a person reads as one. For comparing only, never shown; equal texts have equal bytes.
 * Who stores it writes TEXT_FOLD_VERSION beside it and makes it anew when that is another one.
 */
#ifndef BASE_TEXT_FOLD_H
#define BASE_TEXT_FOLD_H

#include <stdbool.h>

struct arena;

#define TEXT_FOLD_VERSION "2"

/* Without regard to case, to where the tone stands (hoà, hòa), to how characters are composed, to which blanks and hyphens and how
 * many blanks, to letters of other scripts that look like Latin ones (Cyrillic С). Letters with other marks stay others: a, ă, â; so do words with other tones. */
char *text_fold(struct arena *arena, const char *text);
/* … and to zeros before a number, blanks around a hyphen, points at the end: Khu 01, Khu 1.; 6-7, 6 - 7. */
char *text_fold_name(struct arena *arena, const char *text);
/* … and to blanks, hyphens, underlines and points, but between digits, and to a letter O, I or l that stands alone beside a digit:
 * CB-01, cb 1, CB.1, CB_O1 are one; 1-1 and 11 are two. */
char *text_fold_id(struct arena *arena, const char *text);
/* Without any mark, as people type in haste: có, Co and CÓ are one, and so are tổ and tờ: two texts that are equal here may mean two
 * things. */
char *text_plain(struct arena *arena, const char *text);
/* The same for looking something up within a longer text: a hyphen is a blank, so an id is found as it is spoken. */
char *text_search(struct arena *arena, const char *text);
/* Whether a character is another one raised, lowered, in a circle or a fraction (5², ①, ½): all forms above make 52, 1 and 1⁄2 of them,
 * which a person reads otherwise. */
bool text_has_raised(const char *text);
/* Whether words stand in a text, whole ones; both in one of the forms above. */
bool text_has_words(const char *text, const char *words);

#endif
