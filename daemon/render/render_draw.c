#include "render/render_draw.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "render/render_doc.h"
#include "render/render_page.h"
#include "render/render_pdf.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

enum { NOTE_SIZE = 160, NOTE_TOP = 200, NOTE_COLOR = 0xa00000 };
#define POINTS(twips) ((twips) / 20)
#define PI 3.14159265358979323846

struct drawing {
    struct render_setter setter;
    cairo_t *cairo;
    const struct render_section *section; /* of the page being drawn */
};

static void draw_strip(struct drawing *drawing, const struct render_strip *strip, double x, double y, double width);

/* ---- lines ---- */

static void set_color(cairo_t *cairo, unsigned color)
{
    cairo_set_source_rgb(cairo, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
}

static void draw_bar(struct drawing *drawing, const struct render_run *run, double x, double y, double width)
{
    double thick = render_font_metrics(drawing->setter.fonts, run->face)->stroke * run->size;
    cairo_rectangle(drawing->cairo, POINTS(x), POINTS(y - thick / 2), POINTS(width), POINTS(thick));
    cairo_fill(drawing->cairo);
}

/* Bits of one look that stand side by side: what is drawn at once is half the work of what is drawn word by word. */
struct stretch {
    const struct render_run *run;
    cairo_glyph_t *glyphs;
    cairo_text_cluster_t *clusters;
    int count, cluster_count;
    struct buffer text;
    double from, to;
};

static const struct render_bit *gather(struct drawing *drawing, const struct render_bit *first, double x, double baseline, struct stretch *ret_stretch)
{
    const struct render_bit *bit, *end = first;
    size_t glyphs = 0, clusters = 0;
    for (; end && !end->picture && end->run == first->run; end = end->next) {
        glyphs += (size_t)end->glyphs.count;
        clusters += (size_t)end->glyphs.cluster_count;
    }
    *ret_stretch = (struct stretch){.run = first->run,
                                    .glyphs = arena_alloc(drawing->setter.arena, glyphs * sizeof(cairo_glyph_t)),
                                    .clusters = arena_alloc(drawing->setter.arena, clusters * sizeof(cairo_text_cluster_t)),
                                    .from = x + first->x};
    for (bit = first; bit != end; bit = bit->next) {
        for (int i = 0; i < bit->glyphs.count; i++)
            ret_stretch->glyphs[ret_stretch->count++] =
                (cairo_glyph_t){bit->glyphs.glyphs[i].index, POINTS(x + bit->x + bit->glyphs.glyphs[i].x - bit->glyphs.from), POINTS(baseline + bit->glyphs.glyphs[i].y)};
        for (int i = 0; i < bit->glyphs.cluster_count; i++)
            ret_stretch->clusters[ret_stretch->cluster_count++] = (cairo_text_cluster_t){bit->glyphs.clusters[i].bytes, bit->glyphs.clusters[i].glyphs};
        buffer_add(&ret_stretch->text, bit->text, bit->len);
        ret_stretch->to = x + bit->x + bit->width;
    }
    return end;
}

/* The first bit behind what was drawn. */
static const struct render_bit *draw_text(struct drawing *drawing, const struct render_bit *first, double x, double baseline)
{
    cairo_t *cairo = drawing->cairo;
    const struct render_run *run = first->run;
    const struct render_metrics *metrics = render_font_metrics(drawing->setter.fonts, run->face);
    struct stretch stretch;
    baseline -= run->raise;
    const struct render_bit *end = gather(drawing, first, x, baseline, &stretch);
    set_color(cairo, run->color);
    cairo_set_font_face(cairo, render_font_face(drawing->setter.fonts, run->face));
    cairo_set_font_size(cairo, POINTS(run->size));
    cairo_show_text_glyphs(cairo, stretch.text.bytes, (int)stretch.text.len, stretch.glyphs, stretch.count, stretch.clusters, stretch.cluster_count, 0);
    buffer_finish(&stretch.text);
    if (run->underline)
        draw_bar(drawing, run, stretch.from, baseline + metrics->underline * run->size, stretch.to - stretch.from);
    if (run->strike)
        draw_bar(drawing, run, stretch.from, baseline - metrics->strike * run->size, stretch.to - stretch.from);
    return end;
}

static void draw_picture(struct drawing *drawing, const struct render_piece *picture, double x, double baseline)
{
    cairo_t *cairo = drawing->cairo;
    cairo_save(cairo);
    cairo_translate(cairo, POINTS(x), POINTS(baseline - picture->height));
    cairo_scale(cairo, POINTS(picture->width) / cairo_image_surface_get_width(picture->image),
                POINTS(picture->height) / cairo_image_surface_get_height(picture->image));
    cairo_set_source_surface(cairo, picture->image, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST); /* a code keeps its squares */
    cairo_paint(cairo);
    cairo_restore(cairo);
}

/* ---- borders ---- */

/* A line along its middle. */
static void draw_border(struct drawing *drawing, const struct render_border *border, double x1, double y1, double x2, double y2)
{
    static const double dashes[] = {3, 2};
    cairo_t *cairo = drawing->cairo;
    bool level = y1 == y2;
    if (border->width <= 0)
        return;
    set_color(cairo, border->color);
    cairo_set_line_width(cairo, POINTS(border->width));
    cairo_set_dash(cairo, dashes, border->dashed ? 2 : 0, 0);
    for (int side = border->twice ? -1 : 0; side <= (border->twice ? 1 : 0); side += 2) {
        double off = side * border->width;
        cairo_move_to(cairo, POINTS(x1 + (level ? 0 : off)), POINTS(y1 + (level ? off : 0)));
        cairo_line_to(cairo, POINTS(x2 + (level ? 0 : off)), POINTS(y2 + (level ? off : 0)));
        cairo_stroke(cairo);
        if (!border->twice)
            break;
    }
}

/* Those of a paragraph stand between its indents. */
static void draw_rules(struct drawing *drawing, const struct render_strip *strip, double x, double y, double width)
{
    const struct render_para *look = &strip->paragraph->look;
    const struct render_border *top = &look->borders[RENDER_TOP], *bottom = &look->borders[RENDER_BOTTOM], *left = &look->borders[RENDER_LEFT_SIDE],
                               *right = &look->borders[RENDER_RIGHT_SIDE];
    double from = x + look->left - left->space, to = x + width - look->right + right->space, end = y + strip->height;
    if (strip->index == 0)
        draw_border(drawing, top, from, y + top->width / 2, to, y + top->width / 2);
    if (strip->index + 1 == strip->count)
        draw_border(drawing, bottom, from, end - bottom->width / 2, to, end - bottom->width / 2);
    draw_border(drawing, left, from, y, from, end);
    draw_border(drawing, right, to, y, to, end);
}

static void draw_line(struct drawing *drawing, const struct render_strip *strip, double x, double y, double width)
{
    double baseline = y + strip->above + strip->line->baseline;
    draw_rules(drawing, strip, x, y, width);
    for (const struct render_bit *bit = strip->line->bits; bit;) {
        if (bit->picture)
            draw_picture(drawing, bit->picture, x + bit->x, baseline);
        bit = bit->picture ? bit->next : draw_text(drawing, bit, x, baseline);
    }
}

/* ---- tables ---- */

static void draw_column(struct drawing *drawing, const struct render_strip *first, double x, double y, double width)
{
    for (const struct render_strip *strip = first; strip; strip = strip->next) {
        y += strip->before;
        draw_strip(drawing, strip, x, y, width);
        y += strip->height;
    }
}

static void draw_cell(struct drawing *drawing, const struct render_flow_cell *cell, double x, double y)
{
    const double *margins = cell->cell->margins;
    double spare = fmax(cell->height - cell->content, 0), end = y + cell->height, right = x + cell->width;
    double down = cell->cell->place == RENDER_AT_MIDDLE ? spare / 2 : cell->cell->place == RENDER_AT_BOTTOM ? spare : 0;
    if (cell->cell->shaded) {
        set_color(drawing->cairo, cell->cell->shade);
        cairo_rectangle(drawing->cairo, POINTS(x), POINTS(y), POINTS(cell->width), POINTS(cell->height));
        cairo_fill(drawing->cairo);
    }
    draw_border(drawing, &cell->borders.top, x, y, right, y);
    draw_border(drawing, &cell->borders.bottom, x, end, right, end);
    draw_border(drawing, &cell->borders.left, x, y, x, end);
    draw_border(drawing, &cell->borders.right, right, y, right, end);
    draw_column(drawing, cell->first, x + margins[RENDER_LEFT_SIDE], y + margins[RENDER_TOP] + cell->borders.top.width + down,
                cell->width - margins[RENDER_LEFT_SIDE] - margins[RENDER_RIGHT_SIDE]);
}

static void draw_frame(struct drawing *drawing, const struct render_strip *strip, double width)
{
    const struct render_frame *frame = &strip->paragraph->look.frame;
    draw_column(drawing, strip->framed, frame->x + (frame->across_page ? 0 : drawing->section->left), frame->y + (frame->down_page ? 0 : drawing->section->top),
                frame->width > 0 ? frame->width : width);
}

static void draw_strip(struct drawing *drawing, const struct render_strip *strip, double x, double y, double width)
{
    if (strip->line)
        draw_line(drawing, strip, x, y, width);
    if (strip->framed)
        draw_frame(drawing, strip, width);
    for (const struct render_flow_cell *cell = strip->row ? strip->row->cells : NULL; cell; cell = cell->next)
        if (!cell->cell->goes_on)
            draw_cell(drawing, cell, x + strip->row->x + cell->x, y);
}

/* ---- sheets ---- */

/* As an outline: whoever searches or copies the text does not meet it. */
static void draw_mark(struct drawing *drawing, const char *mark, const struct render_section *section)
{
    enum { LARGE = 2000 };
    cairo_t *cairo = drawing->cairo;
    struct render_glyphs glyphs;
    double diagonal = hypot(section->width, section->height), size = LARGE;
    render_font_shape(drawing->setter.fonts, drawing->setter.arena, RENDER_BOLD, size, mark, strlen(mark), &glyphs);
    if (glyphs.width > diagonal * 0.7) {
        size *= diagonal * 0.7 / glyphs.width;
        render_font_shape(drawing->setter.fonts, drawing->setter.arena, RENDER_BOLD, size, mark, strlen(mark), &glyphs);
    }
    cairo_glyph_t *placed = arena_alloc(drawing->setter.arena, (size_t)glyphs.count * sizeof *placed);
    for (int i = 0; i < glyphs.count; i++)
        placed[i] = (cairo_glyph_t){glyphs.glyphs[i].index, POINTS(glyphs.glyphs[i].x - glyphs.width / 2), POINTS(size * 0.33)};
    cairo_save(cairo);
    cairo_translate(cairo, POINTS(section->width / 2), POINTS(section->height / 2));
    cairo_rotate(cairo, -atan2(section->height, section->width));
    set_color(cairo, 0xe6e6e6);
    cairo_set_font_face(cairo, render_font_face(drawing->setter.fonts, RENDER_BOLD));
    cairo_set_font_size(cairo, POINTS(size));
    cairo_glyph_path(cairo, placed, glyphs.count);
    cairo_fill(cairo);
    cairo_restore(cairo);
}

/* Above the text of the first page, so that nobody takes a preview for more than it is. */
static void draw_note(struct drawing *drawing, const struct render_section *section)
{
    const struct value *lacks = drawing->setter.doc->lacks.list;
    struct buffer said = {0};
    if (!value_len(lacks))
        return;
    for (size_t i = 0; i < value_len(lacks); i++)
        buffer_printf(&said, "%s%s", i ? "; " : "Bản xem trước gần đúng: ", value_get_text(value_at(lacks, i), "vi", ""));
    buffer_putc(&said, '.');
    struct render_piece piece = {.kind = RENDER_TEXT, .run = {.size = NOTE_SIZE, .color = NOTE_COLOR}, .text = buffer_text(&said)};
    struct render_paragraph paragraph = {.look = {.line = 240}, .mark = piece.run, .first = &piece, .last = &piece};
    const struct render_block block = {.paragraph = &paragraph};
    double width = render_page_width(section);
    struct render_flow flow;
    render_flow(&drawing->setter, &block, width, &flow);
    draw_column(drawing, flow.first, section->left, NOTE_TOP, width);
    buffer_finish(&said);
}

static void draw_sheet(struct drawing *drawing, const struct render_sheet *sheet, bool first, const char *mark)
{
    const struct render_section *section = sheet->section;
    double width = render_page_width(section);
    const struct render_block *head = render_page_head(sheet), *foot = render_page_foot(sheet);
    struct render_flow flow;
    cairo_pdf_surface_set_size(cairo_get_target(drawing->cairo), POINTS(section->width), POINTS(section->height));
    drawing->setter.page = sheet->number;
    drawing->section = section;
    if (mark)
        draw_mark(drawing, mark, section);
    if (head) {
        render_flow(&drawing->setter, head, width, &flow);
        draw_column(drawing, flow.first, section->left, section->head, width);
    }
    if (first)
        draw_note(drawing, section);
    for (const struct render_placed *placed = sheet->first; placed; placed = placed->next)
        draw_strip(drawing, placed->strip, section->left, placed->y, width);
    if (foot) {
        render_flow(&drawing->setter, foot, width, &flow);
        draw_column(drawing, flow.first, section->left, section->height - section->foot - flow.height, width);
    }
    cairo_show_page(drawing->cairo);
}

bool render_tools_open(struct render_tools *ret_tools, struct err *err)
{
    ret_tools->fonts = render_fonts_load(err);
    ret_tools->breaks = ret_tools->fonts ? render_breaks_open(err) : NULL;
    return ret_tools->breaks != NULL;
}

void render_tools_close(struct render_tools *tools)
{
    render_breaks_close(tools->breaks);
    render_fonts_free(tools->fonts);
}

static bool draw_pages(const struct render_tools *tools, struct arena *arena, const struct render_paper *paper, struct render_doc *doc, struct buffer *out,
                       size_t *ret_pages, struct err *err)
{
    struct drawing drawing = {.setter = {.arena = arena, .fonts = tools->fonts, .breaks = tools->breaks, .doc = doc, .page = 1, .pages = 1, .flow = render_flow}};
    const struct render_sheet *sheets = render_pages(&drawing.setter, ret_pages);
    drawing.cairo = render_pdf_open(out, paper->title, 595, 842);
    drawing.setter.pages = (long)*ret_pages;
    for (const struct render_sheet *sheet = sheets; sheet; sheet = sheet->next)
        draw_sheet(&drawing, sheet, sheet == sheets, paper->mark);
    const char *why;
    return render_pdf_close(drawing.cairo, &why) ||
           err_set(err, "không vẽ được bản xem trước (cairo: %s); tải tệp Word về để đọc (drafts export)",
                   "the preview could not be drawn (cairo: %s); take the Word file to read it (drafts export)", why);
}

bool render_draw(const struct render_tools *tools, struct arena *arena, const struct render_paper *paper, struct buffer *out, size_t *ret_pages,
                 const struct value **ret_lacks, struct err *err)
{
    struct render_doc doc;
    bool good = render_doc_read(arena, paper->bytes, paper->len, &doc, err) && draw_pages(tools, arena, paper, &doc, out, ret_pages, err);
    *ret_lacks = doc.lacks.list;
    render_doc_finish(&doc);
    return good;
}
