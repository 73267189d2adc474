#include "draft/docx_tree.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "xml/xml_tree.h"

#include <stddef.h>
#include <string.h>

/* What Word calls "Strict Open XML Document": other namespaces throughout. */
static const char strict[] = "http://purl.oclc.org/ooxml/wordprocessingml/main";
static const char math[] = "http://schemas.openxmlformats.org/officeDocument/2006/math";
static const char drawing[] = "http://schemas.openxmlformats.org/drawingml/2006/main";

/* Under these prefixes docx_mend.c and docx_id.c know elements. */
static const struct {
    const char *prefix, *space;
} prefixes[] = {{"w", DOCX_W},
                {"m", math},
                {"a", drawing},
                {"wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"},
                {"v", "urn:schemas-microsoft-com:vml"},
                {"o", "urn:schemas-microsoft-com:office:office"}};

bool docx_is(const struct xml_node *node, const char *local)
{
    return xml_is(node, DOCX_W, local);
}

bool docx_is_paragraph(const struct xml_node *node)
{
    return docx_is(node, "p") || xml_is(node, drawing, "p");
}

bool docx_is_text(const struct xml_node *node)
{
    return docx_is(node, "t") || xml_is(node, math, "t") || xml_is(node, drawing, "t");
}

bool docx_is_blank(const struct xml_node *node)
{
    return docx_is(node, "tab") || docx_is(node, "br") || docx_is(node, "cr") || xml_is(node, drawing, "br");
}

bool docx_is_property(const struct xml_node *node)
{
    static const char *const names[] = {"pPr", "rPr", "tcPr", "trPr", "tblPrEx", "endParaRPr", "proofErr"};
    for (size_t i = 0; node->kind == XML_KIND_ELEMENT && i < LEN(names); i++)
        if (strcmp(node->local, names[i]) == 0)
            return true;
    return false;
}

bool docx_is_range(const struct xml_node *node)
{
    static const char *const names[] = {"bookmarkStart", "bookmarkEnd",       "permStart",
                                        "permEnd",       "commentRangeStart", "commentRangeEnd"};
    for (size_t i = 0; i < LEN(names); i++)
        if (docx_is(node, names[i]))
            return true;
    return false;
}

struct xml_node *docx_flow(const struct xml_node *node, const struct xml_node *paragraph)
{
    bool inside = node == paragraph || !(docx_is_property(node) || docx_is_paragraph(node));
    return inside ? xml_next(node, paragraph) : xml_next_after(node, paragraph);
}

struct xml_node *docx_paragraph_of(const struct xml_node *node)
{
    struct xml_node *above = node->parent;
    while (above && !docx_is_paragraph(above))
        above = above->parent;
    return above;
}

void docx_flow_text(const struct xml_node *paragraph, struct buffer *out)
{
    for (const struct xml_node *node = paragraph->first; node; node = docx_flow(node, paragraph)) {
        if (docx_is_text(node))
            buffer_puts(out, xml_text(node));
        else if (node->kind == XML_KIND_RAW)
            buffer_puts(out, node->text);
        else if (docx_is_blank(node))
            buffer_putc(out, ' ');
    }
}

/* Word notes these for itself: where spelling was looked at, where pages ended, where the cursor last stood. */
static bool is_trace(const struct xml_node *node, const char **cursor)
{
    const char *id = xml_attribute(node, "id"), *name = xml_attribute(node, "name");
    if (docx_is(node, "bookmarkStart") && id && name && strcmp(name, "_GoBack") == 0)
        *cursor = id;
    bool of_cursor = *cursor && id && strcmp(id, *cursor) == 0;
    return docx_is(node, "proofErr") || docx_is(node, "lastRenderedPageBreak") || docx_is(node, "noProof") ||
           (of_cursor && (docx_is(node, "bookmarkStart") || docx_is(node, "bookmarkEnd")));
}

/* Attributes by which Word tells whose edit is whose. */
static void drop_edit_ids(struct xml_node *node)
{
    static const char *const names[] = {"rsidR",    "rsidRDefault", "rsidRPr", "rsidP",    "rsidTr",
                                        "rsidSect", "rsidDel",      "paraId",  "textId",   "anchorId",
                                        "editId"};
    for (size_t i = 0; i < LEN(names); i++)
        xml_drop_attribute(node, names[i]);
}

static void drop_traces(struct xml_node *root)
{
    const char *cursor = NULL;
    for (struct xml_node *node = root, *next; node; node = next) {
        if (node->kind == XML_KIND_ELEMENT)
            drop_edit_ids(node);
        bool trace = node->kind == XML_KIND_ELEMENT && node != root && is_trace(node, &cursor);
        next = trace ? xml_next_after(node, root) : xml_next(node, root);
        if (trace)
            xml_unlink(node);
    }
}

struct xml_node *docx_tree_parse(struct arena *arena, const char *name, const char *bytes, unsigned long len,
                                 struct err *err)
{
    struct xml_node *root = xml_parse(arena, name, bytes, len, err);
    if (!root)
        return NULL;
    if (root->space && strcmp(root->space, strict) == 0) {
        err_set(err, "không phải dạng .docx thông thường; trong Word chọn Lưu thành “Word Document (*.docx)”",
                "not an ordinary .docx; in Word save it as “Word Document (*.docx)”");
        return NULL;
    }
    for (size_t i = 0; i < LEN(prefixes); i++)
        if (!xml_set_prefix(arena, root, prefixes[i].space, prefixes[i].prefix)) {
            err_set(err, "phần “%s” dùng tiền tố XML “%s” cho việc khác; mở bằng Word rồi lưu lại",
                    "part “%s” uses the XML prefix “%s” for something else; save it again in Word", name,
                    prefixes[i].prefix);
            return NULL;
        }
    drop_traces(root);
    return root;
}
