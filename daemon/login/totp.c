#include "login/totp.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/memory.h"

#include <oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_BYTES = 20, RECOVERY_BYTES = 15, GROUP = 4 };

static char *random_base32(struct arena *arena, size_t count)
{
    unsigned char bytes[KEY_BYTES];
    char *text = NULL;
    size_t len;
    randombytes_buf(bytes, count);
    if (oath_base32_encode((const char *)bytes, count, &text, &len) != OATH_OK)
        memory_out();
    char *copy = arena_strndup(arena, text, strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")); /* without the padding */
    sodium_memzero(text, len);
    free(text);
    return copy;
}

char *totp_key(struct arena *arena)
{
    return random_base32(arena, KEY_BYTES);
}

/* Percent-encoded: whatever is no letter, digit, "-" or ".". */
static void put_encoded(struct buffer *out, const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if (*at < 0x80 && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.", *at))
            buffer_putc(out, (char)*at);
        else
            buffer_printf(out, "%%%02X", *at);
}

char *totp_address(struct arena *arena, const char *key, const char *issuer, const char *person)
{
    struct buffer out = {0};
    buffer_puts(&out, "otpauth://totp/");
    put_encoded(&out, issuer);
    buffer_puts(&out, ":");
    put_encoded(&out, person);
    buffer_printf(&out, "?secret=%s&issuer=", key);
    put_encoded(&out, issuer);
    return buffer_take(&out, arena);
}

bool totp_is_right(const char *key, const char *code, int64_t now, int64_t used, int64_t *ret_step)
{
    static const int64_t offsets[] = {0, -1, 1};
    char *secret = NULL, expected[TOTP_DIGITS + 1];
    size_t len;
    bool right = false;
    if (strlen(code) != TOTP_DIGITS || oath_base32_decode(key, strlen(key), &secret, &len) != OATH_OK)
        return false;
    for (size_t i = 0; i < sizeof offsets / sizeof *offsets && !right; i++) {
        int64_t step = now / TOTP_STEP + offsets[i];
        if (step <= used || oath_hotp_generate(secret, len, (uint64_t)step, TOTP_DIGITS, false, OATH_HOTP_DYNAMIC_TRUNCATION, expected) != OATH_OK)
            continue;
        right = sodium_memcmp(expected, code, TOTP_DIGITS) == 0;
        *ret_step = step;
    }
    sodium_memzero(secret, len);
    free(secret);
    return right;
}

char *totp_recovery(struct arena *arena)
{
    const char *text = random_base32(arena, RECOVERY_BYTES);
    struct buffer out = {0};
    for (size_t i = 0; text[i]; i++)
        buffer_printf(&out, "%s%c", i > 0 && i % GROUP == 0 ? "-" : "", text[i]);
    return buffer_take(&out, arena);
}

char *totp_recovery_hash(struct arena *arena, const char *code)
{
    struct buffer out = {0};
    for (const char *at = code; *at; at++)
        if (*at != '-' && *at != ' ')
            buffer_putc(&out, *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at);
    char *hash = digest_bytes(arena, buffer_text(&out), out.len);
    buffer_finish(&out);
    return hash;
}
