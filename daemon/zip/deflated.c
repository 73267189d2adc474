#include "zip/deflated.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* One reading of the bytes. */
struct reading {
    const struct deflated *deflated;
    size_t at;
};

static zip_int64_t give(struct reading *reading, char *data, zip_uint64_t len)
{
    size_t left = reading->deflated->len - reading->at;
    size_t size = len < left ? (size_t)len : left;
    memcpy(data, reading->deflated->bytes + reading->at, size);
    reading->at += size;
    return (zip_int64_t)size;
}

static zip_int64_t tell(const struct reading *reading, zip_stat_t *stat)
{
    zip_stat_init(stat);
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    stat->size = reading->deflated->inflated;
    stat->comp_size = reading->deflated->len;
    stat->comp_method = ZIP_CM_DEFLATE;
    stat->crc = reading->deflated->crc;
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

zip_source_t *deflated_source(zip_t *archive, const struct deflated *deflated)
{
    struct reading *reading = malloc(sizeof *reading);
    if (!reading)
        memory_out();
    *reading = (struct reading){deflated, 0};
    zip_source_t *source = zip_source_function(archive, answer, reading);
    if (!source)
        free(reading);
    return source;
}
