#include "draft/docx_packed.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "draft/docx_package.h"

#include <stdlib.h>
#include <string.h>

/* The deflated bytes of the only entry of an archive, and the sum over what they hold. */
static bool take_entry(struct arena *arena, zip_t *archive, struct docx_packed *packed)
{
    zip_stat_t stat;
    if (zip_stat_index(archive, 0, 0, &stat) != 0)
        return false;
    zip_file_t *file = zip_fopen_index(archive, 0, ZIP_FL_COMPRESSED);
    if (!file)
        return false;
    char *bytes = arena_alloc(arena, (size_t)stat.comp_size + 1);
    bool good = zip_fread(file, bytes, stat.comp_size) == (zip_int64_t)stat.comp_size;
    zip_fclose(file);
    packed->bytes = bytes;
    packed->len = (size_t)stat.comp_size;
    packed->crc = stat.crc;
    return good && stat.comp_method == ZIP_CM_DEFLATE;
}

bool docx_pack(struct arena *arena, struct docx_part *part, struct err *err)
{
    struct docx_packed *packed = arena_alloc(arena, sizeof *packed);
    struct buffer alone = {0};
    if (!docx_package_write(&(struct docx_parts){part, 1}, &alone, err))
        return false;
    zip_source_t *source = zip_source_buffer_create(alone.bytes, alone.len, 0, NULL);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    bool good = archive && take_entry(arena, archive, packed);
    if (archive)
        zip_discard(archive);
    else if (source)
        zip_source_free(source);
    buffer_finish(&alone);
    packed->digest = digest_bytes(arena, part->bytes, part->len);
    /* A part that deflating does not shorten (a picture) is stored; it stays as it is. */
    part->packed = good ? packed : NULL;
    return true;
}

/* One reading of a packed part. */
struct reading {
    const struct docx_part *part;
    size_t at;
};

static zip_int64_t give(struct reading *reading, char *data, zip_uint64_t len)
{
    size_t left = reading->part->packed->len - reading->at;
    size_t size = len < left ? (size_t)len : left;
    memcpy(data, reading->part->packed->bytes + reading->at, size);
    reading->at += size;
    return (zip_int64_t)size;
}

static zip_int64_t tell(const struct reading *reading, zip_stat_t *stat)
{
    zip_stat_init(stat);
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    stat->size = reading->part->len;
    stat->comp_size = reading->part->packed->len;
    stat->comp_method = ZIP_CM_DEFLATE;
    stat->crc = reading->part->packed->crc;
    return sizeof *stat;
}

static zip_int64_t answer(void *context, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
    struct reading *reading = context;
    switch (command) {
    case ZIP_SOURCE_OPEN:
        reading->at = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return give(reading, data, len);
    case ZIP_SOURCE_STAT:
        return tell(reading, data);
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    case ZIP_SOURCE_FREE:
        free(reading);
        return 0;
    case ZIP_SOURCE_CLOSE:
        return 0;
    case ZIP_SOURCE_ERROR: /* reading memory does not fail */
        memset(data, 0, (size_t)len);
        return (zip_int64_t)(2 * sizeof(int));
    default:
        return -1;
    }
}

zip_source_t *docx_packed_source(zip_t *archive, const struct docx_part *part)
{
    struct reading *reading = malloc(sizeof *reading);
    if (!reading)
        die("out of memory");
    *reading = (struct reading){part, 0};
    zip_source_t *source = zip_source_function(archive, answer, reading);
    if (!source)
        free(reading);
    return source;
}
