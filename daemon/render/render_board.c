#include "render/render_board.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/value.h"
#include "render/render_draw.h"
#include "render/render_font.h"

#include <cairo.h>
#include <string.h>

#define SCALE 2.0 /* dots a unit: sharp on a telephone */
#define MARGIN 20.0
#define HEAD 76.0 /* the two lines above the table */
#define ROW 34.0
#define FOOT 44.0
#define NAME 150.0
#define COLUMN 62.0
#define SMALL 13.0
#define TEXT 16.0
#define TITLE 22.0
#define LINE 0.8
#define EDGE 4.0 /* of a missed cell, at its left */

enum { TWIPS = 20, COLUMNS_MOST = 60, ROWS_MOST = 400 };

struct canvas {
    const struct render_tools *tools;
    struct arena *arena;
    cairo_t *cairo;
};

struct colour {
    double red, green, blue;
};

static const struct colour ink = {0.10, 0.11, 0.13}, faint = {0.42, 0.44, 0.48}, rule = {0.80, 0.81, 0.84}, band = {0.94, 0.95, 0.97};

/* How each look is told: a ground, letters, and for what was missed an edge beside them. */
static const struct look {
    const char *name;
    struct colour ground, letters;
    unsigned face;
    bool edge;
} looks[] = {
    {"good", {1, 1, 1}, {0.10, 0.11, 0.13}, RENDER_REGULAR, false},
    {"bad", {0.99, 0.90, 0.88}, {0.62, 0.07, 0.07}, RENDER_BOLD, true},
    {"unknown", {0.98, 0.95, 0.83}, {0.42, 0.31, 0.0}, RENDER_BOLD, false},
    {"sum", {0.94, 0.95, 0.97}, {0.10, 0.11, 0.13}, RENDER_BOLD, false},
    {"none", {1, 1, 1}, {0.42, 0.44, 0.48}, RENDER_REGULAR, false}, /* the last: whatever else */
};

static const struct look *look_of(const char *name)
{
    const struct look *look = looks;
    while (strcmp(look->name, "none") != 0 && strcmp(look->name, name) != 0)
        look++;
    return look;
}

static void set_colour(const struct canvas *canvas, struct colour colour)
{
    cairo_set_source_rgb(canvas->cairo, colour.red, colour.green, colour.blue);
}

static void fill(const struct canvas *canvas, struct colour colour, double x, double y, double width, double height)
{
    set_colour(canvas, colour);
    cairo_rectangle(canvas->cairo, x, y, width, height);
    cairo_fill(canvas->cairo);
}

/* align: 0 from x to the right, 0.5 around it. Set smaller where it is wider than `most`. */
static void write_text(const struct canvas *canvas, const char *text, unsigned face, double size, struct colour colour, double x, double baseline, double align, double most)
{
    struct render_glyphs glyphs;
    render_font_shape(canvas->tools->fonts, canvas->arena, face, size * TWIPS, text, strlen(text), &glyphs);
    if (glyphs.width / TWIPS > most) {
        size *= most / (glyphs.width / TWIPS);
        render_font_shape(canvas->tools->fonts, canvas->arena, face, size * TWIPS, text, strlen(text), &glyphs);
    }
    cairo_glyph_t *placed = arena_alloc(canvas->arena, ((size_t)glyphs.count + 1) * sizeof *placed);
    for (int i = 0; i < glyphs.count; i++)
        placed[i] = (cairo_glyph_t){glyphs.glyphs[i].index, x - align * glyphs.width / TWIPS + glyphs.glyphs[i].x / TWIPS, baseline + glyphs.glyphs[i].y / TWIPS};
    set_colour(canvas, colour);
    cairo_set_font_face(canvas->cairo, render_font_face(canvas->tools->fonts, face));
    cairo_set_font_size(canvas->cairo, size);
    cairo_show_glyphs(canvas->cairo, placed, glyphs.count);
}

static const char *text_of(const struct value *map, const char *key)
{
    return value_get_text(map, key, "");
}

static void draw_cell(const struct canvas *canvas, const struct value *cell, double x, double y)
{
    const struct look *look = look_of(text_of(cell, "look"));
    fill(canvas, look->ground, x, y, COLUMN, ROW);
    if (look->edge)
        fill(canvas, look->letters, x, y, EDGE, ROW);
    write_text(canvas, text_of(cell, "text"), look->face, TEXT, look->letters, x + COLUMN / 2, y + ROW * 0.66, 0.5, COLUMN - 3 * EDGE);
}

