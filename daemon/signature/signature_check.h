/* The signatures of a PDF, checked by poppler and NSS against the bytes that they name; which bytes those are says signature_range.h. */
#ifndef SIGNATURE_SIGNATURE_CHECK_H
#define SIGNATURE_SIGNATURE_CHECK_H

#include <stddef.h>

struct arena;
struct err;
struct value;

enum { SIGNATURES_MAX = 64 };

/* Before the lock, once: loads NSS with all that it opens. Begins no thread: one that runs before the lock would stand outside of it. */
void signature_check_prepare(void);
/* [{signer, signed_at, state}…] as signature.h has them, at most SIGNATURES_MAX; fields that nobody signed are left out. NULL with err when it is no PDF that can be read. */
struct value *signature_check(struct arena *arena, const char *bytes, size_t len, struct err *err);

#endif
