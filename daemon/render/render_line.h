/*
 * A paragraph set in lines of a width: text broken where Unicode allows it (ICU, UAX 14), blanks hanging over the edge, tabs, one look
 * after the other on a line, blanks stretched where both edges are even. Knows nothing of pages.
 */
#ifndef RENDER_RENDER_LINE_H
#define RENDER_RENDER_LINE_H

#include "render/render_model.h"
#include "render/render_font.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct render_breaks;
struct render_flow;

/* What setting needs. */
struct render_setter {
    struct arena *arena;
    const struct render_fonts *fonts;
    struct render_breaks *breaks;
    struct render_doc *doc;
    long page, pages; /* for heads and feet */
    void (*flow)(const struct render_setter *setter, const struct render_block *blocks, double width, struct render_flow *ret_flow); /* of a cell */
};

/* Something on a line; `x` from the line's left edge, the paper's own place is added when it is drawn. */
struct render_bit {
    double x, width;
    const struct render_run *run;
    const struct render_piece *picture; /* NULL: text */
    struct render_glyphs glyphs;
    const char *text;
    size_t len;
    struct render_bit *next;
};

struct render_line {
    double height, baseline; /* baseline: from its top */
    struct render_bit *bits;
    bool page_ends; /* a page break stands at its end */
    struct render_line *next;
};

/* ICU's rules of line breaking, opened before the process is locked down; one a process. NULL with err. */
struct render_breaks *render_breaks_open(struct err *err);
void render_breaks_close(struct render_breaks *breaks); /* NULL is fine */
/* Sets ends[i] where a line may end before byte i of the text (UTF-8). */
void render_breaks_find(struct render_breaks *breaks, const char *text, size_t len, bool *ends);

/* At least one line. */
struct render_line *render_lines(const struct render_setter *setter, const struct render_paragraph *paragraph, double width);

#endif
