#include "zip/archive_header.h"

#include <stdint.h>
#include <string.h>

/* APPNOTE.TXT of PKWARE, 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end of the directory). */
enum {
    LOCAL_SIZE = 30,
    LOCAL_VERSION = 4,
    LOCAL_TIME = 10,
    DIRECTORY_SIZE = 46,
    DIRECTORY_VERSION = 6,
    DIRECTORY_TIME = 12,
    DIRECTORY_NAME = 28, /* lengths of name, extra field and comment, 2 bytes each */
    DIRECTORY_LOCAL = 42,
    END_SIZE = 22,
    END_ENTRIES = 10,
    END_OFFSET = 16,
    END_COMMENT = 20,
    COMMENT_MOST = 65535
};

static uint32_t number(const unsigned char *at, int bytes)
{
    uint32_t value = 0;
    while (bytes-- > 0)
        value = value << 8 | at[bytes];
    return value;
}

/* The end record, whose comment reaches to the end of the file; NULL when there is none. */
static const unsigned char *find_end(const unsigned char *bytes, size_t len)
{
    for (size_t back = END_SIZE; back <= len && back <= END_SIZE + COMMENT_MOST; back++) {
        const unsigned char *at = bytes + len - back;
        if (memcmp(at, "PK\5\6", 4) == 0 && number(at + END_COMMENT, 2) == back - END_SIZE)
            return at;
    }
    return NULL;
}

void archive_header_align(unsigned char *bytes, size_t len)
{
    const unsigned char *end = find_end(bytes, len);
    if (!end)
        return;
    size_t at = number(end + END_OFFSET, 4);
    for (uint32_t left = number(end + END_ENTRIES, 2); left > 0; left--) {
        if (at > len || len - at < DIRECTORY_SIZE || memcmp(bytes + at, "PK\1\2", 4) != 0)
            return;
        const unsigned char *entry = bytes + at;
        size_t local = number(entry + DIRECTORY_LOCAL, 4);
        if (local < len && len - local >= LOCAL_SIZE && memcmp(bytes + local, "PK\3\4", 4) == 0) {
            memcpy(bytes + local + LOCAL_VERSION, entry + DIRECTORY_VERSION, 2);
            memcpy(bytes + local + LOCAL_TIME, entry + DIRECTORY_TIME, 4); /* time and date */
        }
        at += DIRECTORY_SIZE + number(entry + DIRECTORY_NAME, 2) + number(entry + DIRECTORY_NAME + 2, 2) +
              number(entry + DIRECTORY_NAME + 4, 2);
    }
}
