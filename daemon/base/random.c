#include "base/random.h"

#include "base/arena.h"
#include "base/err.h"

#include <sodium.h>

char *random_text(struct arena *arena, size_t bytes)
{
    if (sodium_init() < 0)
        die("libsodium cannot be used");
    unsigned char *raw = arena_alloc(arena, bytes);
    size_t size = sodium_base64_encoded_len(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(arena, size);
    randombytes_buf(raw, bytes);
    sodium_bin2base64(text, size, raw, bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(raw, bytes);
    return text;
}
