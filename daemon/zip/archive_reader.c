#include "zip/archive_reader.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/byte_source.h"
#include "base/err.h"
#include "base/memory.h"
#include "base/text.h"
#include "zip/archive_header.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <zip.h>

enum { RATIO_FROM = 1024 * 1024, NAME_SHOWN = 100 };

struct archive_reader {
    const struct byte_source *source;
    struct archive_limits limits;
    struct archive_header header;
    size_t at; /* in the source */
    zip_error_t error;
    zip_t *zip;
    struct archive_item *items;
    zip_uint64_t *places; /* of the items in the directory */
    size_t count;
    zip_file_t *file; /* the entry that is being read */
    const struct archive_item *item;
    size_t inflated, inflated_all;
};

/* The source as libzip asks for it: reading, seeking, nothing else. */
static zip_int64_t answer(void *context, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
    struct archive_reader *reader = context;
    switch (command) {
    case ZIP_SOURCE_OPEN:
        reader->at = 0;
        return 0;
    case ZIP_SOURCE_READ: {
        size_t count = archive_header_bytes(&reader->header, reader->source, reader->at, data, (size_t)len);
        reader->at += count;
        return (zip_int64_t)count;
    }
    case ZIP_SOURCE_SEEK: {
        zip_int64_t place = zip_source_seek_compute_offset(reader->at, reader->source->len, data, len, &reader->error);
        if (place < 0)
            return -1;
        reader->at = (size_t)place;
        return 0;
    }
    case ZIP_SOURCE_TELL:
        return (zip_int64_t)reader->at;
    case ZIP_SOURCE_STAT:
        zip_stat_init(data);
        ((zip_stat_t *)data)->valid = ZIP_STAT_SIZE;
        ((zip_stat_t *)data)->size = reader->source->len;
        return sizeof(zip_stat_t);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&reader->error, data, len);
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL,
                                              ZIP_SOURCE_SUPPORTS, -1);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    default:
        zip_error_set(&reader->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

static bool safe_name(const char *name)
{
    return name[0] && name[0] != '/' && !strchr(name, '\\') && !strstr(name, "../") && strlen(name) < 200 && !text_unseen(name);
}

/* As it stands in the archive: libzip takes a name with a control character for one of DOS, where these are pictures. */
static bool has_control(struct archive_reader *reader, zip_uint64_t index)
{
    const char *raw = zip_get_name(reader->zip, index, ZIP_FL_ENC_RAW);
    for (; raw && *raw; raw++)
        if ((unsigned char)*raw < ' ' || *raw == 0x7F)
            return true;
    return !raw;
}

static bool refuse_name(const char *name, struct err *err)
{
    struct buffer shown = {0};
    text_put_shown(&shown, name, strlen(name) < NAME_SHOWN ? strlen(name) : NAME_SHOWN);
    err_set(err, "tên phần “%s” trong tệp không hợp lệ (ký tự điều khiển, đường dẫn ra ngoài hoặc quá dài); mở tệp bằng chương trình đã tạo ra nó rồi lưu lại",
            "the part's name “%s” is not allowed (control characters, a path that leads out, or too long); open the file in the program that "
            "made it and save it again",
            buffer_text(&shown));
    buffer_finish(&shown);
    return false;
}

/* What must hold of an entry before its bytes are looked at. */
static bool check_entry(struct archive_reader *reader, const zip_stat_t *entry, struct err *err)
{
    if (!safe_name(entry->name) || has_control(reader, entry->index))
        return refuse_name(entry->name, err);
    for (size_t i = 0; i < reader->count; i++)
        if (strcasecmp(reader->items[i].name, entry->name) == 0)
            return err_set(err, "phần “%s” có hai lần trong tệp", "part “%s” is in the file twice", entry->name);
    if (entry->encryption_method != ZIP_EM_NONE)
        return err_set(err, "tệp có mật khẩu; bỏ mật khẩu rồi lưu lại", "the file has a password; remove it");
    return true;
}

static bool list(struct archive_reader *reader, struct arena *arena, struct err *err)
{
    zip_int64_t count = zip_get_num_entries(reader->zip, 0);
    reader->items = arena_alloc(arena, (size_t)count * sizeof *reader->items);
    reader->places = arena_alloc(arena, (size_t)count * sizeof *reader->places);
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t entry;
        if (zip_stat_index(reader->zip, (zip_uint64_t)i, 0, &entry) != 0)
            return err_set(err, "tệp nén hỏng", "the archive is broken");
        if (!check_entry(reader, &entry, err))
            return false;
        if (entry.name[strlen(entry.name) - 1] == '/')
            continue; /* a folder: Office makes none, other programs do */
        reader->items[reader->count] =
            (struct archive_item){arena_strdup(arena, entry.name), (size_t)entry.size, (size_t)entry.comp_size};
        reader->places[reader->count++] = (zip_uint64_t)i;
    }
    return true;
}

