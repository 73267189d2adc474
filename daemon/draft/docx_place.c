#include "draft/docx_place.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "base/text.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>

enum { SNIPPET_BYTES = 48 };

const char *docx_snippet(struct arena *arena, const char *text)
{
    return text_shorten(arena, text, SNIPPET_BYTES);
}

/* A number among siblings, kept for the next one: a table of many rows is walked once. */
struct ordinal {
    const struct xml_node *node;
    int number;
};

static int number_of(struct ordinal *last, const struct xml_node *node)
{
    int number = 1;
    const struct xml_node *before = node->prev;
    if (last->node == node)
        return last->number;
    for (; before && before != last->node; before = before->prev)
        number += before->kind == XML_KIND_ELEMENT && strcmp(before->name, node->name) == 0;
    *last = (struct ordinal){node, number + (before ? last->number : 0)};
    return last->number;
}

/* Where the walk through a part has come to. */
struct walk {
    int paragraphs, tables;
    struct ordinal row, cell;
};

static struct docx_place *place_make(struct arena *arena, const struct xml_node *paragraph, struct walk *walk)
{
    struct docx_place *place = arena_alloc(arena, sizeof *place);
    const char *cell_vi = "", *cell_en = "";
    struct buffer text = {0};
    docx_flow_text(paragraph, &text);
    const char *words = docx_snippet(arena, buffer_text(&text));
    buffer_finish(&text);
    const struct xml_node *cell = xml_above(paragraph, DOCX_W, "tc"), *row = cell ? xml_above(cell, DOCX_W, "tr") : NULL;
    if (row) {
        int r = number_of(&walk->row, row), c = number_of(&walk->cell, cell);
        cell_vi = arena_printf(arena, ", bảng %d hàng %d cột %d", walk->tables, r, c);
        cell_en = arena_printf(arena, ", table %d row %d column %d", walk->tables, r, c);
    }
    place->paragraph = ++walk->paragraphs;
    place->vi = arena_printf(arena, "đoạn %d%s “%s”", place->paragraph, cell_vi, words);
    place->en = arena_printf(arena, "paragraph %d%s “%s”", place->paragraph, cell_en, words);
    return place;
}

void docx_place_paragraphs(struct arena *arena, struct xml_node *root)
{
    struct walk walk = {0};
    for (struct xml_node *node = root; node; node = xml_next(node, root)) {
        walk.tables += docx_is(node, "tbl");
        if (docx_is_paragraph(node))
            node->note = place_make(arena, node, &walk);
    }
}

struct docx_place *docx_place_of(const struct xml_node *node)
{
    if (!docx_is_paragraph(node))
        node = docx_paragraph_of(node);
    return node ? node->note : NULL;
}

/* Names of what a person knows under another word than the file format's. */
static const struct {
    const char *element, *attribute, *vi, *en;
} strings[] = {
    {"docPr", NULL, "chữ thay thế của hình", "the alternative text of a picture"},
    {"cNvPr", NULL, "chữ thay thế của hình", "the alternative text of a picture"},
    {"shape", "alt", "chữ thay thế của hình", "the alternative text of a picture"},
    {"tblCaption", NULL, "chữ thay thế của bảng", "the alternative text of a table"},
    {"tblDescription", NULL, "chữ thay thế của bảng", "the alternative text of a table"},
    {"textpath", NULL, "chữ nghệ thuật hoặc hình mờ (WordArt)", "WordArt or a watermark"},
    {"Relationship", NULL, "địa chỉ liên kết", "the target of a link"},
    {"hyperlink", "tooltip", "chú thích của liên kết", "the tip of a link"},
    {"v", NULL, "số liệu của biểu đồ", "data of a chart"},
    {"lvlText", NULL, "dấu đầu dòng", "a bullet or list number"},
    {"docVar", NULL, "biến của tài liệu", "a document variable"},
};

struct docx_place *docx_place_string(struct arena *arena, const struct xml_node *node, const struct xml_attribute *attribute,
                                     const char *text)
{
    const char *name = attribute ? attribute->local : NULL;
    const char *vi = arena_printf(arena, name ? "%s của %s" : "%.0s%s", name ? name : "", node->local);
    const char *en = arena_printf(arena, name ? "%s of %s" : "%.0s%s", name ? name : "", node->local);
    for (size_t i = 0; i < LEN(strings); i++)
        if (strcmp(strings[i].element, node->local) == 0 &&
            (!strings[i].attribute || (name && strcmp(strings[i].attribute, name) == 0))) {
            vi = strings[i].vi;
            en = strings[i].en;
            break;
        }
    const struct docx_place *around = docx_place_of(node);
    const char *words = docx_snippet(arena, text);
    struct docx_place *place = arena_alloc(arena, sizeof *place);
    place->paragraph = around ? around->paragraph : 0;
    place->vi = arena_printf(arena, "%s%s%s “%s”", around ? around->vi : "", around ? ", " : "", vi, words);
    place->en = arena_printf(arena, "%s%s%s “%s”", around ? around->en : "", around ? ", " : "", en, words);
    return place;
}

void docx_complain(const struct docx_report *report, struct docx_place *place, struct err *err)
{
    if (place) {
        place->complained = true;
        err_prefix(err, "%1$s%2$.0s", "%1$.0s%2$s", place->vi, place->en);
    }
    problem_add_err(report->problems, report->file, place ? place->paragraph : 0, report->part, err);
}
