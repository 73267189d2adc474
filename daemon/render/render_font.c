#include "render/render_font.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/file.h"
#include "base/memory.h"

#include <cairo-ft.h>
#include <freetype/freetype.h>
#include <freetype/tttables.h>
#include <hb-ot.h>
#include <math.h>
#include <stdlib.h>

/* Where Debian and others have it. In Debian 12 the first is version 2; its package fonts-liberation is version 1, without Vietnamese. */
static const char *const folders[] = {"/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation",
                                      "/usr/share/fonts/liberation-serif", "/usr/share/fonts/liberation"};
static const char *const names[RENDER_FACES] = {"LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf",
                                                "LiberationSerif-BoldItalic.ttf"};
enum { FONT_MAX = 8 << 20, OF_VIETNAMESE = 0x1ebf }; /* ế */

struct face {
    FT_Face outlines;
    cairo_font_face_t *cairo;
    hb_font_t *shaper;
    double unit; /* units of the em */
    struct render_metrics metrics;
};

struct render_fonts {
    struct arena *arena; /* the files, from which the faces are read as long as they live */
    FT_Library library;
    struct face faces[RENDER_FACES];
    hb_buffer_t *buffer;
};

static bool refuse(struct err *err)
{
    return err_set(err, "không có phông chữ Liberation Serif (bản 2, có chữ Việt) nên không vẽ được bản xem trước; cài gói phông: apt-get install fonts-liberation2",
                   "the font Liberation Serif (version 2, which has Vietnamese letters) is missing, so no preview can be drawn; install it:"
                   " apt-get install fonts-liberation2");
}

static struct render_metrics metrics_of(FT_Face face)
{
    double em = face->units_per_EM;
    const TT_OS2 *os2 = FT_Get_Sfnt_Table(face, FT_SFNT_OS2);
    const TT_HoriHeader *head = FT_Get_Sfnt_Table(face, FT_SFNT_HHEA);
    return (struct render_metrics){.ascent = head->Ascender / em,
                                   .descent = -head->Descender / em,
                                   .gap = head->Line_Gap / em,
                                   .underline = -face->underline_position / em,
                                   .stroke = face->underline_thickness / em,
                                   .strike = os2 ? os2->yStrikeoutPosition / em : 0.26};
}

static bool open_face(FT_Library library, const struct file *file, struct face *ret_face)
{
    FT_Face face;
    hb_blob_t *blob = hb_blob_create(file->bytes, (unsigned)file->len, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *shaped = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    if (FT_New_Memory_Face(library, (const FT_Byte *)file->bytes, (FT_Long)file->len, 0, &face) != 0 || !FT_IS_SCALABLE(face) ||
        !FT_Get_Sfnt_Table(face, FT_SFNT_HHEA) || !FT_Get_Char_Index(face, OF_VIETNAMESE)) {
        hb_face_destroy(shaped);
        return false;
    }
    *ret_face = (struct face){.outlines = face,
                              .cairo = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING),
                              .shaper = hb_font_create(shaped),
                              .unit = face->units_per_EM,
                              .metrics = metrics_of(face)};
    hb_face_destroy(shaped);
    return true;
}

/* The bytes of a face live on in the arena. */
static bool find_face(struct arena *arena, FT_Library library, const char *name, struct face *ret_face)
{
    struct file file;
    for (size_t i = 0; i < LEN(folders); i++)
        if (file_read(arena, arena_printf(arena, "%s/%s", folders[i], name), FONT_MAX, &file, NULL) && open_face(library, &file, ret_face))
            return true;
    return false;
}

struct render_fonts *render_fonts_load(struct err *err)
{
    struct arena *arena = arena_create();
    struct render_fonts *fonts = arena_alloc(arena, sizeof *fonts);
    fonts->arena = arena;
    fonts->buffer = hb_buffer_create();
    if (FT_Init_FreeType(&fonts->library) != 0)
        memory_out();
    for (size_t i = 0; i < RENDER_FACES; i++)
        if (!find_face(arena, fonts->library, names[i], &fonts->faces[i])) {
            render_fonts_free(fonts);
            refuse(err);
            return NULL;
        }
    return fonts;
}

/* Cairo keeps what it scaled, which leads to the faces. */
void render_fonts_free(struct render_fonts *fonts)
{
    if (!fonts)
        return;
    for (size_t i = 0; i < RENDER_FACES; i++) {
        cairo_font_face_destroy(fonts->faces[i].cairo);
        hb_font_destroy(fonts->faces[i].shaper);
    }
    cairo_debug_reset_static_data();
    FT_Done_FreeType(fonts->library);
    hb_buffer_destroy(fonts->buffer);
    arena_destroy(fonts->arena);
}

struct _cairo_font_face *render_font_face(const struct render_fonts *fonts, unsigned face)
{
    return fonts->faces[face % RENDER_FACES].cairo;
}

const struct render_metrics *render_font_metrics(const struct render_fonts *fonts, unsigned face)
{
    return &fonts->faces[face % RENDER_FACES].metrics;
}

/* One cluster for each run of glyphs that come of the same letters. */
static void put_clusters(struct render_glyphs *to, const hb_glyph_info_t *infos, size_t len)
{
    for (int i = 0; i < to->count; i++) {
        size_t next = i + 1 < to->count ? infos[i + 1].cluster : len;
        struct render_cluster *last = to->cluster_count ? &to->clusters[to->cluster_count - 1] : NULL;
        if (last && i && infos[i].cluster == infos[i - 1].cluster) {
            last->glyphs++;
            last->bytes += (int)(next - infos[i].cluster);
        } else {
            to->clusters[to->cluster_count++] = (struct render_cluster){(int)(next - infos[i].cluster), 1};
        }
    }
}

void render_font_shape(const struct render_fonts *fonts, struct arena *arena, unsigned face, double size, const char *text,
                       size_t len, struct render_glyphs *ret_glyphs)
{
    static const hb_feature_t plain[] = {{HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END}};
    const struct face *own = &fonts->faces[face % RENDER_FACES];
    hb_buffer_t *buffer = fonts->buffer;
    unsigned count;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, text, (int)len, 0, (int)len);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(own->shaper, buffer, plain, LEN(plain));
    if (!hb_buffer_allocation_successful(buffer))
        memory_out();
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    *ret_glyphs = (struct render_glyphs){.glyphs = arena_alloc(arena, count * sizeof(struct render_glyph)),
                                         .clusters = arena_alloc(arena, count * sizeof(struct render_cluster)),
                                         .count = (int)count};
    double scale = size / own->unit;
    for (unsigned i = 0; i < count; i++) {
        ret_glyphs->glyphs[i] = (struct render_glyph){.index = infos[i].codepoint,
                                                .x = ret_glyphs->width + positions[i].x_offset * scale,
                                                .y = -positions[i].y_offset * scale};
        ret_glyphs->width += round(positions[i].x_advance * scale * RENDER_FINE) / RENDER_FINE;
        ret_glyphs->missing += infos[i].codepoint == 0;
    }
    put_clusters(ret_glyphs, infos, len);
}
