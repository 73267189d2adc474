/*
 * Papers (.docx) drawn as PDF by thidua-render, a locked-down worker of its own (worker/worker_kind.h, WORKER_RENDER): one worker for all that
 * are asked for at once. This process opens nothing of them.
 */
#ifndef PARSE_PARSE_PREVIEW_H
#define PARSE_PARSE_PREVIEW_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct value;
struct worker_settings;

struct preview_paper {
    const char *bytes; /* the .docx */
    size_t len;
    const char *title;
    const struct value *form; /* what is drawn instead of a .docx: words on a printed form (render/render_form.h), a picture (render_board.h); NULL: none */
    bool issued; /* otherwise it has DỰ THẢO across its pages */
    /* Drawn: */
    const char *pdf; /* of a picture the PNG; NULL: not drawn */
    size_t pdf_len;
    const char *vi, *en; /* why not */
};

/* Each is drawn or says why not. False with err when no worker could be had, or one ended before it had drawn them all: that says what
 * helps. Blocks. */
bool parse_preview(const struct worker_settings *settings, struct preview_paper *papers, size_t count, struct arena *arena, struct err *err);

/* One alone. Refused when it cannot be drawn. */
bool parse_preview_one(const struct worker_settings *settings, struct preview_paper *paper, struct arena *arena, struct err *err);

#endif
