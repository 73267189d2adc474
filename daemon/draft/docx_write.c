#include "draft/docx_write.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "draft/docx_tag.h"
#include "draft/docx_tree.h"

#include <string.h>


struct writer {
    struct arena *arena;
    struct buffer *out;
    struct docx_lines lines;
    int loops; /* how many {% for %} are open here */
};

static void new_line(struct writer *writer, const struct docx_place *place)
{
    struct docx_lines *lines = &writer->lines;
    if (lines->len == lines->size) {
        int size = lines->size ? 2 * lines->size : 64;
        lines->items = arena_grow(writer->arena, lines->items, (size_t)lines->len * sizeof *lines->items,
                                  (size_t)size * sizeof *lines->items);
        lines->size = size;
    }
    lines->items[lines->len++] = place;
    if (lines->len > 1)
        buffer_putc(writer->out, '\n');
}

static void write_escaped(struct buffer *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        switch (text[i]) {
        case '&':
            buffer_puts(out, "&amp;");
            break;
        case '<':
            buffer_puts(out, "&lt;");
            break;
        case '>':
            buffer_puts(out, "&gt;");
            break;
        case '"':
            buffer_puts(out, "&quot;");
            break;
        case '{': /* no tag, wherever it stands */
            buffer_puts(out, "&#123;");
            break;
        case '\n': /* a line of ours is a place */
        case '\r':
            buffer_putc(out, ' ');
            break;
        default:
            buffer_putc(out, text[i]);
        }
    }
}

/* Text with its {{ }} and {# #} as they are. */
static void write_text(struct writer *writer, const char *text)
{
    const char *tag, *end = NULL;
    for (; (tag = docx_tag_find(text, &end)); text = end) {
        write_escaped(writer->out, text, (size_t)(tag - text));
        buffer_add(writer->out, tag, (size_t)(end - tag));
    }
    write_escaped(writer->out, text, strlen(text));
}

/* What Word notes for itself and no reader needs; a bookmark in a loop would be there twice. */
static bool is_trace(const struct writer *writer, const xmlNode *node)
{
    static const char *const traces[] = {"proofErr", "lastRenderedPageBreak", "noProof"};
    for (size_t i = 0; i < LEN(traces); i++)
        if (docx_is(node, traces[i]))
            return true;
    return writer->loops > 0 && (docx_is(node, "bookmarkStart") || docx_is(node, "bookmarkEnd"));
}

static void write_attributes(struct writer *writer, const xmlNode *node)
{
    for (const xmlNs *ns = node->nsDef; ns; ns = ns->next) {
        buffer_printf(writer->out, " xmlns%s%s=\"", ns->prefix ? ":" : "",
                      ns->prefix ? (const char *)ns->prefix : "");
        write_escaped(writer->out, (const char *)ns->href, strlen((const char *)ns->href));
        buffer_putc(writer->out, '"');
    }
    bool space = false;
    for (xmlAttr *attr = node->properties; attr; attr = attr->next) {
        const char *name = (const char *)attr->name;
        const char *value =
            attr->children && attr->children->content ? (const char *)attr->children->content : "";
        if (strncmp(name, "rsid", 4) == 0 || strcmp(name, "paraId") == 0 || strcmp(name, "textId") == 0)
            continue;
        space = space || strcmp(name, "space") == 0;
        bool prefixed = attr->ns && attr->ns->prefix;
        buffer_printf(writer->out, " %s%s%s=\"", prefixed ? (const char *)attr->ns->prefix : "",
                      prefixed ? ":" : "", name);
        write_escaped(writer->out, value, strlen(value));
        buffer_putc(writer->out, '"');
    }
    if (docx_is(node, "t") && !space) /* a value may begin with a blank */
        buffer_puts(writer->out, " xml:space=\"preserve\"");
}

static void write_tag(struct writer *writer, const xmlNode *node)
{
    const char *tag = (const char *)node->content;
    const char *word = tag + 2 + strspn(tag + 2, "- ");
    new_line(writer, node->_private);
    buffer_puts(writer->out, tag);
    writer->loops += strncmp(word, "for", 3) == 0;
    writer->loops -= strncmp(word, "endfor", 6) == 0;
}

static void write_node(struct writer *writer, const xmlNode *node)
{
    if (docx_tag_is(node))
        write_tag(writer, node);
    if (node->type == XML_TEXT_NODE && docx_is(node->parent, "t"))
        write_text(writer, (const char *)node->content);
    else if (node->type == XML_TEXT_NODE && !xmlIsBlankNode(node))
        write_escaped(writer->out, (const char *)node->content, strlen((const char *)node->content));
    if (node->type != XML_ELEMENT_NODE || is_trace(writer, node))
        return;
    if (docx_is(node, "p"))
        new_line(writer, node->_private);
    const char *prefix = node->ns && node->ns->prefix ? (const char *)node->ns->prefix : "";
    const char *colon = *prefix ? ":" : "", *name = (const char *)node->name;
    buffer_printf(writer->out, "<%s%s%s", prefix, colon, name);
    write_attributes(writer, node);
    if (!node->children) {
        buffer_puts(writer->out, "/>");
        return;
    }
    buffer_putc(writer->out, '>');
    for (const xmlNode *child = node->children; child; child = child->next)
        write_node(writer, child);
    buffer_printf(writer->out, "</%s%s%s>", prefix, colon, name);
}

void docx_write(struct arena *arena, const xmlDoc *document, struct buffer *out, struct docx_lines *ret_lines)
{
    struct writer writer = {.arena = arena, .out = out};
    new_line(&writer, NULL);
    buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
    new_line(&writer, NULL);
    write_node(&writer, xmlDocGetRootElement((xmlDoc *)(uintptr_t)document));
    *ret_lines = writer.lines;
}
