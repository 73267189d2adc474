#include "sheet/recode.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>

enum { PIECE = RECODE_ROOM / RECODE_GROWS }; /* bytes of the source that are converted at once: even, for UTF-16 */

static uint32_t unit_at(const unsigned char *bytes, enum recode_from from)
{
    return from == RECODE_UTF16_LITTLE ? (uint32_t)(bytes[0] | bytes[1] << 8) : (uint32_t)(bytes[0] << 8 | bytes[1]);
}

static bool is_high(uint32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(uint32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

/* The bytes of a piece of UTF-16 that hold whole characters; what the file ends with is taken as it is. */
static size_t whole_units(const unsigned char *bytes, size_t len, enum recode_from from, bool last)
{
    return !last && len >= 2 && is_high(unit_at(bytes + len - 2, from)) ? len - 2 : len;
}

/* False where two bytes are no character: half a pair, a zero, an odd end. */
static bool from_utf16(const unsigned char *bytes, size_t len, enum recode_from from, struct buffer *out)
{
    for (size_t at = 0; at < len; at += 2) {
        uint32_t letter = at + 1 < len ? unit_at(bytes + at, from) : 0;
        if (is_high(letter) && at + 3 < len && is_low(unit_at(bytes + at + 2, from))) {
            letter = 0x10000 + ((letter - 0xD800) << 10) + (unit_at(bytes + at + 2, from) - 0xDC00);
            at += 2;
        }
        if (!letter || is_high(letter) || is_low(letter))
            return false;
        text_put_letter(out, letter);
    }
    return true;
}

/* The bytes of a piece before its last ASCII character: no mark of these encodings is one, so no letter is parted from its marks. */
static size_t whole_letters(const unsigned char *bytes, size_t len, bool last)
{
    size_t at = len;
    while (!last && at > 1 && bytes[at - 1] >= 0x80)
        at--;
    return last || at <= 1 ? len : at - 1;
}

static bool from_legacy(const char *bytes, size_t len, enum legacy_text legacy, struct buffer *out)
{
    const char *zero = memchr(bytes, '\0', len);
    struct arena *scratch = arena_create();
    buffer_puts(out, legacy_text_decode(scratch, legacy, legacy_text_of_bytes(scratch, bytes, zero ? (size_t)(zero - bytes) : len)));
    arena_destroy(scratch);
    return !zero;
}

/* One piece of the source, into `to`, which has room for it. */
static bool convert(struct recoding *recoding, char *to, size_t *ret_len)
{
    char piece[PIECE];
    struct buffer text = {0};
    bool good;
    size_t len = byte_source_read(&recoding->source, recoding->offset, piece, sizeof piece);
    bool last = recoding->offset + len == recoding->source.len;
    if (recoding->from == RECODE_LEGACY) {
        len = whole_letters((const unsigned char *)piece, len, last);
        good = from_legacy(piece, len, recoding->legacy, &text);
    } else {
        len = whole_units((const unsigned char *)piece, len, recoding->from, last);
        good = from_utf16((const unsigned char *)piece, len, recoding->from, &text);
    }
    recoding->offset += len;
    if (text.len)
        memcpy(to, text.bytes, text.len);
    *ret_len = text.len;
    buffer_finish(&text);
    return good;
}

bool recode_is_at_end(const struct recoding *recoding)
{
    return recoding->offset >= recoding->source.len;
}

bool recode_read(struct recoding *recoding, char *to, size_t size, size_t *ret_len)
{
    bool good = true;
    size_t have = 0;
    if (recoding->from == RECODE_UTF8) {
        have = byte_source_read(&recoding->source, recoding->offset, to, size);
        recoding->offset += have;
    }
    while (good && !recode_is_at_end(recoding) && recoding->from != RECODE_UTF8 && size - have >= RECODE_ROOM) {
        size_t len;
        good = convert(recoding, to + have, &len);
        have += len;
    }
    *ret_len = have;
    return good;
}
