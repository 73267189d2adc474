/* Documents filled from one template, as often as a district with many wards needs notices: by a worker, as the daemon has it done, and
 * without one. Then drawn as PDF by one worker. */
#include "bench.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "draft/docx.h"
#include "parse/parse_preview.h"
#include "parse/parse_template.h"
#include "worker/fork_server.h"
#include "worker/worker.h"

#include <stdlib.h>
#include <sys/resource.h>

struct drafting {
    const struct docx_template *compiled;
    const struct value *data;
    int documents;
    const struct file *template;
    struct worker_settings worker;
};

static void fill_all(void *context)
{
    const struct drafting *drafting = context;
    for (int i = 0; i < drafting->documents; i++) {
        struct arena *arena = arena_create();
        struct buffer out = {0};
        struct err err = {0};
        const char *content;
        if (!docx_fill(drafting->compiled, drafting->data, 1739181600 + i, arena, &out, &content, NULL, &err))
            bench_fail("%s", err.en);
        buffer_finish(&out);
        arena_destroy(arena);
    }
}

static void fill_in_worker(void *context)
{
    const struct drafting *drafting = context;
    struct arena *arena = arena_create();
    struct template_paper *papers = arena_alloc(arena, (size_t)drafting->documents * sizeof *papers);
    struct problems problems;
    struct err err = {0};
    bool usable;
    problems_init(&problems, arena);
    for (int i = 0; i < drafting->documents; i++)
        papers[i] = (struct template_paper){.data = drafting->data, .written_at = 1739181600 + i};
    if (!parse_template(&drafting->worker, drafting->template, papers, (size_t)drafting->documents, true, arena, &problems, &usable, &err))
        bench_fail("%s", err.en);
    if (!usable || !papers[drafting->documents - 1].bytes)
        bench_fail("%s", usable ? papers[drafting->documents - 1].en : problems.items[0].en);
    arena_destroy(arena);
}

struct previewing {
    struct worker_settings worker;
    const struct buffer *paper;
    int papers;
};

static void draw_in_worker(void *context)
{
    const struct previewing *previewing = context;
    struct arena *arena = arena_create();
    struct preview_paper *papers = arena_alloc(arena, (size_t)previewing->papers * sizeof *papers);
    struct err err = {0};
    for (int i = 0; i < previewing->papers; i++)
        papers[i] = (struct preview_paper){.bytes = previewing->paper->bytes, .len = previewing->paper->len, .title = "bench"};
    if (!parse_preview(&previewing->worker, papers, (size_t)previewing->papers, arena, &err))
        bench_fail("%s", err.en);
    for (int i = 0; i < previewing->papers; i++)
        if (!papers[i].pdf)
            bench_fail("%s", papers[i].en);
    arena_destroy(arena);
}

static struct file read_file(struct arena *arena, const char *path)
{
    struct file file;
    struct err err = {0};
    if (!file_read(arena, path, 16 << 20, &file, &err))
        bench_fail("%s", err.en);
    return file;
}

void bench_draft(int count, char **words)
{
    struct arena *arena = arena_create();
    struct problems problems;
    struct err err = {0};
    (void)count;
    struct file template = read_file(arena, words[1]), data = read_file(arena, words[2]);
    problems_init(&problems, arena);
    struct drafting drafting = {
        .compiled = docx_compile(arena, words[1], template.bytes, template.len, &problems),
        .data = json_parse(arena, data.bytes, data.len, &err),
        .documents = atoi(words[3]),
        .template = &template,
    };
    struct fork_server *fork_server = fork_server_create(words[0]);
    worker_settings_default(&drafting.worker, words[0]);
    drafting.worker.fork_server = fork_server;
    if (!drafting.compiled || !drafting.data)
        bench_fail("%s", drafting.data ? problems.items[0].en : err.en);
    const struct way ways[] = {{"documents", fill_all, &drafting, (size_t)drafting.documents},
                                {"worker", fill_in_worker, &drafting, (size_t)drafting.documents}};
    bench_run(ways, LEN(ways), atoi(words[4]));
    fork_server_destroy(fork_server);
    arena_destroy(arena);
}

/* One notice, as often as there are wards. */
void bench_preview(int count, char **words)
{
    struct arena *arena = arena_create();
    struct problems problems;
    struct err err = {0};
    struct buffer paper = {0};
    struct rusage usage;
    const char *content;
    (void)count;
    struct file template = read_file(arena, words[1]), data = read_file(arena, words[2]);
    problems_init(&problems, arena);
    const struct docx_template *compiled = docx_compile(arena, words[1], template.bytes, template.len, &problems);
    const struct value *values = json_parse(arena, data.bytes, data.len, &err);
    if (!compiled || !values || !docx_fill(compiled, values, 1739181600, arena, &paper, &content, NULL, &err))
        bench_fail("%s", compiled ? err.en : problems.items[0].en);
    struct previewing previewing = {.paper = &paper, .papers = atoi(words[3])};
    worker_settings_default(&previewing.worker, words[0]);
    const struct way ways[] = {{"preview", draw_in_worker, &previewing, (size_t)previewing.papers}};
    bench_run(ways, LEN(ways), atoi(words[4]));
    getrusage(RUSAGE_CHILDREN, &usage);
    bench_say("preview memory", "kilobytes", (double)usage.ru_maxrss);
    buffer_finish(&paper);
    arena_destroy(arena);
}
