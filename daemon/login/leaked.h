/*
 * Passwords that others have lost: a file that an administrator fetched (Have I Been Pwned, ordered by hash), a line a password, SHA-1 in hexadecimal
 * digits, perhaps with a colon and a count behind it, ascending. Looked up by bisection, for it may have 40 GB; nothing of it is kept. SHA-1 is
 * the file's, and hides nothing here: no password is stored so.
 */
#ifndef LOGIN_LEAKED_H
#define LOGIN_LEAKED_H

#include <stdbool.h>

struct err;

/* Whether the file can be read and begins as such a list does; false with err. */
bool leaked_check(const char *path, struct err *err);
/* False with err when the file cannot be read, or is no such list where it was looked into. */
bool leaked_find(const char *path, const char *password, bool *ret_leaked, struct err *err);

#endif
