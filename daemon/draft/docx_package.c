#include "draft/docx_package.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "draft/docx_packed.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { DOS_DATE_1980_01_01 = (0 << 9) | (1 << 5) | 1, DEFLATE_LEVEL = 6, RATIO_FROM = 1024 * 1024 };

const struct docx_part *docx_part_find(const struct docx_parts *parts, const char *name)
{
    for (size_t i = 0; i < parts->len; i++)
        if (strcmp(parts->items[i].name, name) == 0)
            return &parts->items[i];
    return NULL;
}

/* The order in which Word itself writes: types and relationships first. */
static int rank(const char *name)
{
    return strcmp(name, "[Content_Types].xml") == 0 ? 0 : strcmp(name, "_rels/.rels") == 0 ? 1 : 2;
}

static int compare_parts(const void *left, const void *right)
{
    const struct docx_part *a = left, *b = right;
    int order = rank(a->name) - rank(b->name);
    return order ? order : strcmp(a->name, b->name);
}

static bool safe_name(const char *name)
{
    return name[0] && name[0] != '/' && !strchr(name, '\\') && !strstr(name, "../") && strlen(name) < 200;
}

static bool no_archive(const char *bytes, size_t len, struct err *err)
{
    static const char ole[] = {'\xd0', '\xcf', '\x11', '\xe0'};
    if (len >= sizeof ole && memcmp(bytes, ole, sizeof ole) == 0)
        return err_set(
            err,
            "đây là tệp .doc cũ hoặc tệp có mật khẩu; trong Word chọn Lưu thành .docx, không đặt mật khẩu",
            "an old .doc or a file with a password; in Word save it as .docx without a password");
    return err_set(err, "tệp hỏng hoặc không phải .docx; mở bằng Word rồi lưu lại thành .docx",
                   "the file is broken or no .docx; open it in Word and save it again as .docx");
}

/* Inflates one entry, counting while it grows. */
static bool read_entry(struct arena *arena, zip_t *archive, const zip_stat_t *entry, size_t left,
                       struct docx_part *ret_part, struct err *err)
{
    if (entry->size > left || (entry->size > RATIO_FROM && entry->size / DOCX_RATIO_MAX > entry->comp_size))
        return err_set(err, "phần “%s” quá lớn sau khi giải nén; tệp đáng ngờ",
                       "part “%s” is too large when inflated", entry->name);
    zip_file_t *file = zip_fopen_index(archive, entry->index, 0);
    char *bytes = arena_alloc(arena, (size_t)entry->size + 1);
    bool good = file && zip_fread(file, bytes, entry->size) == (zip_int64_t)entry->size &&
                zip_fread(file, &(char){0}, 1) == 0;
    good = (!file || zip_fclose(file) == 0) && good;
    if (!good)
        return err_set(err, "không giải nén được phần “%s”; tệp hỏng",
                       "part “%s” cannot be inflated; the file is broken", entry->name);
    *ret_part = (struct docx_part){arena_strdup(arena, entry->name), bytes, (size_t)entry->size, NULL};
    return true;
}

static bool read_entries(struct arena *arena, zip_t *archive, struct docx_parts *parts, struct err *err)
{
    zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count < 1 || count > DOCX_PARTS_MAX)
        return err_set(err, "tệp nén có %lld phần, tối đa %d",
                       "the archive has %lld parts, at most %d are allowed", (long long)count,
                       DOCX_PARTS_MAX);
    parts->items = arena_alloc(arena, (size_t)count * sizeof *parts->items);
    size_t left = DOCX_BYTES_MAX;
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t entry;
        if (zip_stat_index(archive, (zip_uint64_t)i, 0, &entry) != 0 || !safe_name(entry.name))
            return err_set(err, "tên một phần trong tệp không hợp lệ", "a part's name is not allowed");
        if (entry.name[strlen(entry.name) - 1] == '/')
            continue; /* a folder: Word makes none, other programs do */
        if (docx_part_find(parts, entry.name))
            return err_set(err, "phần “%s” có hai lần trong tệp", "part “%s” is in the file twice",
                           entry.name);
        if (entry.encryption_method != ZIP_EM_NONE)
            return err_set(err, "tệp có mật khẩu; bỏ mật khẩu rồi lưu lại",
                           "the file has a password; remove it");
        if (!read_entry(arena, archive, &entry, left, &parts->items[parts->len], err))
            return false;
        left -= parts->items[parts->len++].len;
    }
    return true;
}

bool docx_package_read(struct arena *arena, const char *bytes, size_t len, struct docx_parts *ret_parts,
                       struct err *err)
{
    zip_source_t *source = zip_source_buffer_create(bytes, len, 0, NULL);
    if (!source)
        die("out of memory");
    zip_t *archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    if (!archive) {
        zip_source_free(source);
        return no_archive(bytes, len, err);
    }
    struct docx_parts parts = {0};
    bool good = read_entries(arena, archive, &parts, err);
    zip_discard(archive);
    if (!good)
        return false;
    qsort(parts.items, parts.len, sizeof *parts.items, compare_parts);
    *ret_parts = parts;
    return true;
}

static bool write_entry(zip_t *archive, const struct docx_part *part)
{
    zip_source_t *source = part->packed ? docx_packed_source(archive, part)
                                        : zip_source_buffer(archive, part->bytes, part->len, 0);
    if (!source)
        return false;
    zip_int64_t index = zip_file_add(archive, part->name, source, ZIP_FL_ENC_UTF_8);
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

bool docx_package_write(const struct docx_parts *parts, struct buffer *out, struct err *err)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!source)
        die("out of memory");
    zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    if (!archive) {
        zip_source_free(source);
        return err_set(err, "không tạo được tệp nén", "the archive cannot be made");
    }
    zip_source_keep(source); /* the archive owns it; we read it when the archive is closed */
    bool good = true;
    for (size_t i = 0; good && i < parts->len; i++)
        good = write_entry(archive, &parts->items[i]);
    if (good)
        good = zip_close(archive) == 0;
    else
        zip_discard(archive);
    good = good && collect(source, out);
    zip_source_free(source);
    return good || err_set(err, "không ghi được tệp nén .docx", "the .docx archive cannot be written");
}
