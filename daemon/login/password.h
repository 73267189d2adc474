/*
 * Passwords: what is taken for one, its hash (argon2id by libsodium, 64 MiB, three passes: about 84 ms), and whether one is right. A
 * check costs the same whether there is a hash or not, so that nobody learns by the clock who has an account. Blocks its
 * thread; knows no people and no files.
 */
#ifndef LOGIN_PASSWORD_H
#define LOGIN_PASSWORD_H

#include <stdbool.h>

struct arena;
struct err;

enum {
    PASSWORD_LETTERS = 12, /* at least (ASVS 5.0, 6.2.1 asks for 8) */
    PASSWORD_BYTES = 256,  /* at most */
    PASSWORD_HASH = 128,   /* bytes of a hash with its 0 */
};

/* Whether a password may be set for the person of this login name; false with err, which says what to write. */
bool password_is_fit(struct arena *arena, const char *password, const char *person, struct err *err);
/* False when there is no memory for it. */
bool password_hash(struct arena *arena, const char *password, char ret_hash[PASSWORD_HASH], struct err *err);
/* hash NULL: there is none, and it takes as long to say no. */
bool password_is_right(struct arena *arena, const char *password, const char *hash);

#endif