/* libzip lists all entries when it opens the archive, so their number is looked at before. */
static bool open_archive(struct archive_reader *reader, struct err *err)
{
    if (reader->header.entries > reader->limits.entries)
        return err_set(err, "tệp nén có %llu phần, tối đa %zu", "the archive has %llu parts, at most %zu are allowed",
                       (unsigned long long)reader->header.entries, reader->limits.entries);
    zip_source_t *source = zip_source_function_create(answer, reader, NULL);
    if (!source)
        memory_out();
    reader->zip = reader->header.entries ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL) : NULL;
    if (reader->zip && zip_get_num_entries(reader->zip, 0) >= 1)
        return true;
    if (!reader->zip)
        zip_source_free(source);
    return err_set(err, "tệp nén hỏng; mở bằng chương trình đã tạo ra nó rồi lưu lại",
                   "the archive is broken; open it in the program that made it and save it again");
}

void archive_prepare(void)
{
    setenv("TZ", "UTC0", 1); /* what the environment names is looked up once */
    tzset();
}

struct archive_reader *archive_reader_open(struct arena *arena, const struct byte_source *source, struct archive_limits limits,
                                           struct err *err)
{
    struct archive_reader *reader = arena_alloc(arena, sizeof *reader);
    reader->source = source;
    reader->limits = limits;
    reader->header = archive_header_read(arena, source, limits.entries);
    zip_error_init(&reader->error);
    if (open_archive(reader, err) && list(reader, arena, err))
        return reader;
    archive_reader_close(reader);
    return NULL;
}

static void leave(struct archive_reader *reader)
{
    if (reader->file)
        zip_fclose(reader->file);
    reader->file = NULL;
}

void archive_reader_close(struct archive_reader *reader)
{
    if (!reader)
        return;
    leave(reader);
    if (reader->zip)
        zip_discard(reader->zip);
    zip_error_fini(&reader->error);
}

size_t archive_reader_count(const struct archive_reader *reader)
{
    return reader->count;
}

const struct archive_item *archive_reader_item(const struct archive_reader *reader, size_t index)
{
    return &reader->items[index];
}

static bool refuse_broken(const struct archive_reader *reader, struct err *err)
{
    return err_set(err, "không giải nén được phần “%s”; tệp hỏng", "part “%s” cannot be inflated; the file is broken",
                   reader->item->name);
}

bool archive_reader_enter(struct archive_reader *reader, size_t index, struct err *err)
{
    leave(reader);
    reader->item = &reader->items[index];
    reader->inflated = 0;
    reader->file = zip_fopen_index(reader->zip, reader->places[index], 0);
    return reader->file || refuse_broken(reader, err);
}

/* Within the limits, by what came out of it so far. */
static bool is_bounded(const struct archive_reader *reader)
{
    return reader->inflated_all <= reader->limits.bytes &&
           (reader->inflated <= RATIO_FROM || reader->inflated / reader->limits.ratio <= reader->item->packed);
}

bool archive_reader_next(struct archive_reader *reader, char *to, size_t size, size_t *ret_len, struct err *err)
{
    zip_int64_t len = zip_fread(reader->file, to, size);
    if (len < 0)
        return refuse_broken(reader, err);
    reader->inflated += (size_t)len;
    reader->inflated_all += (size_t)len;
    *ret_len = (size_t)len;
    if (len == 0 && size && reader->inflated != reader->item->len)
        return refuse_broken(reader, err);
    return is_bounded(reader) || err_set(err, "phần “%s” quá lớn sau khi giải nén; nếu là số liệu thật thì chia tệp thành nhiều phần",
                                         "part “%s” is too large when inflated; split the file if that is what it holds", reader->item->name);
}
