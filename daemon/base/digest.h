/* SHA-256 (FIPS 180-4) of bytes, as 64 hexadecimal digits: names of contents, links of the audit chain. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct value;

char *digest_bytes(struct arena *arena, const void *bytes, size_t len);
enum { DIGEST_BYTES = 32 };
void digest_raw(const void *bytes, size_t len, unsigned char ret_hash[DIGEST_BYTES]); /* not as text */
/* Adds the hash to the sum modulo 2²⁵⁶, both little-endian. */
void digest_add(unsigned char sum[DIGEST_BYTES], const unsigned char hash[DIGEST_BYTES]);
void digest_subtract(unsigned char sum[DIGEST_BYTES], const unsigned char hash[DIGEST_BYTES]);
/* The sum as 64 hexadecimal digits, the highest first, and back; false when the text is no such number. */
char *digest_sum_text(struct arena *arena, const unsigned char sum[DIGEST_BYTES]);
bool digest_sum_parse(const char *text, unsigned char ret_sum[DIGEST_BYTES]);
char *digest_value(struct arena *arena, const struct value *value); /* of its canonical JSON */

#endif
