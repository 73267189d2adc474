#include "base/digest.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"

#include <sodium.h>
#include <string.h>

_Static_assert(DIGEST_BYTES == crypto_hash_sha256_BYTES, "SHA-256 has 32 bytes");

void digest_raw(const void *bytes, size_t len, unsigned char ret_hash[DIGEST_BYTES])
{
    crypto_hash_sha256(ret_hash, bytes, len);
}

char *digest_bytes(struct arena *arena, const void *bytes, size_t len)
{
    unsigned char hash[DIGEST_BYTES];
    digest_raw(bytes, len, hash);
    char *hex = arena_alloc(arena, 2 * sizeof hash + 1);
    return sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

void digest_add(unsigned char sum[DIGEST_BYTES], const unsigned char hash[DIGEST_BYTES])
{
    sodium_add(sum, hash, DIGEST_BYTES);
}

void digest_subtract(unsigned char sum[DIGEST_BYTES], const unsigned char hash[DIGEST_BYTES])
{
    sodium_sub(sum, hash, DIGEST_BYTES);
}

/* Sums are little-endian, numbers are written from their highest digit. */
static void turn_round(const unsigned char from[DIGEST_BYTES], unsigned char ret_to[DIGEST_BYTES])
{
    for (size_t i = 0; i < DIGEST_BYTES; i++)
        ret_to[i] = from[DIGEST_BYTES - 1 - i];
}

char *digest_sum_text(struct arena *arena, const unsigned char sum[DIGEST_BYTES])
{
    unsigned char number[DIGEST_BYTES];
    char *hex = arena_alloc(arena, 2 * sizeof number + 1);
    turn_round(sum, number);
    return sodium_bin2hex(hex, 2 * sizeof number + 1, number, sizeof number);
}

bool digest_sum_parse(const char *text, unsigned char ret_sum[DIGEST_BYTES])
{
    unsigned char number[DIGEST_BYTES];
    size_t len;
    if (strlen(text) != 2 * sizeof number ||
        sodium_hex2bin(number, sizeof number, text, 2 * sizeof number, NULL, &len, NULL) != 0 || len != sizeof number)
        return false;
    turn_round(number, ret_sum);
    return true;
}

char *digest_value(struct arena *arena, const struct value *value)
{
    struct buffer buffer = {0};
    json_write_canonical(&buffer, value);
    char *hex = digest_bytes(arena, buffer.bytes, buffer.len);
    buffer_finish(&buffer);
    return hex;
}
