#include "zip/archive_header.h"

#include "base/arena.h"
#include "base/byte_source.h"

#include <string.h>

/* APPNOTE.TXT of PKWARE, 4.3.7 (local header), 4.3.12 (directory), 4.3.14 to 4.3.16 (end of the directory). */
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
    COMMENT_MOST = 65535,
    LOCATOR_SIZE = 20, /* before the end record of a zip of more than 4 GB, or one written as if */
    LOCATOR_OFFSET = 8,
    LONG_END_SIZE = 56,
    LONG_END_ENTRIES = 32
};

static uint64_t number(const unsigned char *at, int bytes)
{
    uint64_t value = 0;
    while (bytes-- > 0)
        value = value << 8 | at[bytes];
    return value;
}

/* The end record, whose comment reaches to the end of the file, into `ret_end`; its offset, or the length of the source when
 * there is none. */
static size_t find_end(struct arena *arena, const struct byte_source *source, unsigned char *ret_end)
{
    size_t len = source->len < END_SIZE + COMMENT_MOST ? source->len : END_SIZE + COMMENT_MOST;
    unsigned char *bytes = arena_alloc(arena, len);
    byte_source_read(source, source->len - len, bytes, len);
    for (size_t back = END_SIZE; back <= len; back++) {
        const unsigned char *at = bytes + len - back;
        if (memcmp(at, "PK\5\6", 4) != 0 || number(at + END_COMMENT, 2) != back - END_SIZE)
            continue;
        memcpy(ret_end, at, END_SIZE);
        return source->len - back;
    }
    return source->len;
}

/* The number of entries, in 64 bits where the archive has such a record too. */
static uint64_t count_entries(const struct byte_source *source, const unsigned char *end, size_t offset)
{
    unsigned char locator[LOCATOR_SIZE], long_end[LONG_END_SIZE];
    uint64_t count = number(end + END_ENTRIES, 2), more = 0;
    if (offset >= LOCATOR_SIZE && byte_source_read(source, offset - LOCATOR_SIZE, locator, LOCATOR_SIZE) == LOCATOR_SIZE &&
        memcmp(locator, "PK\6\7", 4) == 0 &&
        byte_source_read(source, number(locator + LOCATOR_OFFSET, 8), long_end, LONG_END_SIZE) == LONG_END_SIZE)
        more = number(long_end + LONG_END_ENTRIES, 8);
    return more > count ? more : count;
}

/* The local header of an entry, where it differs. */
static void patch(struct archive_header *header, const struct byte_source *source, const unsigned char *entry)
{
    unsigned char local[LOCAL_SIZE], made[LOCAL_SIZE];
    size_t offset = number(entry + DIRECTORY_LOCAL, 4);
    if (byte_source_read(source, offset, local, LOCAL_SIZE) != LOCAL_SIZE || memcmp(local, "PK\3\4", 4) != 0)
        return;
    memcpy(made, local, LOCAL_SIZE);
    memcpy(made + LOCAL_VERSION, entry + DIRECTORY_VERSION, 2);
    memcpy(made + LOCAL_TIME, entry + DIRECTORY_TIME, 4); /* time and date */
    if (memcmp(made, local, LOCAL_SIZE) == 0)
        return;
    struct archive_patch *added = &header->patches[header->patch_count++];
    added->offset = offset + LOCAL_VERSION;
    memcpy(added->bytes, made + LOCAL_VERSION, ARCHIVE_PATCH_BYTES);
}

struct archive_header archive_header_read(struct arena *arena, const struct byte_source *source, size_t most)
{
    unsigned char end[END_SIZE], entry[DIRECTORY_SIZE];
    size_t offset = find_end(arena, source, end);
    if (offset == source->len)
        return (struct archive_header){0};
    struct archive_header header = {.entries = count_entries(source, end, offset)};
    size_t at = number(end + END_OFFSET, 4), left = header.entries < most ? (size_t)header.entries : most;
    header.patches = arena_alloc(arena, left * sizeof *header.patches);
    for (; left > 0; left--) {
        if (byte_source_read(source, at, entry, DIRECTORY_SIZE) != DIRECTORY_SIZE || memcmp(entry, "PK\1\2", 4) != 0)
            break;
        patch(&header, source, entry);
        at += DIRECTORY_SIZE + number(entry + DIRECTORY_NAME, 2) + number(entry + DIRECTORY_NAME + 2, 2) +
              number(entry + DIRECTORY_NAME + 4, 2);
    }
    return header;
}

size_t archive_header_bytes(const struct archive_header *header, const struct byte_source *source, size_t offset, void *to,
                            size_t len)
{
    size_t count = byte_source_read(source, offset, to, len);
    for (size_t i = 0; i < header->patch_count; i++)
        for (size_t j = 0; j < ARCHIVE_PATCH_BYTES; j++) {
            size_t place = header->patches[i].offset + j;
            if (place >= offset && place - offset < count)
                ((unsigned char *)to)[place - offset] = header->patches[i].bytes[j];
        }
    return count;
}
