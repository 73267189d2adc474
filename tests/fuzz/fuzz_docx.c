/* A Word template from outside: compiled, filled, read, given back with comments, stamped (parse/template_job.c). A part data.json is what
 * fills it and no part of the archive's. */
#include "fuzz.h"

#include "base/buffer.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "draft/docx.h"
#include "draft/docx_comment.h"
#include "draft/docx_stamp.h"
#include "draft/docx_text.h"
#include "zip/archive.h"

#include <string.h>

static const char some_data[] = "{\"a\":\"Đạt\",\"n\":3,\"day\":\"2024-11-01\",\"yes\":true,\"none\":null,\"rows\":[{\"name\":\"x\",\"n\":1},{\"name\":\"y & z\",\"n\":2}]}";

static const struct value *data_of(struct arena *arena, const char *bytes, size_t len)
{
    const struct file_list parts = archive_is(bytes, len) ? (struct file_list){0} : fuzz_parts(arena, bytes, len);
    const struct file *file = file_find(&parts, "data.json");
    struct err err = {0};
    const struct value *data = file ? json_parse(arena, file->bytes, file->len, &err) : NULL;
    err_clear(&err);
    return value_type(data) == VALUE_MAP ? data : json_parse(arena, some_data, sizeof some_data - 1, NULL);
}

/* Filled twice it is the same bytes, and a Word file. */
static void fill(struct arena *arena, const struct docx_template *compiled, const struct value *data)
{
    struct buffer once = {0}, twice = {0};
    struct err err = {0};
    const char *content = NULL, *again = NULL;
    struct problems lacks;
    problems_init(&lacks, arena);
    bool good = docx_fill(compiled, data, 1733011200, arena, &once, &content, &lacks, &err);
    fuzz_holds_err(good, &err);
    if (good) {
        FUZZ_HOLDS(docx_fill(compiled, data, 1733011200, arena, &twice, &again, NULL, NULL));
        FUZZ_HOLDS(once.len == twice.len && memcmp(once.bytes, twice.bytes, once.len) == 0 && strcmp(content, again) == 0);
        const struct value *text = docx_text(arena, once.bytes, once.len, &err);
        fuzz_holds_err(text != NULL, &err);
    }
    buffer_finish(&once);
    buffer_finish(&twice);
}

static void comment(struct arena *arena, const char *docx, size_t len, const struct problems *problems)
{
    struct buffer out = {0};
    struct err err = {0};
    bool good = docx_comment(arena, docx, len, problems, &out, &err);
    fuzz_holds_err(good, &err);
    buffer_finish(&out);
}

static void stamp(struct arena *arena, const char *docx, size_t len)
{
    const struct docx_stamp stamp = {.picture = "\x89PNG", .len = 4, .words = "Mã 1 & 2", .about = "mã"};
    struct buffer out = {0};
    struct err err = {0};
    const char *content = NULL;
    bool good = docx_stamp(arena, docx, len, &stamp, &out, &content, &err);
    fuzz_holds_err(good, &err);
    buffer_finish(&out);
}

void fuzz_docx(struct arena *arena, const char *bytes, size_t len)
{
    size_t packed = 0;
    const char *docx = fuzz_archive(arena, bytes, len, &packed);
    struct problems problems;
    struct err err = {0};
    if (!docx)
        return;
    problems_init(&problems, arena);
    const struct docx_template *compiled = docx_compile(arena, "mau.docx", docx, packed, &problems);
    FUZZ_HOLDS(!compiled == (problems.errors > 0));
    if (compiled)
        fill(arena, compiled, data_of(arena, bytes, len));
    const struct value *text = docx_text(arena, docx, packed, &err);
    fuzz_holds_err(text != NULL, &err);
    comment(arena, docx, packed, &problems);
    stamp(arena, docx, packed);
}
