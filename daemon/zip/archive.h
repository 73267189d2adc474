/*
 * A zip archive in memory: entries with names, read with limits that are counted while inflating, and written so that the
 * same entries give the same bytes on every machine and in every time zone (DOS time 1980-01-01, no extra fields, no data
 * descriptors). Checks names, doubles, passwords, CRC and that the directory agrees with the local headers. Knows nothing of
 * what an entry says; never touches a file.
 */
#ifndef ZIP_ARCHIVE_H
#define ZIP_ARCHIVE_H

#include "zip/archive_reader.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct deflated;
struct err;

struct archive_entry {
    const char *name; /* word/document.xml */
    const char *bytes;
    size_t len;
    const struct deflated *deflated; /* the same bytes deflated beforehand (archive_deflate); NULL: not so */
};

struct archive {
    struct archive_entry *items;
    size_t len;
};

/* Whether the bytes begin like a zip archive. */
bool archive_is(const char *bytes, size_t len);
/* In the order of the directory; the entries live in the arena. */
bool archive_read(struct arena *arena, const char *bytes, size_t len, struct archive_limits limits,
                  struct archive *ret_archive, struct err *err);
/* Appends the entries in their order. */
bool archive_write(const struct archive *archive, struct buffer *out, struct err *err);

struct archive_entry *archive_find(const struct archive *archive, const char *name); /* NULL when absent */

#endif
