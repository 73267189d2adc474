#include "zip/archive.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/byte_source.h"
#include "base/err.h"
#include "base/memory.h"
#include "zip/archive_reader.h"
#include "zip/deflated.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { DOS_DATE_1980_01_01 = (0 << 9) | (1 << 5) | 1, DEFLATE_LEVEL = 6, RATIO_FROM = 1024 * 1024 };

struct archive_entry *archive_find(const struct archive *archive, const char *name)
{
    for (size_t i = 0; i < archive->len; i++)
        if (strcmp(archive->items[i].name, name) == 0)
            return &archive->items[i];
    return NULL;
}

bool archive_is(const char *bytes, size_t len)
{
    return len > 4 && memcmp(bytes, "PK\3\4", 4) == 0;
}

/* Inflates one entry into the arena. Room is made for what it announces, when that may be believed. */
static bool read_entry(struct arena *arena, struct archive_reader *reader, size_t index, struct archive_limits limits,
                       size_t left, struct archive_entry *ret_entry, struct err *err)
{
    const struct archive_item *item = archive_reader_item(reader, index);
    if (item->len > left || (item->len > RATIO_FROM && item->len / limits.ratio > item->packed))
        return err_set(err, "phần “%s” quá lớn sau khi giải nén; nếu là số liệu thật thì chia tệp thành nhiều phần", "part “%s” is too large when inflated; split the file if that is what it holds",
                       item->name);
    char *bytes = arena_alloc(arena, item->len + 1);
    size_t have = 0, len = 1;
    if (!archive_reader_enter(reader, index, err))
        return false;
    while (len && have <= item->len) {
        if (!archive_reader_next(reader, bytes + have, item->len + 1 - have, &len, err))
            return false;
        have += len;
    }
    if (have != item->len)
        return err_set(err, "không giải nén được phần “%s”; tệp hỏng", "part “%s” cannot be inflated; the file is broken",
                       item->name);
    bytes[have] = '\0';
    *ret_entry = (struct archive_entry){item->name, bytes, item->len, NULL};
    return true;
}

bool archive_read(struct arena *arena, const char *bytes, size_t len, struct archive_limits limits,
                  struct archive *ret_archive, struct err *err)
{
    const struct byte_source source = {.bytes = bytes, .len = len};
    struct archive_reader *reader = archive_reader_open(arena, &source, limits, err);
    if (!reader)
        return false;
    struct archive read = {arena_alloc(arena, archive_reader_count(reader) * sizeof *read.items), 0};
    size_t left = limits.bytes;
    bool good = true;
    for (size_t i = 0; good && i < archive_reader_count(reader); i++) {
        good = read_entry(arena, reader, i, limits, left, &read.items[i], err);
        left -= good ? read.items[i].len : 0;
        read.len += good;
    }
    archive_reader_close(reader);
    if (good)
        *ret_archive = read;
    return good;
}

static bool write_entry(zip_t *archive, const struct archive_entry *entry)
{
    zip_source_t *source = entry->deflated ? deflated_source(archive, entry->deflated)
                                        : zip_source_buffer(archive, entry->bytes, entry->len, 0);
    if (!source)
        return false;
    zip_int64_t index = zip_file_add(archive, entry->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_set_file_compression(archive, (zip_uint64_t)index, ZIP_CM_DEFLATE, DEFLATE_LEVEL) == 0 &&
           zip_file_set_dostime(archive, (zip_uint64_t)index, 0, DOS_DATE_1980_01_01, 0) == 0 &&
           zip_file_set_external_attributes(archive, (zip_uint64_t)index, 0, ZIP_OPSYS_DOS, 0) == 0;
}

/* The finished bytes of a source that zip_close has written. */
static bool collect(zip_source_t *source, struct buffer *out)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_stat(source, &stat) != 0 || !(stat.valid & ZIP_STAT_SIZE) || zip_source_open(source) != 0)
        return false;
    char *bytes = malloc(stat.size);
    if (!bytes)
        memory_out();
    bool good = zip_source_read(source, bytes, stat.size) == (zip_int64_t)stat.size;
    if (good)
        buffer_add(out, bytes, stat.size);
    free(bytes);
    zip_source_close(source);
    return good;
}

bool archive_write(const struct archive *archive, struct buffer *out, struct err *err)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!source)
        memory_out();
    zip_t *made = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    if (!made) {
        zip_source_free(source);
        return err_set(err, "không tạo được tệp nén", "the archive cannot be made");
    }
    zip_source_keep(source); /* the archive owns it; we read it when the archive is closed */
    bool good = true;
    for (size_t i = 0; good && i < archive->len; i++)
        good = write_entry(made, &archive->items[i]);
    if (good)
        good = zip_close(made) == 0;
    else
        zip_discard(made);
    good = good && collect(source, out);
    zip_source_free(source);
    return good || err_set(err, "không ghi được tệp nén", "the archive cannot be written");
}
