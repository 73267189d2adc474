#include "zip/archive.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "zip/archive_header.h"
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

static bool safe_name(const char *name)
{
    return name[0] && name[0] != '/' && !strchr(name, '\\') && !strstr(name, "../") && strlen(name) < 200;
}

/* Inflates one entry, counting while it grows. */
static bool read_entry(struct arena *arena, zip_t *archive, const zip_stat_t *entry, size_t left, size_t ratio,
                       struct archive_entry *ret_entry, struct err *err)
{
    if (entry->size > left || (entry->size > RATIO_FROM && entry->size / ratio > entry->comp_size))
        return err_set(err, "phần “%s” quá lớn sau khi giải nén; tệp đáng ngờ", "part “%s” is too large when inflated",
                       entry->name);
    zip_file_t *file = zip_fopen_index(archive, entry->index, 0);
    char *bytes = arena_alloc(arena, (size_t)entry->size + 1);
    bool good = file && zip_fread(file, bytes, entry->size) == (zip_int64_t)entry->size &&
                zip_fread(file, &(char){0}, 1) == 0;
    good = (!file || zip_fclose(file) == 0) && good;
    if (!good)
        return err_set(err, "không giải nén được phần “%s”; tệp hỏng", "part “%s” cannot be inflated; the file is broken",
                       entry->name);
    *ret_entry = (struct archive_entry){arena_strdup(arena, entry->name), bytes, (size_t)entry->size, NULL};
    return true;
}

/* What must hold of an entry before its bytes are looked at. */
static bool check_entry(const struct archive *before, const zip_stat_t *entry, struct err *err)
{
    if (!safe_name(entry->name))
        return err_set(err, "tên một phần trong tệp không hợp lệ", "a part's name is not allowed");
    if (archive_find(before, entry->name))
        return err_set(err, "phần “%s” có hai lần trong tệp", "part “%s” is in the file twice", entry->name);
    if (entry->encryption_method != ZIP_EM_NONE)
        return err_set(err, "tệp có mật khẩu; bỏ mật khẩu rồi lưu lại", "the file has a password; remove it");
    return true;
}

static bool read_entries(struct arena *arena, zip_t *archive, struct archive_limits limits, struct archive *read,
                         struct err *err)
{
    zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count < 1 || (size_t)count > limits.entries)
        return err_set(err, "tệp nén có %lld phần, tối đa %zu", "the archive has %lld parts, at most %zu are allowed",
                       (long long)count, limits.entries);
    read->items = arena_alloc(arena, (size_t)count * sizeof *read->items);
    size_t left = limits.bytes;
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t entry;
        if (zip_stat_index(archive, (zip_uint64_t)i, 0, &entry) != 0)
            return err_set(err, "tệp nén hỏng", "the archive is broken");
        if (!check_entry(read, &entry, err))
            return false;
        if (entry.name[strlen(entry.name) - 1] == '/')
            continue; /* a folder: Word makes none, other programs do */
        if (!read_entry(arena, archive, &entry, left, limits.ratio, &read->items[read->len], err))
            return false;
        left -= read->items[read->len++].len;
    }
    return true;
}

bool archive_read(struct arena *arena, const char *bytes, size_t len, struct archive_limits limits,
                  struct archive *ret_archive, struct err *err)
{
    unsigned char *copy = arena_alloc(arena, len);
    memcpy(copy, bytes, len);
    archive_header_align(copy, len);
    zip_source_t *source = zip_source_buffer_create(copy, len, 0, NULL);
    if (!source)
        die("out of memory");
    zip_t *archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    if (!archive) {
        zip_source_free(source);
        return err_set(err, "tệp nén hỏng; mở bằng chương trình đã tạo ra nó rồi lưu lại",
                       "the archive is broken; open it in the program that made it and save it again");
    }
    struct archive read = {0};
    bool good = read_entries(arena, archive, limits, &read, err);
    zip_discard(archive);
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
        die("out of memory");
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
        die("out of memory");
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
