#include "parse/parse_preview.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "parse/parse_fault.h"
#include "worker/worker.h"
#include "worker/worker_program.h"

#include <string.h>

#define PROGRAM "thidua-render"
#define JOB "render" /* render/render.h tells what it holds */
#define DRAFT_MARK "DỰ THẢO"

enum {
    DEADLINE_MS = 5000,
    PAPER_MS = 200,       /* ten times what the longest takes */
    MEMORY = 64 << 20,    /* of addresses, beside the libraries */
    PART_MAX = 1 << 20,   /* a piece of 192 KiB in base64 */
    PDF_MAX = 64 << 20,
};

/* What the worker has streamed so far. */
struct taking {
    struct arena *arena;
    struct preview_paper *papers;
    size_t count, at;
    struct buffer pdf; /* of papers[at] */
};

static bool take_bytes(struct taking *taking, const char *text)
{
    const char *bytes;
    size_t len;
    struct arena *scratch = arena_create();
    bool good = base64_bytes(scratch, text, &bytes, &len) && len <= PDF_MAX - taking->pdf.len;
    if (good)
        buffer_add(&taking->pdf, bytes, len);
    arena_destroy(scratch);
    return good;
}

static bool take_paper(struct taking *taking)
{
    struct preview_paper *paper = &taking->papers[taking->at];
    const char *magic = value_get(paper->form, "picture") ? "\x89PNG\r" : "%PDF-";
    if (taking->pdf.len <= strlen(magic) || memcmp(taking->pdf.bytes, magic, strlen(magic)) != 0)
        return false;
    paper->pdf_len = taking->pdf.len;
    paper->pdf = buffer_take(&taking->pdf, taking->arena);
    taking->at++;
    return true;
}

static bool take_refusal(struct taking *taking, const char *vi, const char *en)
{
    struct preview_paper *paper = &taking->papers[taking->at];
    if (!*vi || !*en || taking->pdf.len)
        return false;
    paper->vi = arena_strdup(taking->arena, vi);
    paper->en = arena_strdup(taking->arena, en);
    taking->at++;
    return true;
}

static bool take_part(void *context, const struct value *part, struct err *err)
{
    struct taking *taking = context;
    const char *bytes = value_get_text(part, "bytes", NULL);
    bool good = taking->at < taking->count && (bytes                      ? take_bytes(taking, bytes)
                                               : value_get(part, "pages") ? take_paper(taking)
                                                                          : take_refusal(taking, value_get_text(part, "vi", ""), value_get_text(part, "en", "")));
    return good || parse_fault_shape(err);
}

/* All of them as one file, each with its length. */
static struct value *job_of(struct arena *arena, const struct taking *taking, struct buffer *file)
{
    struct value *job = value_map(arena), *papers = value_list(arena);
    for (size_t i = 0; i < taking->count; i++) {
        const struct preview_paper *paper = &taking->papers[i];
        struct value *one = value_map(arena);
        value_set_int(one, "len", (int64_t)paper->len);
        value_set_text(one, "title", paper->title);
        value_set_text(one, "mark", paper->issued ? NULL : DRAFT_MARK);
        value_set(one, "form", paper->form ? paper->form : value_null(arena));
        value_append(papers, one);
        buffer_add(file, paper->bytes, paper->len);
    }
    value_set_text(job, "kind", JOB);
    value_set(job, "papers", papers);
    return job;
}

static bool is_said(const struct value *error)
{
    return strcmp(value_get_text(error, "kind", ""), "rule") == 0;
}

/* The renderer's own sentence (a font is missing), or how it ended. */
static bool refuse(const struct value *error, struct err *err)
{
    if (parse_fault_is_own(error) || is_said(error))
        return parse_fault_refuse(error, "mở lại", "open it again", err);
    return err_set(err, "không vẽ được bản xem trước của văn bản này (%1$s%2$.0s); tải tệp Word về để đọc (drafts export)",
                   "no preview of this paper can be drawn (%2$s%1$.0s); take its Word file to read it (drafts export)", parse_fault_title(error, false),
                   parse_fault_title(error, true));
}

bool parse_preview(const struct worker_settings *settings, struct preview_paper *papers, size_t count, struct arena *arena, struct err *err)
{
    struct worker_settings own = *settings;
    struct taking taking = {.arena = arena, .papers = papers, .count = count};
    struct buffer file = {0};
    own.program = worker_program_find(arena, settings->program, PROGRAM, err);
    own.fork_server = NULL; /* it forks the daemon, and this is another program */
    own.deadline_ms = DEADLINE_MS + (int)count * PAPER_MS;
    own.memory = MEMORY;
    own.answer_max = PART_MAX;
    parse_fault_stop(&own);
    if (!own.program)
        return false;
    const struct value *job = job_of(arena, &taking, &file);
    const struct worker_stream stream = {file.bytes, file.len, take_part, &taking};
    const struct value *answer = worker_stream(&own, arena, job, &stream), *error = value_get(answer, "error");
    buffer_finish(&file);
    buffer_finish(&taking.pdf);
    return error ? refuse(error, err) : taking.at == count || parse_fault_shape(err);
}

bool parse_preview_one(const struct worker_settings *settings, struct preview_paper *paper, struct arena *arena, struct err *err)
{
    return parse_preview(settings, paper, 1, arena, err) && (paper->pdf || err_set(err, "%1$s%2$.0s", "%2$s%1$.0s", paper->vi, paper->en));
}
