/*
 * One error, said once, for a person: in Vietnamese and in English, side by side.
 *
 * The function that finds the fact says it (err_set); its callers may prefix the place (err_prefix);
 * the top prints it. Floors 0 and 1 never log. Both texts take the same arguments in the same order.
 * A zeroed struct err is "no error"; err_clear frees and zeroes. NULL is allowed everywhere an err is
 * taken: the caller then only wants to know that it failed.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>

/* How a rule failed, for the caller who counts such ends apart (fault.h), or that it is not for whoever asks; the sentence says it too. */
enum err_kind { ERR_PLAIN, ERR_SYNTAX, ERR_REFUSED, ERR_ANSWER, ERR_STEPS, ERR_DEADLINE, ERR_MEMORY, ERR_FORBIDDEN };

struct err {
    char *vi;
    char *en;
    enum err_kind kind;
};

/* Replaces what err held. Always returns false, so that a function can end with `return err_set(…)`. */
bool err_set(struct err *err, const char *vi, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

bool err_vset(struct err *err, const char *vi, const char *en, va_list args)
    __attribute__((format(printf, 2, 0), format(printf, 3, 0)));

/* Puts "place: " before both texts. Always returns false. */
bool err_prefix(struct err *err, const char *vi, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/* Marks what err_set has said; a prefix keeps the mark. Always returns false. */
bool err_mark(struct err *err, enum err_kind kind);

void err_clear(struct err *err);

/* Moves the error; `to` is cleared first, `from` is zeroed. */
void err_move(struct err *to, struct err *from);

/* Ends the program with a message: memory is out, or a promise of the code was broken. */
void die(const char *why, ...) __attribute__((noreturn, format(printf, 1, 2)));

#endif
