#include "draft/docx_tree.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/problem.h"
#include "draft/docx_package.h"

#include <string.h>
#include <libxml/parser.h>

enum { SNIPPET_BYTES = 48 };

static void forget_error(void *context, xmlError *error)
{
    (void)context, (void)error; /* the parser's own words are for programmers; ours follow */
}

xmlDoc *docx_tree_parse(const struct docx_part *part, struct err *err)
{
    if (memmem(part->bytes, part->len, "<!DOCTYPE", 9)) {
        err_set(err, "phần “%s” có khai báo DTD; tệp không do Word tạo",
                "part “%s” has a DTD; Word did not make this", part->name);
        return NULL;
    }
    xmlSetStructuredErrorFunc(NULL, forget_error);
    xmlDoc *document =
        xmlReadMemory(part->bytes, (int)part->len, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    if (document && !document->intSubset && xmlDocGetRootElement(document))
        return document;
    xmlFreeDoc(document); /* a DTD in another encoding comes to here */
    err_set(err, "phần “%s” không đọc được; mở bằng Word rồi lưu lại",
            "part “%s” cannot be read; save it again in Word", part->name);
    return NULL;
}

bool docx_is(const xmlNode *node, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE && node->ns && node->ns->prefix &&
           strcmp((const char *)node->ns->prefix, "w") == 0 && strcmp((const char *)node->name, name) == 0;
}

xmlNode *docx_next_after(const xmlNode *node, const xmlNode *root)
{
    for (; node && node != root; node = node->parent)
        if (node->next)
            return node->next;
    return NULL;
}

xmlNode *docx_next(const xmlNode *node, const xmlNode *root)
{
    return node->type == XML_ELEMENT_NODE && node->children ? node->children : docx_next_after(node, root);
}

xmlNode *docx_above(const xmlNode *node, const char *name)
{
    xmlNode *above = node->parent;
    while (above && !docx_is(above, name))
        above = above->parent;
    return above;
}

const char *docx_text_of(const xmlNode *text)
{
    return text->children && text->children->content ? (const char *)text->children->content : "";
}

void docx_set_text(xmlNode *text, const char *content)
{
    xmlNodeSetContent(text, NULL);
    if (*content)
        xmlAddChild(text, xmlNewText((const xmlChar *)content));
}

void docx_text_below(const xmlNode *node, struct buffer *out)
{
    const xmlNode *at = node->children;
    while (at) {
        bool box = docx_is(node, "p") && docx_is(at, "txbxContent");
        if (docx_is(at, "t"))
            buffer_puts(out, docx_text_of(at));
        else if (docx_is(at, "tab") || docx_is(at, "br") || docx_is(at, "cr"))
            buffer_putc(out, ' ');
        at = box ? docx_next_after(at, node) : docx_next(at, node);
    }
}

/* How many elements of a name stand before this one among its siblings, itself counted. */
static int ordinal(const xmlNode *node, const char *name)
{
    int number = 0;
    for (; node; node = node->prev)
        number += docx_is(node, name);
    return number;
}

const char *docx_snippet(struct arena *arena, const char *text)
{
    size_t len = strnlen(text, SNIPPET_BYTES + 1);
    if (len <= SNIPPET_BYTES)
        return arena_strdup(arena, text);
    for (len = SNIPPET_BYTES; len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80;)
        len--;
    return arena_printf(arena, "%.*s…", (int)len, text);
}

static struct docx_place *place_make(const struct docx_report *report, const xmlNode *paragraph, int number,
                                     int tables)
{
    struct arena *arena = report->arena;
    struct docx_place *place = arena_alloc(arena, sizeof *place);
    const char *cell_vi = "", *cell_en = "";
    struct buffer text = {0};
    docx_text_below(paragraph, &text);
    const char *words = docx_snippet(arena, buffer_text(&text));
    buffer_finish(&text);
    const xmlNode *cell = docx_above(paragraph, "tc"), *row = cell ? docx_above(cell, "tr") : NULL;
    if (row) {
        int r = ordinal(row, "tr"), c = ordinal(cell, "tc");
        cell_vi = arena_printf(arena, ", bảng %d hàng %d cột %d", tables, r, c);
        cell_en = arena_printf(arena, ", table %d row %d column %d", tables, r, c);
    }
    place->part = report->part;
    place->paragraph = number;
    place->vi = arena_printf(arena, "đoạn %d%s “%s”", number, cell_vi, words);
    place->en = arena_printf(arena, "paragraph %d%s “%s”", number, cell_en, words);
    return place;
}

void docx_tree_place(const struct docx_report *report, xmlDoc *document)
{
    xmlNode *root = xmlDocGetRootElement(document);
    int paragraphs = 0, tables = 0;
    for (xmlNode *node = root; node; node = docx_next(node, root)) {
        tables += docx_is(node, "tbl");
        if (docx_is(node, "p"))
            node->_private = place_make(report, node, ++paragraphs, tables);
    }
}

const struct docx_place *docx_place_of(const xmlNode *node)
{
    while (node && !(docx_is(node, "p") && node->_private))
        node = node->parent;
    return node ? node->_private : NULL;
}

void docx_complain(const struct docx_report *report, const struct docx_place *place, struct err *err)
{
    if (place)
        err_prefix(err, "%1$s%2$.0s", "%1$.0s%2$s", place->vi, place->en);
    problem_add_err(report->problems, report->file, place ? place->paragraph : 0, report->part, err);
}
