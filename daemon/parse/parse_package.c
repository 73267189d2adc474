#include "parse/parse_package.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/value.h"
#include "package/package.h"
#include "parse/package_job.h"
#include "parse/parse_fault.h"
#include "worker/kept_answer.h"
#include "worker/worker.h"

#include <string.h>

enum {
    DEADLINE_MS = 5000, /* a hundred times what a package takes */
    MEMORY = 128 << 20,
    ANSWER_MAX = 1 << 10,
};

static struct value *job_of(struct arena *arena, const struct file_list *files, struct buffer *all)
{
    struct value *job = value_map(arena), *list = value_list(arena);
    for (size_t i = 0; i < files->len; i++) {
        struct value *file = value_map(arena);
        value_set_text(file, "path", files->items[i].path);
        value_set_int(file, "len", (int64_t)files->items[i].len);
        value_append(list, file);
        buffer_add(all, files->items[i].bytes, files->items[i].len);
    }
    value_set_text(job, "kind", PACKAGE_JOB);
    value_set(job, "files", list);
    return job;
}

static bool refuse(const struct value *error, struct err *err)
{
    if (parse_fault_is_own(error))
        return parse_fault_refuse(error, "gửi lại gói này", "send the package again", err);
    return err_set(err, "không đọc được gói này (%1$s%2$.0s); bớt tệp và khai báo, gửi từng phần thay đổi để tìm tệp gây ra",
                   "the package cannot be read (%2$s%1$.0s); take files and declarations out of it, and send the changes one by one to find the "
                   "file that does it",
                   parse_fault_title(error, false), parse_fault_title(error, true));
}

struct package *parse_package(const struct worker_settings *settings, const struct file_list *files, struct arena *arena,
                              struct problems *problems, struct err *err)
{
    struct worker_settings own = *settings;
    struct buffer all = {0};
    const struct value *job = job_of(arena, files, &all);
    const struct worker_stream stream = {buffer_text(&all), all.len, parse_fault_part, NULL};
    own.deadline_ms = DEADLINE_MS;
    own.memory = MEMORY;
    own.answer_max = ANSWER_MAX;
    parse_fault_stop(&own);
    const struct value *answer = kept_answer_stream(&own, arena, job, &stream), *error = value_get(answer, "error");
    buffer_finish(&all);
    if (error) {
        refuse(error, err);
        return NULL;
    }
    struct package *package = package_read(arena, files, problems);
    if (strcmp(package->hash, value_get_text(value_get(answer, "ok"), "hash", "")) == 0)
        return package;
    parse_fault_shape(err);
    return NULL;
}
