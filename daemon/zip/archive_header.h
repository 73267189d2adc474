/*
 * What the directory of a zip says that must be known before it is opened: how many entries there are, and where a local header
 * differs from it in what neither reader acts on (time, date, the version needed: SharePoint writes another time there).
 * Such bytes are read as the directory has them; the checks of archive_reader.h stay.
 */
#ifndef ZIP_ARCHIVE_HEADER_H
#define ZIP_ARCHIVE_HEADER_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct byte_source;

enum { ARCHIVE_PATCH_BYTES = 10 }; /* version needed, flags, method, time, date of a local header */

/* Bytes that a local header is read with. */
struct archive_patch {
    size_t offset;
    unsigned char bytes[ARCHIVE_PATCH_BYTES];
};

struct archive_header {
    uint64_t entries; /* as announced; 0: no directory was found */
    struct archive_patch *patches;
    size_t patch_count;
};

/* Looks at no more than `most` entries; what is not as it should be is left to the library that opens the archive. */
struct archive_header archive_header_read(struct arena *arena, const struct byte_source *source, size_t most);
/* Bytes of the source with the patches put over them; how many (byte_source_read). */
size_t archive_header_bytes(const struct archive_header *header, const struct byte_source *source, size_t offset, void *to,
                            size_t len);

#endif
