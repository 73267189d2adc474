/*
 * A zip archive read piece by piece, from memory or through a descriptor: its entries are listed and checked (names, doubles,
 * passwords, local headers that agree with the directory) and inflated with limits that are counted while inflating, so that
 * no word of the archive about its own size is trusted. Holds the directory, never the archive nor an entry.
 */
#ifndef ZIP_ARCHIVE_READER_H
#define ZIP_ARCHIVE_READER_H

#include <stdbool.h>
#include <stddef.h>

struct archive_reader;
struct arena;
struct byte_source;
struct err;

struct archive_limits {
    size_t entries;
    size_t bytes; /* of all entries, inflated */
    size_t ratio; /* inflated : packed, of an entry larger than 1 MiB */
};

struct archive_item {
    const char *name;
    size_t len, packed; /* bytes, as the directory announces them */
};

/* libzip asks for the time zone, which is a file, whenever it lists an entry: a process that will open none calls this before, and
 * lives in UTC from then on. */
void archive_prepare(void);

/* The source must live until it is closed. NULL with err. */
struct archive_reader *archive_reader_open(struct arena *arena, const struct byte_source *source, struct archive_limits limits,
                                           struct err *err);
void archive_reader_close(struct archive_reader *reader); /* NULL is fine */

/* In the order of the directory, folders left out. */
size_t archive_reader_count(const struct archive_reader *reader);
const struct archive_item *archive_reader_item(const struct archive_reader *reader, size_t index);

/* One entry at a time: the one opened before is closed. */
bool archive_reader_enter(struct archive_reader *reader, size_t index, struct err *err);
/* The next bytes; *ret_len 0: the entry has ended, and its CRC is right. False with err for what is broken or too large. */
bool archive_reader_next(struct archive_reader *reader, char *to, size_t size, size_t *ret_len, struct err *err);

#endif
