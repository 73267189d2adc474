/* A paper drawn: .docx in, PDF out, the same bytes each time. */
#ifndef RENDER_RENDER_DRAW_H
#define RENDER_RENDER_DRAW_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct err;
struct render_breaks;
struct render_fonts;
struct value;

/* What papers are drawn with, made once before the process is locked down. */
struct render_tools {
    struct render_fonts *fonts;
    struct render_breaks *breaks;
};

bool render_tools_open(struct render_tools *ret_tools, struct err *err);
void render_tools_close(struct render_tools *tools);

struct render_paper {
    const char *bytes; /* the .docx */
    size_t len;
    const char *title; /* what the PDF calls itself */
    const char *mark;  /* across each page, "DỰ THẢO"; NULL: nothing */
};

/* Appends the PDF. *ret_pages; *ret_lacks: what was not drawn, {vi, en} each. */
bool render_draw(const struct render_tools *tools, struct arena *arena, const struct render_paper *paper, struct buffer *out, size_t *ret_pages,
                 const struct value **ret_lacks, struct err *err);

#endif
