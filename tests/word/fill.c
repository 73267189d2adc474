/* fill TEMPLATE.docx DATA.json OUT.docx: compiles and fills one template. Prints {problems, error} as JSON; OUT is written when it
 * was filled. For test_word.py, which brings templates as people and programs make them. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/file.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "draft/docx.h"

#include <stdio.h>
#include <stdlib.h>

enum { SEALED_AT = 1739181600, BYTES_MAX = 64 << 20 };

static struct file read_file(struct arena *arena, const char *path)
{
    struct file file;
    struct err err = {0};
    if (!file_read(arena, path, BYTES_MAX, &file, &err))
        die("%s", err.en);
    return file;
}

static void write_file(const char *path, const struct buffer *bytes)
{
    FILE *out = fopen(path, "wb");
    if (!out || fwrite(bytes->bytes, 1, bytes->len, out) != bytes->len || fclose(out) != 0)
        die("%s cannot be written", path);
}

int main(int count, char **words)
{
    if (count != 4)
        die("fill TEMPLATE.docx DATA.json OUT.docx");
    struct arena *arena = arena_create();
    struct problems problems;
    struct err err = {0};
    struct buffer out = {0}, said = {0};
    const char *content;
    problems_init(&problems, arena);
    struct file template = read_file(arena, words[1]), data = read_file(arena, words[2]);
    const struct docx_template *compiled = docx_compile(arena, "a.docx", template.bytes, template.len, &problems);
    const struct value *values = json_parse(arena, data.bytes, data.len, &err);
    if (!values)
        die("%s", err.en);
    if (compiled && docx_fill(compiled, values, SEALED_AT, arena, &out, &content, NULL, &err))
        write_file(words[3], &out);
    struct value *answer = value_map(arena);
    value_set(answer, "problems", problems_to_value(&problems, arena));
    if (err.vi) {
        value_set_text(answer, "vi", err.vi);
        value_set_text(answer, "en", err.en);
    }
    json_write(&said, answer);
    puts(buffer_text(&said));
    buffer_finish(&said);
    buffer_finish(&out);
    err_clear(&err);
    arena_destroy(arena);
    return 0;
}
