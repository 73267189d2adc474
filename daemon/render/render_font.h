/*
 * The letters of papers: Liberation Serif in its four faces, which has the widths of Times New Roman. The files are read whole before the
 * process is locked down; nothing is looked up on the machine afterwards, no other font steps in, and the same paper has the same lines
 * everywhere. Text is shaped by HarfBuzz without hints, as LibreOffice does.
 */
#ifndef RENDER_RENDER_FONT_H
#define RENDER_RENDER_FONT_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct render_fonts;

enum render_face { RENDER_REGULAR, RENDER_BOLD = 1, RENDER_ITALIC = 2, RENDER_FACES = 4 }; /* BOLD and ITALIC are or-ed */

/* Of a size of 1. */
struct render_metrics {
    double ascent, descent, gap; /* gap: between lines, beside both */
    double underline, strike, stroke;
};

/* A stretch of text in one face and size, in twips. Each letter is as wide as a device of RENDER_FINE dots a twip has it: LibreOffice measures
 * so, and where a line just fits or just does not, the sum of what was rounded decides. */
enum { RENDER_FINE = 6 };

struct render_glyphs {
    struct render_glyph {
        unsigned long index;
        double x, y; /* from the beginning of the baseline */
    } *glyphs;
    struct render_cluster {
        int bytes, glyphs; /* letters that became glyphs together */
    } *clusters;
    int count, cluster_count;
    double from, width; /* from: where its first letter stands, of a part of a stretch */
    size_t missing; /* letters that the font has not */
};

/* A worker has them to its end. NULL with err, which says what to install. */
struct render_fonts *render_fonts_load(struct err *err);
void render_fonts_free(struct render_fonts *fonts); /* NULL is fine */

struct _cairo_font_face *render_font_face(const struct render_fonts *fonts, unsigned face);
const struct render_metrics *render_font_metrics(const struct render_fonts *fonts, unsigned face);
void render_font_shape(const struct render_fonts *fonts, struct arena *arena, unsigned face, double size, const char *text,
                       size_t len, struct render_glyphs *ret_glyphs);

#endif
