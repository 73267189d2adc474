/*
 * A text in another encoding, read on as UTF-8 a piece at a time, so that it is never held as a whole. Which encoding it is, is
 * encoding.h's to find. Only reads forward.
 */
#ifndef SHEET_RECODE_H
#define SHEET_RECODE_H

#include "base/byte_source.h"
#include "sheet/legacy_text.h"

#include <stdbool.h>
#include <stddef.h>

enum recode_from { RECODE_UTF8, RECODE_UTF16_LITTLE, RECODE_UTF16_BIG, RECODE_LEGACY };

struct recoding {
    enum recode_from from;
    enum legacy_text legacy; /* of RECODE_LEGACY: not LEGACY_TWICE */
    struct byte_source source;
    size_t offset; /* bytes of the source that were read; a byte order mark is passed over by whoever begins */
};

enum {
    RECODE_ROOM = 64 << 10, /* bytes; a reading asks for so many at least */
    RECODE_GROWS = 4,       /* UTF-8 that one byte may become: a vowel's marks in VNI that do not compose */
};

/* Up to `size` bytes of UTF-8; none are left out, but RECODE_ROOM at the end may stay free. *ret_len: 0 at the end of the source.
 * False where the source holds what is no character (a zero, half a pair of UTF-16): *ret_len bytes are before it. */
bool recode_read(struct recoding *recoding, char *to, size_t size, size_t *ret_len);
bool recode_is_at_end(const struct recoding *recoding);

#endif
