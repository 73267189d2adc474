/* Texts that nobody can guess: tokens, session ids. From the kernel's generator, through libsodium. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>

struct arena;

/* So many random bytes in the letters of base64url (RFC 4648, section 5), without padding. */
char *random_text(struct arena *arena, size_t bytes);

#endif
