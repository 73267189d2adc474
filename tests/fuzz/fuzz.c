#include "fuzz.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/text.h"
#include "zip/archive.h"

#include <string.h>

const struct fuzz_named fuzz_targets[] = {{"csv", fuzz_csv}, {"docx", fuzz_docx},       {"frame", fuzz_frame},   {"http", fuzz_http}, {"ini", fuzz_ini},
                                          {"lua", fuzz_lua}, {"package", fuzz_package}, {"plugin", fuzz_plugin}, {"xlsx", fuzz_xlsx}};
const size_t fuzz_target_count = LEN(fuzz_targets);

enum { PARTS_MAX = 64 };
static const char mark[] = "==> ";

void fuzz_one(fuzz_target *target, const uint8_t *bytes, size_t len)
{
    struct arena *arena = arena_create();
    char *exact = malloc(len ? len : 1);
    FUZZ_HOLDS(exact != NULL);
    if (len)
        memcpy(exact, bytes, len);
    target(arena, exact, len);
    free(exact);
    arena_destroy(arena);
}

void fuzz_holds_err(bool good, struct err *err)
{
    FUZZ_HOLDS(good == !err->vi && good == !err->en);
    FUZZ_HOLDS(good || (*err->vi && *err->en && text_is_utf8(err->vi, strlen(err->vi)) && text_is_utf8(err->en, strlen(err->en))));
    err_clear(err);
}

/* The next line that begins a part, or the end. */
static const char *next_part(const char *at, const char *end)
{
    while (at < end && ((size_t)(end - at) < sizeof mark - 1 || memcmp(at, mark, sizeof mark - 1) != 0)) {
        const char *line = memchr(at, '\n', (size_t)(end - at));
        at = line ? line + 1 : end;
    }
    return at;
}

struct file_list fuzz_parts(struct arena *arena, const char *bytes, size_t len)
{
    const char *end = bytes + len, *at = next_part(bytes, end);
    struct file_list files = {arena_alloc(arena, PARTS_MAX * sizeof *files.items), 0};
    while (at < end && files.len < PARTS_MAX) {
        const char *name = at + sizeof mark - 1, *line = memchr(name, '\n', (size_t)(end - name));
        const char *content = line ? line + 1 : end, *next = next_part(content, end);
        size_t size = (size_t)(next - content);
        size -= size > 0 && next < end; /* the line end before the next one's mark */
        files.items[files.len++] =
            (struct file){arena_strndup(arena, name, (size_t)((line ? line : end) - name)), arena_strndup(arena, content, size), size};
        at = next;
    }
    return files;
}

const char *fuzz_archive(struct arena *arena, const char *bytes, size_t len, size_t *ret_len)
{
    *ret_len = len;
    if (archive_is(bytes, len))
        return arena_strndup(arena, bytes, len);
    const struct file_list files = fuzz_parts(arena, bytes, len);
    struct archive archive = {arena_alloc(arena, files.len * sizeof *archive.items), 0};
    for (size_t i = 0; i < files.len; i++)
        archive.items[archive.len++] = (struct archive_entry){.name = files.items[i].path, .bytes = files.items[i].bytes, .len = files.items[i].len};
    struct buffer out = {0};
    struct err err = {0};
    bool good = archive_write(&archive, &out, &err);
    err_clear(&err);
    *ret_len = out.len;
    char *packed = good ? buffer_take(&out, arena) : NULL;
    buffer_finish(&out);
    return packed;
}
