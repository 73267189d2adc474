#include "parse/parse_template.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/value.h"
#include "parse/parse_fault.h"
#include "parse/template_job.h"
#include "worker/kept_answer.h"
#include "worker/worker.h"

#include <string.h>

enum {
    DEADLINE_MS = 5000, /* thousands of times what a template takes; whoever changes something meanwhile waits no longer */
    PAPER_MS = 20,      /* the same, of each paper */
    MEMORY = 128 << 20,
    PART_MAX = 4 << 20, /* a piece of a paper, or all that is wrong with a template */
    PAPER_MAX = 64 << 20,
    READ_MAX = 16 << 20, /* what a paper says */
    PAPERS_MOST = 256,   /* of one worker */
    HASH_LETTERS = 2 * DIGEST_BYTES,
};

/* What the worker has streamed so far. */
struct taking {
    struct arena *arena;
    struct template_paper *papers;
    size_t count, at;
    bool keep;
    struct buffer bytes; /* of papers[at] */
};

static bool take_bytes(struct taking *taking, const char *text)
{
    const char *bytes;
    size_t len;
    struct arena *scratch = arena_create();
    bool good = taking->keep && base64_bytes(scratch, text, &bytes, &len) && len <= PAPER_MAX - taking->bytes.len;
    if (good)
        buffer_add(&taking->bytes, bytes, len);
    arena_destroy(scratch);
    return good;
}

/* A paper is a zip archive; nothing else is looked at here. */
static bool take_paper(struct taking *taking, const char *content)
{
    struct template_paper *paper = &taking->papers[taking->at];
    if (strlen(content) != HASH_LETTERS || strspn(content, "0123456789abcdef") != HASH_LETTERS ||
        (taking->keep && (taking->bytes.len < 4 || memcmp(taking->bytes.bytes, "PK\3\4", 4) != 0)))
        return false;
    paper->content = arena_strdup(taking->arena, content);
    paper->len = taking->bytes.len;
    paper->bytes = taking->keep ? buffer_take(&taking->bytes, taking->arena) : NULL;
    taking->at++;
    return true;
}

static bool take_refusal(struct taking *taking, const struct value *part)
{
    struct template_paper *paper = &taking->papers[taking->at];
    const char *vi = value_get_text(part, "vi", ""), *en = value_get_text(part, "en", "");
    if (!*vi || !*en || taking->bytes.len)
        return false;
    paper->vi = arena_strdup(taking->arena, vi);
    paper->en = arena_strdup(taking->arena, en);
    paper->lacks = value_get(part, "lacks") ? value_copy(taking->arena, value_get(part, "lacks")) : NULL;
    taking->at++;
    return true;
}

static bool take_part(void *context, const struct value *part, struct err *err)
{
    struct taking *taking = context;
    const char *bytes = value_get_text(part, "bytes", NULL), *content = value_get_text(part, "content", NULL);
    bool good = taking->at < taking->count &&
                (bytes     ? take_bytes(taking, bytes)
                 : content ? take_paper(taking, content)
                           : take_refusal(taking, part));
    return good || parse_fault_shape(err);
}

static struct value *job_of(struct arena *arena, const struct file *file, const struct taking *taking)
{
    struct value *job = value_map(arena), *papers = value_list(arena);
    for (size_t i = 0; i < taking->count; i++) {
        struct value *paper = value_map(arena);
        value_set(paper, "data", taking->papers[i].data);
        value_set_int(paper, "written_at", taking->papers[i].written_at);
        value_append(papers, paper);
    }
    value_set_text(job, "kind", TEMPLATE_JOB);
    value_set_text(job, "file", file->path);
    value_set_bool(job, "keep", taking->keep);
    value_set(job, "papers", papers);
    return job;
}

/* One that took too long may be a good one on a machine that has much else to do. */
static void blame_file(const struct file *file, const struct value *error, struct problems *problems)
{
    if (strcmp(value_get_text(error, "fault", ""), "deadline") == 0) {
        problem_add(problems, file->path, 0, NULL, "chưa dùng được mẫu này (%1$s%2$.0s); thử lại khi máy rỗi; vẫn thế thì bớt các khối lặp lồng nhau trong mẫu",
                    "the template cannot be used yet (%2$s%1$.0s); try again when the machine is less busy; if it stays so take nested repetitions out of the template",
                    parse_fault_title(error, false), parse_fault_title(error, true));
        return;
    }
    problem_add(problems, file->path, 0, NULL,
                "không dùng được mẫu này (%1$s%2$.0s); mở bằng Word, chép nội dung sang văn bản mới, lưu lại thành .docx rồi kiểm tra lại",
                "the template cannot be used (%2$s%1$.0s); open it in Word, copy its content into a new document, save that as .docx and check again",
                parse_fault_title(error, false), parse_fault_title(error, true));
}

static struct worker_settings settings_of(const struct worker_settings *settings, size_t count, size_t most)
{
    struct worker_settings own = *settings;
    own.deadline_ms = DEADLINE_MS + (int)count * PAPER_MS;
    own.memory = MEMORY;
    own.answer_max = most;
    parse_fault_stop(&own);
    return own;
}

