/*
 * Bytes that are read from any place without being held: in memory, or of a file that a descriptor leads to. Not for what
 * grows or ends while it is read.
 */
#ifndef BASE_BYTE_SOURCE_H
#define BASE_BYTE_SOURCE_H

#include <stddef.h>

struct byte_source {
    const char *bytes; /* NULL: read from fd */
    int fd;
    size_t len;
};

/* The file behind a descriptor, which stays the caller's. */
struct byte_source byte_source_of(int fd);
/* Bytes from `offset` on; how many: `len`, or what is left. */
size_t byte_source_read(const struct byte_source *source, size_t offset, void *to, size_t len);

#endif
