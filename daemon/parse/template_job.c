#include "parse/template_job.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buffer.h"
#include "base/byte_source.h"
#include "base/err.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/value.h"
#include "draft/docx.h"
#include "draft/docx_comment.h"
#include "draft/docx_stamp.h"
#include "draft/docx_text.h"
#include "sheet/sheet.h"
#include "worker/worker.h"

enum { PIECE_BYTES = 192 << 10 };

/* Whoever waits for the papers is gone when they cannot be sent. */
static void send(const struct value *part)
{
    struct err err = {0};
    if (!worker_send_part(part, &err))
        die("a paper could not be sent: %s", err.en);
}

static void send_bytes(const struct buffer *paper)
{
    for (size_t at = 0; at < paper->len; at += PIECE_BYTES) {
        struct arena *scratch = arena_create();
        struct value *part = value_map(scratch);
        size_t left = paper->len - at;
        value_set_text(part, "bytes", base64_text(scratch, paper->bytes + at, left < PIECE_BYTES ? left : PIECE_BYTES));
        send(part);
        arena_destroy(scratch);
    }
}

static void fill(const struct docx_template *compiled, const struct value *paper, bool keep)
{
    struct arena *scratch = arena_create();
    struct value *end = value_map(scratch);
    struct buffer out = {0};
    struct err err = {0};
    struct problems lacks;
    const char *content;
    problems_init(&lacks, scratch);
    if (!docx_fill(compiled, value_get(paper, "data"), value_get_int(paper, "written_at", 0), scratch, &out, &content, &lacks, &err)) {
        value_set_text(end, "vi", err.vi);
        value_set_text(end, "en", err.en);
        value_set(end, "lacks", problems_to_value(&lacks, scratch));
    } else {
        if (keep)
            send_bytes(&out);
        value_set_text(end, "content", content);
    }
    send(end);
    err_clear(&err);
    buffer_finish(&out);
    arena_destroy(scratch);
}

/* The file that was handed over, once nothing else can be reached any more. */
static const char *read_file(struct arena *arena, size_t *ret_len)
{
    sheet_prepare();
    worker_lock_down_as(WORKER_TEMPLATE, NULL);
    const struct byte_source source = byte_source_of(WORKER_FILE);
    char *bytes = arena_alloc(arena, source.len + 1);
    *ret_len = byte_source_read(&source, 0, bytes, source.len);
    return bytes;
}

/* A slip repeated all over a template is not said thousands of times. */
static void leave_out_more(struct problems *problems, const char *file)
{
    enum { SAID_MOST = 100 };
    if (problems->len <= SAID_MOST)
        return;
    size_t more = problems->len - SAID_MOST;
    problems->len = SAID_MOST;
    (problems->errors ? problem_add : problem_warn)(problems, file, 0, NULL, "còn %zu chỗ nữa; sửa những chỗ nêu trên rồi kiểm tra lại",
                                                    "%zu places more; mend those named, then check again", more);
}

struct value *template_job_fill(struct arena *arena, const struct value *job, struct err *err)
{
    (void)err; /* what is wrong with a template are problems */
    struct problems problems;
    const struct value *papers = value_get(job, "papers");
    size_t len;
    const char *bytes = read_file(arena, &len), *file = value_get_text(job, "file", "");
    problems_init(&problems, arena);
    const struct docx_template *compiled = docx_compile(arena, file, bytes, len, &problems);
    leave_out_more(&problems, file);
    for (size_t i = 0; compiled && i < value_len(papers); i++)
        fill(compiled, value_at(papers, i), value_get_bool(job, "keep", false));
    struct value *answer = value_map(arena);
    value_set_bool(answer, "compiled", compiled != NULL);
    value_set(answer, "problems", problems_to_value(&problems, arena));
    return answer;
}

struct value *template_job_comment(struct arena *arena, const struct value *job, struct err *err)
{
    struct problems problems;
    struct buffer out = {0};
    size_t len;
    const char *bytes = read_file(arena, &len);
    problems_init(&problems, arena);
    problems_add_value(&problems, value_get(job, "problems"));
    bool good = docx_comment(arena, bytes, len, &problems, &out, err);
    if (good)
        send_bytes(&out);
    buffer_finish(&out);
    return good ? value_map(arena) : NULL;
}

struct value *template_job_read(struct arena *arena, const struct value *job, struct err *err)
{
    (void)job;
    size_t len;
    const char *bytes = read_file(arena, &len);
    return docx_text(arena, bytes, len, err);
}

struct value *template_job_bundle(struct arena *arena, const struct value *job, struct err *err)
{
    (void)job;
    size_t len;
    const char *bytes = read_file(arena, &len);
    struct value *read = json_parse(arena, bytes, len, err);
    if (read && value_type(read) != VALUE_MAP)
        err_set(err, "không phải là một gói kết quả", "is no bundle of results");
    return read && value_type(read) == VALUE_MAP ? read : NULL;
}

struct value *template_job_stamp(struct arena *arena, const struct value *job, struct err *err)
{
    struct docx_stamp stamp = {.words = value_get_text(job, "words", ""), .about = value_get_text(job, "about", "")};
    struct value *answer = value_map(arena);
    struct buffer out = {0};
    const char *content = NULL;
    size_t len;
    const char *bytes = read_file(arena, &len);
    bool good = base64_bytes(arena, value_get_text(job, "picture", ""), &stamp.picture, &stamp.len) && docx_stamp(arena, bytes, len, &stamp, &out, &content, err);
    if (good)
        send_bytes(&out);
    value_set_text(answer, "content", content);
    buffer_finish(&out);
    return good ? answer : NULL;
}