/* Of so many papers as one worker fills. */
static bool fill(const struct worker_settings *settings, const struct file *file, struct taking *taking, struct problems *problems,
                 bool *ret_usable, struct err *err)
{
    const struct worker_settings own = settings_of(settings, taking->count, PART_MAX);
    const struct worker_stream stream = {file->bytes, file->len, take_part, taking};
    struct problems said;
    const struct value *answer = (taking->keep ? worker_stream : kept_answer_stream)(&own, taking->arena, job_of(taking->arena, file, taking), &stream);
    const struct value *error = value_get(answer, "error"), *ok = value_get(answer, "ok");
    if (error && parse_fault_is_own(error))
        return parse_fault_refuse(error, "làm lại", "do it again", err);
    problems_init(&said, taking->arena);
    problems_add_value(&said, value_get(ok, "problems"));
    bool compiled = value_get_bool(ok, "compiled", false);
    *ret_usable = !error && compiled && taking->at == taking->count;
    if (error)
        blame_file(file, error, problems);
    else if (*ret_usable || (!compiled && said.errors))
        problems_append(problems, &said);
    else
        return parse_fault_shape(err);
    return true;
}

bool parse_template(const struct worker_settings *settings, const struct file *file, struct template_paper *papers, size_t count, bool keep,
                    struct arena *arena, struct problems *problems, bool *ret_usable, struct err *err)
{
    struct problems again; /* what is wrong with the template is said once */
    bool good = true;
    problems_init(&again, arena);
    *ret_usable = true;
    for (size_t at = 0; good && *ret_usable && (at == 0 || at < count); at += PAPERS_MOST) {
        size_t left = count - at;
        struct taking taking = {.arena = arena, .papers = papers + at, .count = left < PAPERS_MOST ? left : PAPERS_MOST, .keep = keep};
        good = fill(settings, file, &taking, at ? &again : problems, ret_usable, err);
        buffer_finish(&taking.bytes);
    }
    if (again.errors)
        problems_append(problems, &again);
    return good;
}

/* A file that comes in pieces. */
struct pieces {
    struct buffer bytes;
};

static bool take_piece(void *context, const struct value *part, struct err *err)
{
    struct pieces *pieces = context;
    struct arena *scratch = arena_create();
    const char *bytes;
    size_t len;
    bool good = base64_bytes(scratch, value_get_text(part, "bytes", ""), &bytes, &len) && len <= PAPER_MAX - pieces->bytes.len;
    if (good)
        buffer_add(&pieces->bytes, bytes, len);
    arena_destroy(scratch);
    return good || parse_fault_shape(err);
}

bool parse_comment(const struct worker_settings *settings, const struct file *file, const struct problems *problems, struct arena *arena,
                   const char **ret_bytes, size_t *ret_len, struct err *err)
{
    struct pieces pieces = {0};
    const struct worker_settings own = settings_of(settings, 1, PART_MAX);
    const struct worker_stream stream = {file->bytes, file->len, take_piece, &pieces};
    struct value *job = value_map(arena);
    value_set_text(job, "kind", COMMENT_JOB);
    value_set(job, "problems", problems_to_value(problems, arena));
    const struct value *error = value_get(worker_stream(&own, arena, job, &stream), "error");
    *ret_len = pieces.bytes.len;
    bool good = !error && pieces.bytes.len;
    if (good)
        *ret_bytes = buffer_take(&pieces.bytes, arena);
    buffer_finish(&pieces.bytes);
    return good || (error ? parse_fault_refuse(error, "kiểm tra lại mẫu này", "check this template again", err) : parse_fault_shape(err));
}

bool parse_stamp(const struct worker_settings *settings, const char *bytes, size_t len, struct parse_stamp *stamp, struct arena *arena, struct err *err)
{
    struct pieces pieces = {0};
    const struct worker_settings own = settings_of(settings, 1, PART_MAX);
    const struct worker_stream stream = {bytes, len, take_piece, &pieces};
    struct value *job = value_map(arena);
    value_set_text(job, "kind", STAMP_JOB);
    value_set_text(job, "picture", base64_text(arena, stamp->picture, stamp->picture_len));
    value_set_text(job, "words", stamp->words);
    value_set_text(job, "about", stamp->about);
    const struct value *answer = worker_stream(&own, arena, job, &stream), *error = value_get(answer, "error");
    stamp->content = value_get_text(value_get(answer, "ok"), "content", NULL);
    stamp->len = pieces.bytes.len;
    bool good = !error && stamp->content && pieces.bytes.len;
    if (good)
        stamp->bytes = buffer_take(&pieces.bytes, arena);
    buffer_finish(&pieces.bytes);
    return good || (error ? parse_fault_refuse(error, "làm lại", "do it again", err) : parse_fault_shape(err));
}

/* One file and one value of it. */
static const struct value *read_one(const struct worker_settings *settings, const char *kind, enum value_type type, const char *bytes, size_t len,
                                    struct arena *arena, struct err *err)
{
    const struct worker_settings own = settings_of(settings, 1, READ_MAX);
    const struct worker_stream stream = {bytes, len, parse_fault_part, NULL};
    struct value *job = value_map(arena);
    value_set_text(job, "kind", kind);
    const struct value *answer = worker_stream(&own, arena, job, &stream);
    const struct value *error = value_get(answer, "error"), *ok = value_get(answer, "ok");
    if (error)
        parse_fault_refuse(error, "mở lại", "open it again", err);
    else if (value_type(ok) != type)
        parse_fault_shape(err);
    return !error && value_type(ok) == type ? ok : NULL;
}

const struct value *parse_paper(const struct worker_settings *settings, const char *bytes, size_t len, struct arena *arena, struct err *err)
{
    return read_one(settings, PAPER_JOB, VALUE_LIST, bytes, len, arena, err);
}

const struct value *parse_bundle(const struct worker_settings *settings, const char *bytes, size_t len, struct arena *arena, struct err *err)
{
    return read_one(settings, BUNDLE_JOB, VALUE_MAP, bytes, len, arena, err);
}
