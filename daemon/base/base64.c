#include "base/base64.h"

#include "base/arena.h"

#include <sodium.h>
#include <string.h>

char *base64_text(struct arena *arena, const void *bytes, size_t len)
{
    size_t size = sodium_base64_encoded_len(len, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_alloc(arena, size);
    return sodium_bin2base64(text, size, bytes, len, sodium_base64_VARIANT_ORIGINAL);
}

bool base64_bytes(struct arena *arena, const char *text, const char **ret_bytes, size_t *ret_len)
{
    size_t len = strlen(text), most = len / 4 * 3 + 3, count;
    char *bytes = arena_alloc(arena, most);
    const char *end;
    if (sodium_base642bin((unsigned char *)bytes, most, text, len, NULL, &count, &end, sodium_base64_VARIANT_ORIGINAL) != 0 ||
        *end)
        return false;
    *ret_bytes = bytes;
    *ret_len = count;
    return true;
}
