#include "render/render.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/buffer.h"
#include "base/byte_source.h"
#include "base/err.h"
#include "base/value.h"
#include "render/render_board.h"
#include "render/render_draw.h"
#include "render/render_font.h"
#include "render/render_form.h"
#include "render/render_line.h"
#include "worker/lock_down.h"
#include "worker/worker_main.h"
#include "zip/archive.h"

enum { PIECE_BYTES = 192 << 10 };

/* Whoever waits for the papers is gone when they cannot be sent. */
static void send(const struct value *part)
{
    struct err err = {0};
    if (!worker_send_part(part, &err))
        die("a paper could not be sent: %s", err.en);
}

static void send_bytes(const struct buffer *pdf)
{
    for (size_t at = 0; at < pdf->len; at += PIECE_BYTES) {
        struct arena *scratch = arena_create();
        struct value *part = value_map(scratch);
        size_t left = pdf->len - at;
        value_set_text(part, "bytes", base64_text(scratch, pdf->bytes + at, left < PIECE_BYTES ? left : PIECE_BYTES));
        send(part);
        arena_destroy(scratch);
    }
}

/* The next paper of the file. */
static void draw(const struct render_tools *tools, const struct value *asked, const struct byte_source *source, size_t *at)
{
    struct arena *scratch = arena_create();
    struct value *end = value_map(scratch);
    struct buffer pdf = {0};
    struct err err = {0};
    size_t len = (size_t)value_get_int(asked, "len", 0), pages;
    const struct value *lacks;
    char *bytes = arena_alloc(scratch, len + 1);
    const struct render_paper paper = {.bytes = bytes,
                                       .len = byte_source_read(source, *at, bytes, len),
                                       .title = value_get_text(asked, "title", ""),
                                       .mark = value_get_text(asked, "mark", NULL)};
    *at += len;
    const struct value *form = value_get(asked, "form");
    lacks = value_list(scratch);
    pages = 1;
    if (value_get(form, "picture")                ? render_board(tools, scratch, form, &pdf, &err)
        : value_type(form) == VALUE_MAP ? render_form(tools, scratch, paper.title, form, &pdf, &pages, &err)
                                        : render_draw(tools, scratch, &paper, &pdf, &pages, &lacks, &err)) {
        send_bytes(&pdf);
        value_set_int(end, "pages", (int64_t)pages);
        value_set(end, "lacks", lacks);
    } else {
        value_set_text(end, "vi", err.vi);
        value_set_text(end, "en", err.en);
    }
    send(end);
    err_clear(&err);
    buffer_finish(&pdf);
    arena_destroy(scratch);
}

struct value *render_perform(struct arena *arena, const struct value *job, struct err *err)
{
    const struct value *papers = value_get(job, "papers");
    const struct byte_source source = byte_source_of(WORKER_FILE);
    struct render_tools tools = {0};
    size_t at = 0;
    if (!render_tools_open(&tools, err))
        return NULL;
    archive_prepare();
    worker_lock_down_as(WORKER_RENDER, NULL);
    for (size_t i = 0; i < value_len(papers); i++)
        draw(&tools, value_at(papers, i), &source, &at);
    struct value *answer = value_map(arena);
    value_set_int(answer, "papers", (int64_t)value_len(papers));
    return answer;
}
