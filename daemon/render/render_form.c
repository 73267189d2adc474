#include "render/render_form.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "render/render_draw.h"
#include "render/render_font.h"
#include "render/render_line.h"
#include "render/render_pdf.h"

#include <cairo.h>
#include <string.h>

#define POINTS_A_TENTH (72 / 254.0) /* of a millimetre */
#define LINE_HEIGHT 1.2             /* of the size of its letters */
#define FRAME_WIDTH 0.4
#define MARK_LENGTH 14.0
#define MARK_AT 100 /* tenths of a millimetre from each edge: for a ruler */

enum { LINES_MOST = 6, TWIPS = 20, HALF = 2 };

struct line {
    const char *text;
    size_t len;
    struct render_glyphs glyphs;
};

/* A text set in its field. */
struct set {
    unsigned face;
    double size; /* points */
    struct line lines[LINES_MOST];
    size_t count;
};

struct form {
    const struct render_tools *tools;
    struct arena *arena;
    cairo_t *cairo;
    double right, down;
    bool frame;
};

static double points(const struct value *field, const char *key)
{
    return (double)value_get_int(field, key, 0) * POINTS_A_TENTH;
}

/* ---- setting ---- */

static void shape(const struct form *form, const struct set *set, const char *text, size_t len, struct render_glyphs *ret_glyphs)
{
    render_font_shape(form->tools->fonts, form->arena, set->face, set->size * TWIPS, text, len, ret_glyphs);
}

static size_t without_blanks(const char *text, size_t len)
{
    while (len && (text[len - 1] == ' ' || text[len - 1] == '\n'))
        len--;
    return len;
}

/* As much of the text as one line takes, to a place where lines may end; 0: not even the first piece. */
static size_t fill_line(const struct form *form, const struct set *set, const char *text, size_t len, const bool *ends, double width, struct line *ret_line)
{
    size_t taken = 0;
    for (size_t at = 1; at <= len; at++) {
        struct render_glyphs glyphs;
        size_t own = without_blanks(text, at);
        if (at < len && !ends[at])
            continue;
        shape(form, set, text, own, &glyphs);
        if (glyphs.width / TWIPS > width)
            break;
        taken = at;
        *ret_line = (struct line){text, own, glyphs};
        if (text[at - 1] == '\n')
            break;
    }
    return taken;
}

/* Whether the text goes into the field's lines at the size of the set. */
static bool wrap(const struct form *form, const struct value *field, struct set *set)
{
    const char *text = value_get_text(field, "text", "");
    size_t len = strlen(text), at = 0, most = (size_t)value_get_int(field, "lines", 1);
    bool *ends = arena_alloc(form->arena, len + 1);
    memset(ends, 0, len + 1);
    render_breaks_find(form->tools->breaks, text, len, ends);
    for (set->count = 0; at < len && set->count < most && set->count < LINES_MOST; set->count++) {
        size_t taken = fill_line(form, set, text + at, len - at, ends + at, points(field, "width"), &set->lines[set->count]);
        if (!taken)
            return false;
        at += taken;
    }
    return at == len;
}

static bool fit(const struct form *form, const struct value *field, struct set *ret_set, struct err *err)
{
    int64_t size = value_get_int(field, "size", 14) * HALF, least = value_get_int(field, "least", 14) * HALF;
    struct set set = {.face = (value_get_bool(field, "bold", false) ? RENDER_BOLD : 0) | (value_get_bool(field, "italic", false) ? RENDER_ITALIC : 0)};
    for (; size >= least; size--) {
        set.size = (double)size / HALF;
        if (wrap(form, field, &set)) {
            *ret_set = set;
            return true;
        }
    }
    return err_set(err, "“%1$s” dài quá ô “%2$s” trên giấy (rộng %3$d mm, %4$d dòng, nhỏ nhất cỡ %5$d); nới ô, thêm dòng hoặc giảm “least” ở certificates.ini",
                   "“%1$s” is too long for the field “%2$s” of the form (%3$d mm wide, %4$d lines, size %5$d at least); widen it, give it lines or a smaller “least” in certificates.ini",
                   value_get_text(field, "text", ""), value_get_text(field, "name", ""), (int)value_get_int(field, "width", 0) / 10, (int)value_get_int(field, "lines", 1),
                   (int)(least / HALF));
}

/* ---- drawing ---- */

