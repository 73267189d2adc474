/* Documents filled from one template: as often as a district with many wards needs notices. */
#include "bench.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "draft/docx.h"

#include <stdlib.h>

struct drafting {
    const struct docx_template *compiled;
    const struct value *data;
    int documents;
};

static void fill_all(void *context)
{
    const struct drafting *drafting = context;
    for (int i = 0; i < drafting->documents; i++) {
        struct arena *arena = arena_create();
        struct buffer out = {0};
        struct err err = {0};
        const char *content;
        if (!docx_fill(drafting->compiled, drafting->data, 1739181600 + i, arena, &out, &content, &err))
            bench_fail("%s", err.en);
        buffer_finish(&out);
        arena_destroy(arena);
    }
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
    struct file template = read_file(arena, words[0]), data = read_file(arena, words[1]);
    problems_init(&problems, arena);
    struct drafting drafting = {
        .compiled = docx_compile(arena, words[0], template.bytes, template.len, &problems),
        .data = json_parse(arena, data.bytes, data.len, &err),
        .documents = atoi(words[2]),
    };
    if (!drafting.compiled || !drafting.data)
        bench_fail("%s", drafting.data ? problems.items[0].en : err.en);
    const struct way ways[] = {{"documents", fill_all, &drafting, (size_t)drafting.documents}};
    bench_run(ways, 1, atoi(words[3]));
    arena_destroy(arena);
}
