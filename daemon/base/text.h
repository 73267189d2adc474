/*
 * Vietnamese text (UTF-8). What is stored is NFC (TCVN 6909:2001); `Ð` (U+00D0) is not `Đ` (U+0110).
 * In which order texts stand: collation.h; which ones a person reads as one: text_fold.h.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;

bool text_is_utf8(const char *bytes, size_t len);
/* The first character that no XML document can hold (a control character but tab and line ends, U+FFFE, U+FFFF), or DEL; -1 when
 * there is none. Whatever is taken in is looked at with it: every text may end in a Word file or a page. */
int32_t text_unfit(const char *text);
/* The first character of a text that a person does not see for what it is: a control or format character (those that
 * turn the direction of reading too), a line break, a blank at either end. 0 when there is none. */
uint32_t text_unseen(const char *text);
/* A text as it may be shown on a terminal: what a person does not see (as above, but for line ends and TABs, and blanks) as ‹U+001B›, and
 * what is no UTF-8 as U+FFFD; so nothing that came in moves a cursor, colours or turns a line. */
void text_put_shown(struct buffer *out, const char *bytes, size_t len);
/* The character that a text begins with, not at its end; its bytes. */
size_t text_letter(const char *text, uint32_t *ret_letter);
void text_put_letter(struct buffer *out, uint32_t letter);
/* Composed (NFC). The bytes must be UTF-8. */
char *text_compose(struct arena *arena, const char *bytes, size_t len);
/* Composed (NFC), blanks at both ends removed (NBSP too). The bytes must be UTF-8. */
char *text_clean(struct arena *arena, const char *bytes, size_t len);
/* Line ends as LF, in place: a form gives CR LF back as LF. Returns the text. */
char *text_line_ends(char *text);
char *text_upper(struct arena *arena, const char *text);
char *text_upper_first(struct arena *arena, const char *text);
char *text_lower_first(struct arena *arena, const char *text);
bool text_same(const char *a, const char *b); /* NULL is "" */
int text_width(const char *text);      /* columns of a terminal */
/* Its first characters, of at most so many bytes, and "…" behind them when something is left out. */
const char *text_shorten(struct arena *arena, const char *text, size_t bytes);
size_t text_letters(const char *text); /* characters, as a person counts them in NFC */

/* Comma-separated words of a text, blanks around them cut; empty ones are left out. */
const char *const *text_split(struct arena *arena, const char *text, size_t *ret_len);
/* The words with commas between them, as a sentence names them; "" for none. */
const char *text_list(struct arena *arena, const char *const *words, size_t len);
/* A word's place among the known ones; -1 when it is none of them. */
int text_place(const char *word, const char *const *known, size_t len);
/* The known word nearest to a mistyped one, for advice; NULL when none is near. Damerau-Levenshtein ≤ 2
 * and less than half of the word. */
const char *text_nearest(const char *word, const char *const *known, size_t len);

#endif