static void draw_row(const struct canvas *canvas, const struct value *row, size_t columns, double y, double width)
{
    const struct value *cells = value_get(row, "cells");
    write_text(canvas, text_of(row, "name"), RENDER_BOLD, TEXT, ink, MARGIN + EDGE, y + ROW * 0.66, 0, NAME - 2 * EDGE);
    for (size_t i = 0; i < columns && i < value_len(cells); i++)
        draw_cell(canvas, value_at(cells, i), MARGIN + NAME + (double)i * COLUMN, y);
    fill(canvas, rule, MARGIN, y, width - 2 * MARGIN, LINE);
}

static void draw_head(const struct canvas *canvas, const struct value *board, size_t columns, double width)
{
    const struct value *names = value_get(board, "columns");
    write_text(canvas, text_of(board, "title"), RENDER_BOLD, TITLE, ink, MARGIN, MARGIN + TITLE, 0, width - 2 * MARGIN);
    write_text(canvas, text_of(board, "below"), RENDER_REGULAR, TEXT, faint, MARGIN, MARGIN + TITLE + 1.5 * TEXT, 0, width - 2 * MARGIN);
    fill(canvas, band, MARGIN, HEAD, width - 2 * MARGIN, ROW);
    write_text(canvas, text_of(board, "unit"), RENDER_BOLD, SMALL, faint, MARGIN + EDGE, HEAD + ROW * 0.64, 0, NAME - EDGE);
    for (size_t i = 0; i < columns; i++)
        write_text(canvas, value_as_text(value_at(names, i)), RENDER_BOLD, SMALL, faint, MARGIN + NAME + ((double)i + 0.5) * COLUMN, HEAD + ROW * 0.64, 0.5, COLUMN - EDGE);
}

/* What the looks mean, each beside a cell that has it. */
static void draw_legend(const struct canvas *canvas, const struct value *board, double y, double width)
{
    static const struct {
        const char *look, *sign, *key;
    } entries[] = {{"bad", "0", "legend_bad"}, {"unknown", "?", "legend_unknown"}, {"none", "–", "legend_none"}};
    double step = (width - 2 * MARGIN) / (sizeof entries / sizeof *entries);
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        const struct look *look = look_of(entries[i].look);
        double x = MARGIN + (double)i * step;
        fill(canvas, look->ground, x, y, ROW, SMALL * 1.6);
        if (look->edge)
            fill(canvas, look->letters, x, y, EDGE, SMALL * 1.6);
        write_text(canvas, entries[i].sign, look->face, SMALL, look->letters, x + ROW / 2, y + SMALL * 1.2, 0.5, ROW);
        write_text(canvas, text_of(board, entries[i].key), RENDER_REGULAR, SMALL, ink, x + ROW + 2 * EDGE, y + SMALL * 1.2, 0, step - ROW - 3 * EDGE);
    }
}

static cairo_status_t write_some(void *context, const unsigned char *bytes, unsigned len)
{
    buffer_add(context, bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

bool render_board(const struct render_tools *tools, struct arena *arena, const struct value *board, struct buffer *out, struct err *err)
{
    const struct value *rows = value_get(board, "rows");
    size_t columns = value_len(value_get(board, "columns")), count = value_len(rows);
    if (columns > COLUMNS_MOST || count > ROWS_MOST)
        return err_set(err, "bảng có %zu cột, %zu dòng, lớn quá để vẽ thành một hình; xem ở trang bảng tổng hợp", "the board has %zu columns and %zu rows, too many for one picture; see its page", columns, count);
    double width = 2 * MARGIN + NAME + (double)columns * COLUMN, height = HEAD + ROW + (double)count * ROW + FOOT;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(width * SCALE), (int)(height * SCALE));
    const struct canvas canvas = {tools, arena, cairo_create(surface)};
    cairo_scale(canvas.cairo, SCALE, SCALE);
    fill(&canvas, (struct colour){1, 1, 1}, 0, 0, width, height);
    draw_head(&canvas, board, columns, width);
    for (size_t i = 0; i < count; i++)
        draw_row(&canvas, value_at(rows, i), columns, HEAD + ROW + (double)i * ROW, width);
    draw_legend(&canvas, board, height - FOOT + SMALL, width);
    cairo_status_t status = cairo_status(canvas.cairo);
    cairo_destroy(canvas.cairo);
    status = status ? status : cairo_surface_write_to_png_stream(surface, write_some, out);
    cairo_surface_destroy(surface);
    return !status || err_set(err, "không vẽ được bảng (cairo: %1$s)", "the board could not be drawn (cairo: %1$s)", cairo_status_to_string(status));
}
