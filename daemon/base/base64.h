/* Bytes as text that JSON can hold (RFC 4648, section 4), and back. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

char *base64_text(struct arena *arena, const void *bytes, size_t len);
/* False when the text is none of it. */
bool base64_bytes(struct arena *arena, const char *text, const char **ret_bytes, size_t *ret_len);

#endif