static void draw_line(const struct form *form, const struct set *set, const struct line *line, double x, double baseline)
{
    const struct render_glyphs *glyphs = &line->glyphs;
    cairo_glyph_t *placed = arena_alloc(form->arena, (size_t)glyphs->count * sizeof *placed);
    cairo_text_cluster_t *clusters = arena_alloc(form->arena, (size_t)glyphs->cluster_count * sizeof *clusters);
    for (int i = 0; i < glyphs->count; i++)
        placed[i] = (cairo_glyph_t){glyphs->glyphs[i].index, x + glyphs->glyphs[i].x / TWIPS, baseline + glyphs->glyphs[i].y / TWIPS};
    for (int i = 0; i < glyphs->cluster_count; i++)
        clusters[i] = (cairo_text_cluster_t){glyphs->clusters[i].bytes, glyphs->clusters[i].glyphs};
    cairo_set_font_face(form->cairo, render_font_face(form->tools->fonts, set->face));
    cairo_set_font_size(form->cairo, set->size);
    cairo_show_text_glyphs(form->cairo, line->text, (int)line->len, placed, glyphs->count, clusters, glyphs->cluster_count, 0);
}

static void draw_frame(const struct form *form, const struct value *field, double x, double y)
{
    double height = (double)value_get_int(field, "lines", 1) * (double)value_get_int(field, "size", 14) * LINE_HEIGHT;
    cairo_set_line_width(form->cairo, FRAME_WIDTH);
    cairo_rectangle(form->cairo, x, y, points(field, "width"), height);
    cairo_stroke(form->cairo);
}

static bool draw_field(const struct form *form, const struct value *field, struct err *err)
{
    const char *align = value_get_text(field, "align", "left");
    double x = points(field, "left") + form->right, y = points(field, "top") + form->down, width = points(field, "width");
    struct set set;
    if (!fit(form, field, &set, err))
        return false;
    const struct render_metrics *metrics = render_font_metrics(form->tools->fonts, set.face);
    if (form->frame)
        draw_frame(form, field, x, y);
    for (size_t i = 0; i < set.count; i++) {
        double spare = width - set.lines[i].glyphs.width / TWIPS, lead = (LINE_HEIGHT - metrics->ascent - metrics->descent) / 2;
        double in = strcmp(align, "center") == 0 ? spare / 2 : strcmp(align, "right") == 0 ? spare : 0;
        if (set.lines[i].glyphs.missing)
            return err_set(err, "“%s” có chữ mà phông của giấy khen không có; viết bằng chữ Việt (Unicode)", "“%s” has letters that the form's font has not; write them in Unicode", value_get_text(field, "text", ""));
        draw_line(form, &set, &set.lines[i], x + in, y + (double)i * set.size * LINE_HEIGHT + (lead + metrics->ascent) * set.size);
    }
    return true;
}

/* Crosses a centimetre from each edge: laid on the printed form they show by how much all is to be moved. */
static void draw_marks(const struct form *form, double width, double height)
{
    double in = MARK_AT * POINTS_A_TENTH;
    cairo_set_line_width(form->cairo, FRAME_WIDTH);
    for (int corner = 0; corner < 4; corner++) {
        double x = (corner & 1 ? width - in : in) + form->right, y = (corner & 2 ? height - in : in) + form->down;
        cairo_move_to(form->cairo, x - MARK_LENGTH, y);
        cairo_line_to(form->cairo, x + MARK_LENGTH, y);
        cairo_move_to(form->cairo, x, y - MARK_LENGTH);
        cairo_line_to(form->cairo, x, y + MARK_LENGTH);
    }
    cairo_stroke(form->cairo);
}

static bool draw_pages(const struct form *form, const struct value *asked, struct err *err)
{
    const struct value *pages = value_get(asked, "pages");
    for (size_t i = 0; i < value_len(pages); i++) {
        const struct value *fields = value_at(pages, i);
        cairo_set_source_rgb(form->cairo, 0, 0, 0);
        if (form->frame)
            draw_marks(form, points(asked, "width"), points(asked, "height"));
        for (size_t f = 0; f < value_len(fields); f++)
            if (!draw_field(form, value_at(fields, f), err))
                return false;
        cairo_show_page(form->cairo);
    }
    return true;
}

bool render_form(const struct render_tools *tools, struct arena *arena, const char *title, const struct value *asked, struct buffer *out, size_t *ret_pages, struct err *err)
{
    const struct form form = {.tools = tools, .arena = arena, .cairo = render_pdf_open(out, title, points(asked, "width"), points(asked, "height")), .right = points(asked, "right"), .down = points(asked, "down"),
                              .frame = value_get_bool(asked, "frame", false)};
    bool good = draw_pages(&form, asked, err);
    const char *why;
    bool drawn = render_pdf_close(form.cairo, &why);
    *ret_pages = value_len(value_get(asked, "pages"));
    return good && (drawn || err_set(err, "không vẽ được giấy khen (cairo: %s)", "the certificates could not be drawn (cairo: %s)", why));
}
