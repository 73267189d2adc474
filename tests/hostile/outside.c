/* outside DATA.json PATH…: has each .docx filled with these data, each folder read as a package, in a worker as the daemon does. Prints
 * a line of JSON for each: {path, taken, seconds of the workers' processor time, bytes of the paper, problems, and of a template that is
 * refused commented: bytes of the copy with comments, uncommented: why there is none}. For test_outside.py, which
 * brings what means ill. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "package/package.h"
#include "parse/parse_job.h"
#include "parse/parse_package.h"
#include "parse/parse_template.h"
#include "worker/fork_server.h"
#include "worker/worker.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

enum { BYTES_MAX = 64 << 20, SEALED_AT = 1739181600 };

static double seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static struct file read_file(struct arena *arena, const char *path)
{
    struct file file;
    struct err err = {0};
    if (!file_read(arena, path, BYTES_MAX, &file, &err))
        die("%s", err.en);
    return file;
}

static bool take_template(const struct worker_settings *settings, struct arena *arena, const char *path, const struct value *data,
                          struct problems *problems, size_t *ret_bytes, struct err *err)
{
    struct template_paper paper = {.data = data, .written_at = SEALED_AT};
    const struct file file = read_file(arena, path);
    bool usable;
    if (!parse_template(settings, &file, &paper, 1, true, arena, problems, &usable, err))
        die("%s", err->en);
    *ret_bytes = paper.len;
    if (usable && !paper.bytes)
        err_set(err, "%1$s%2$.0s", "%2$s%1$.0s", paper.vi, paper.en);
    return paper.bytes != NULL;
}

/* What is wrong with it, as comments in it; what keeps that from being done is a sentence too. */
static void comment(const struct worker_settings *settings, struct arena *arena, const char *path, const struct problems *problems, struct value *said)
{
    const struct file file = read_file(arena, path);
    const char *bytes;
    size_t len = 0;
    struct err err = {0};
    bool done = parse_comment(settings, &file, problems, arena, &bytes, &len, &err);
    value_set_int(said, "commented", done ? (int64_t)len : 0);
    value_set_text(said, "uncommented", err.en);
    err_clear(&err);
}

static bool take_package(const struct worker_settings *settings, struct arena *arena, const char *path, struct problems *problems,
                         struct err *err)
{
    struct file_list files, litter;
    return file_read_folder(arena, path, PACKAGE_MAX, &files, &litter, err) && parse_package(settings, &files, arena, problems, err) &&
           !problems->errors;
}

static void take(const struct worker_settings *settings, const char *path, const struct value *data)
{
    struct arena *arena = arena_create();
    struct problems problems;
    struct err err = {0};
    size_t bytes = 0, len = strlen(path);
    double begun = seconds();
    bool template = len > 5 && strcmp(path + len - 5, ".docx") == 0;
    problems_init(&problems, arena);
    bool taken = template ? take_template(settings, arena, path, data, &problems, &bytes, &err) : take_package(settings, arena, path, &problems, &err);
    if (err.vi)
        problem_add_err(&problems, NULL, 0, NULL, &err);
    struct value *said = value_map(arena);
    struct buffer text = {0};
    value_set_text(said, "path", path);
    value_set_bool(said, "taken", taken);
    value_set(said, "seconds", value_real(arena, seconds() - begun));
    value_set_int(said, "bytes", (int64_t)bytes);
    value_set(said, "problems", problems_to_value(&problems, arena));
    if (template && !taken)
        comment(settings, arena, path, &problems, said);
    json_write(&text, said);
    puts(buffer_text(&text));
    buffer_finish(&text);
    arena_destroy(arena);
}

int main(int argc, char **argv)
{
    struct worker_settings settings;
    struct err err = {0};
    if (argc == 2 && strcmp(argv[1], "--worker") == 0)
        worker_main(WORKER_FD, parse_perform);
    if (argc == 2 && strcmp(argv[1], "--fork-server") == 0)
        fork_server_main(WORKER_FD, parse_perform);
    if (argc < 3)
        die("outside DATA.json PATH…");
    struct arena *arena = arena_create();
    const struct file text = read_file(arena, argv[1]);
    const struct value *data = json_parse(arena, text.bytes, text.len, &err);
    if (!data)
        die("%s", err.en);
    worker_settings_default(&settings, "/proc/self/exe");
    settings.fork_server = fork_server_create("/proc/self/exe");
    for (int i = 2; i < argc; i++)
        take(&settings, argv[i], data);
    fork_server_destroy(settings.fork_server);
    arena_destroy(arena);
    return 0;
}
