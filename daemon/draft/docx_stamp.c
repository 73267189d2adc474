#include "draft/docx_stamp.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "draft/docx_edit.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <stdlib.h>
#include <string.h>

#define DRAWING "http://schemas.openxmlformats.org/drawingml/2006/"
#define RELATION "thiduaStamp"
/* In the lower margin, which is 20 mm at least (Nghị định 30/2020) and empty, for numbers of pages stand above: no text gives way, and no page is added. Lengths in
 * twentieths of a point. */
enum {
    SIDE = 907, /* 16 mm */
    BELOW = 227, /* 4 mm, which printers leave white */
    WIDTH = 7000,
    A4_HEIGHT = 16838,
    LETTERS = 16, /* eight points in halves */
    EMU = 635,    /* English Metric Units of one */
};

/* Numbers of drawings are each once in a document. */
static long free_id(const struct xml_node *root)
{
    long highest = 0;
    for (const struct xml_node *node = root; node; node = xml_next(node, root)) {
        const char *id = node->kind == XML_KIND_ELEMENT && strcmp(node->local, "docPr") == 0 ? xml_attribute(node, "id") : NULL;
        long number = id ? strtol(id, NULL, 10) : 0;
        highest = number > highest && number < 1000000000 ? number : highest;
    }
    return highest + 1;
}

static const char *escaped(struct arena *arena, const char *text)
{
    struct buffer out = {0};
    xml_escape(&out, text, strlen(text), "");
    return buffer_take(&out, arena);
}

static const char *picture_xml(struct arena *arena, const struct docx_stamp *stamp, long id)
{
    return arena_printf(arena,
                        "<w:r><w:drawing><wp:inline xmlns:wp=\"" DRAWING "wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
                        "<wp:extent cx=\"%1$d\" cy=\"%1$d\"/><wp:docPr id=\"%2$ld\" name=\"thidua %2$ld\" descr=\"%3$s\"/>"
                        "<a:graphic xmlns:a=\"" DRAWING "main\"><a:graphicData uri=\"" DRAWING "picture\"><pic:pic xmlns:pic=\"" DRAWING "picture\">"
                        "<pic:nvPicPr><pic:cNvPr id=\"%2$ld\" name=\"thidua %2$ld\"/><pic:cNvPicPr/></pic:nvPicPr>"
                        "<pic:blipFill><a:blip xmlns:r=\"" DOCX_OFFICE "\" r:embed=\"" RELATION "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
                        "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%1$d\" cy=\"%1$d\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
                        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
                        SIDE * EMU, id, escaped(arena, stamp->about));
}

/* The stamp in a frame, and the paragraph of a point's height that the frame belongs to: it is the last one, so the frame stands on the last page. */
static const char *paragraphs_xml(struct arena *arena, const struct docx_stamp *stamp, long id, long height)
{
    return arena_printf(arena,
                        "<w:p xmlns:w=\"" DOCX_W "\"><w:pPr><w:framePr w:w=\"%1$d\" w:hSpace=\"0\" w:wrap=\"around\" w:vAnchor=\"page\" w:hAnchor=\"margin\" w:xAlign=\"left\" w:y=\"%2$ld\"/>"
                        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:left=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"left\"/></w:pPr>"
                        "%3$s<w:r><w:rPr><w:sz w:val=\"%4$d\"/><w:szCs w:val=\"%4$d\"/></w:rPr><w:t xml:space=\"preserve\">  %5$s</w:t></w:r></w:p>"
                        "<w:p xmlns:w=\"" DOCX_W "\"><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/><w:ind w:left=\"0\" w:firstLine=\"0\"/>"
                        "<w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr></w:pPr></w:p>",
                        WIDTH, height - BELOW - SIDE, picture_xml(arena, stamp, id), LETTERS, escaped(arena, stamp->words));
}

static long page_height(const struct xml_node *section)
{
    const struct xml_node *page = section ? xml_child(section, DOCX_W, "pgSz") : NULL;
    const char *given = page ? xml_attribute(page, "h") : NULL;
    long height = given ? strtol(given, NULL, 10) : 0;
    return height > SIDE + BELOW && height < 100000 ? height : A4_HEIGHT;
}

/* Behind the last text: before the properties of the last section, which end the body. */
static bool put_paragraphs(struct docx_edit *edit, const struct docx_stamp *stamp, struct err *err)
{
    struct xml_node *body = xml_child(edit->tree, DOCX_W, "body");
    if (!body)
        return err_set(err, "tệp Word không có nội dung", "the Word file has no text");
    struct xml_node *section = body->last && docx_is(body->last, "sectPr") ? body->last : NULL;
    struct xml_node *paragraphs = xml_new_raw(edit->arena, paragraphs_xml(edit->arena, stamp, free_id(edit->tree), page_height(section)));
    if (section)
        xml_insert_before(section, paragraphs);
    else
        xml_append(body, paragraphs);
    docx_edit_rewrite(edit, edit->tree, edit->text);
    return true;
}

/* An Override and no Default: what the package says of other pictures stays. */
static void put_picture(struct docx_edit *edit, const struct docx_stamp *stamp)
{
    const char *name = docx_edit_free_name(edit, "word/media/thidua-stamp", ".png");
    docx_edit_say_type(edit, arena_printf(edit->arena, "<Override xmlns=\"" DOCX_PACKAGE "content-types\" PartName=\"/%s\" ContentType=\"image/png\"/>", name));
    docx_edit_relate(edit, RELATION, "image", name);
    docx_edit_add(edit, name, stamp->picture, stamp->len);
}

bool docx_stamp(struct arena *arena, const char *bytes, size_t len, const struct docx_stamp *stamp, struct buffer *out, const char **ret_content, struct err *err)
{
    struct docx_edit edit;
    if (!docx_edit_open(&edit, arena, bytes, len, err) || !put_paragraphs(&edit, stamp, err))
        return false;
    put_picture(&edit, stamp);
    *ret_content = docx_edit_content(arena, &edit.archive);
    return archive_write(&edit.archive, out, err);
}
