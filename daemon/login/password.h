/*
 * Passwords: what is taken for one, its hash (argon2id by libsodium, 64 MiB, three passes: about 84 ms; on a machine of little memory 19 MiB
 * and ten passes, as much work: OWASP's least is 19 MiB and two), and whether one is right. A check costs the same whether there is a hash or not, so that nobody learns by the clock who has an account. Blocks its
 * thread; knows no people and no files.
 */
#ifndef LOGIN_PASSWORD_H
#define LOGIN_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;

enum {
    PASSWORD_LETTERS = 12, /* at least (ASVS 5.0, 6.2.1 asks for 8) */
    PASSWORD_OWN = 7,      /* at least that nobody guesses (guessable.h) */
    PASSWORD_BYTES = 256,  /* at most */
    PASSWORD_HASH = 128,   /* bytes of a hash with its 0 */
};

/* Whose it is to be. */
struct password_about {
    const char *person;       /* the login name; "" = nobody's */
    const char *const *words; /* that anybody knows of them: names of the person, the units, the contest */
    size_t word_count;
};

/* Whether a password may be set; false with err, which says what to write. Asks for no kinds of characters (NIST SP 800-63B, 5.1.1.2). */
bool password_is_fit(struct arena *arena, const char *password, const struct password_about *about, struct err *err);
/* little: on a machine of little memory. False when there is no memory for it. */
bool password_hash(struct arena *arena, const char *password, bool little, char ret_hash[PASSWORD_HASH], struct err *err);
/* hash NULL: there is none, and it takes as long to say no. A hash says itself what it costs. */
bool password_is_right(struct arena *arena, const char *password, bool little, const char *hash);

#endif
