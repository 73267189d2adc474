/*
 * How much of a password nobody guesses: its letters without words that everybody tries, the person's and the contest's own names, rows of
 * the keyboard, sequences, repetitions and dates. Pure; the words that everybody tries are guessable.c's, without marks and blanks.
 */
#ifndef LOGIN_GUESSABLE_H
#define LOGIN_GUESSABLE_H

#include <stddef.h>

struct arena;

enum { GUESSABLE_NUMBER = 11 }; /* digits: a day, a year, a telephone; a longer number is read as letters are */

/* Each letter that is left counts one, and so does each piece that was taken out. password: UTF-8. words: of this person and place, as
 * people write them. */
size_t guessable_left(struct arena *arena, const char *password, const char *const *words, size_t count);

#endif
