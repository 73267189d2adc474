#include "zip/archive_deflate.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "zip/archive.h"
#include "zip/deflated.h"

/* The deflated bytes of the only entry of an archive, and the sum over what they hold. */
static bool take_entry(struct arena *arena, zip_t *archive, struct deflated *deflated)
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
    *deflated = (struct deflated){bytes, (size_t)stat.comp_size, (size_t)stat.size, stat.crc};
    return good && stat.comp_method == ZIP_CM_DEFLATE;
}

bool archive_deflate(struct arena *arena, struct archive_entry *entry, struct err *err)
{
    struct deflated *deflated = arena_alloc(arena, sizeof *deflated);
    struct buffer alone = {0};
    if (!archive_write(&(struct archive){entry, 1}, &alone, err))
        return false;
    zip_source_t *source = zip_source_buffer_create(alone.bytes, alone.len, 0, NULL);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    bool good = archive && take_entry(arena, archive, deflated);
    if (archive)
        zip_discard(archive);
    else if (source)
        zip_source_free(source);
    buffer_finish(&alone);
    entry->deflated = good ? deflated : NULL;
    return true;
}
