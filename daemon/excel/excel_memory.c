/*
 * Where the library would open files, it gets memory. The two functions stand in place of those of the shared libraries
 * (libxlsxwriter's lxw_tmpfile, libminizip's zipOpen): the program's own come first when they are looked for. Were they not
 * taken, the library would open a file and the process be killed; tests/unit/test_workbook would say so.
 */
#include "excel/excel.h"

#include "base/arena.h"
#include "base/memory.h"

#include <minizip/zip.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t memory_read(struct excel_memory *memory, void *to, size_t len)
{
    size_t left = memory->at < memory->len ? memory->len - memory->at : 0, count = len < left ? len : left;
    if (count)
        memcpy(to, memory->bytes + memory->at, count);
    memory->at += count;
    return count;
}

static size_t memory_write(struct excel_memory *memory, const void *from, size_t len)
{
    size_t end = memory->at + len;
    if (end > memory->size) {
        memory->size = 2 * end;
        memory->bytes = realloc(memory->bytes, memory->size);
        if (!memory->bytes)
            memory_out();
    }
    if (memory->at > memory->len)
        memset(memory->bytes + memory->len, 0, memory->at - memory->len);
    memcpy(memory->bytes + memory->at, from, len);
    memory->at = end;
    if (end > memory->len)
        memory->len = end;
    return len;
}

static bool memory_seek(struct excel_memory *memory, int64_t offset, int whence)
{
    size_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? memory->at : memory->len;
    if ((int64_t)from + offset < 0)
        return false;
    memory->at = (size_t)((int64_t)from + offset);
    return true;
}

/* ---- temporary files ---- */

static ssize_t temporary_read(void *cookie, char *to, size_t len)
{
    return (ssize_t)memory_read(cookie, to, len);
}

static ssize_t temporary_write(void *cookie, const char *from, size_t len)
{
    return (ssize_t)memory_write(cookie, from, len);
}

static int temporary_seek(void *cookie, off64_t *offset, int whence)
{
    struct excel_memory *memory = cookie;
    if (!memory_seek(memory, *offset, whence))
        return -1;
    *offset = (off64_t)memory->at;
    return 0;
}

static int temporary_close(void *cookie)
{
    struct excel_memory *memory = cookie;
    free(memory->bytes);
    free(memory);
    return 0;
}

FILE *lxw_tmpfile(char *folder)
{
    static const cookie_io_functions_t functions = {temporary_read, temporary_write, temporary_seek, temporary_close};
    struct excel_memory *memory = calloc(1, sizeof *memory);
    (void)folder;
    return memory ? fopencookie(memory, "w+", functions) : NULL;
}

/* ---- the archive ---- */

/* Its name is its address. */
char *excel_memory_name(struct arena *arena, struct excel_memory *memory)
{
    return arena_printf(arena, "%p", (void *)memory);
}

static voidpf output_open(voidpf opaque, const char *name, int mode)
{
    void *memory = NULL;
    (void)opaque, (void)mode;
    return sscanf(name, "%p", &memory) == 1 ? memory : NULL;
}

static uLong output_read(voidpf opaque, voidpf stream, void *to, uLong len)
{
    (void)opaque;
    return memory_read(stream, to, len);
}

static uLong output_write(voidpf opaque, voidpf stream, const void *from, uLong len)
{
    (void)opaque;
    return memory_write(stream, from, len);
}

static long output_tell(voidpf opaque, voidpf stream)
{
    (void)opaque;
    return (long)((const struct excel_memory *)stream)->at;
}

static long output_seek(voidpf opaque, voidpf stream, uLong offset, int origin)
{
    int whence = origin == ZLIB_FILEFUNC_SEEK_SET ? SEEK_SET : origin == ZLIB_FILEFUNC_SEEK_CUR ? SEEK_CUR : SEEK_END;
    (void)opaque;
    return memory_seek(stream, (int64_t)offset, whence) ? 0 : -1;
}

static int output_good(voidpf opaque, voidpf stream)
{
    (void)opaque, (void)stream;
    return 0;
}

zipFile zipOpen(const char *name, int append)
{
    zlib_filefunc_def functions = {output_open, output_read, output_write, output_tell, output_seek, output_good, output_good,
                                   NULL};
    return zipOpen2(name, append, NULL, &functions);
}
