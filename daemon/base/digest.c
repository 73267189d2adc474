#include "base/digest.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"

#include <sodium.h>

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

char *digest_value(struct arena *arena, const struct value *value)
{
    struct buffer buffer = {0};
    json_write_canonical(&buffer, value);
    char *hex = digest_bytes(arena, buffer.bytes, buffer.len);
    buffer_finish(&buffer);
    return hex;
}
