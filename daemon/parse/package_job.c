#include "parse/package_job.h"

#include "base/arena.h"
#include "base/byte_source.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/value.h"
#include "package/package.h"
#include "sheet/sheet.h"
#include "worker/worker.h"

/* The files that were handed over as one, each with a 0 behind it as a reader of files leaves it. */
static struct file_list read_files(struct arena *arena, const struct value *list)
{
    const struct byte_source source = byte_source_of(WORKER_FILE);
    struct file_list files = {arena_alloc(arena, value_len(list) * sizeof *files.items), value_len(list)};
    size_t at = 0;
    for (size_t i = 0; i < files.len; i++) {
        const struct value *file = value_at(list, i);
        size_t len = (size_t)value_get_int(file, "len", 0);
        char *bytes = arena_alloc(arena, len + 1);
        len = byte_source_read(&source, at, bytes, len);
        files.items[i] = (struct file){value_get_text(file, "path", ""), bytes, len};
        at += len;
    }
    return files;
}

struct value *package_job_read(struct arena *arena, const struct value *job, struct err *err)
{
    (void)err; /* what is wrong with a package, the daemon finds again */
    struct problems problems;
    sheet_prepare();
    worker_lock_down_as(WORKER_TEMPLATE, NULL);
    const struct file_list files = read_files(arena, value_get(job, "files"));
    problems_init(&problems, arena);
    struct value *answer = value_map(arena);
    value_set_text(answer, "hash", package_read(arena, &files, &problems)->hash);
    return answer;
}
