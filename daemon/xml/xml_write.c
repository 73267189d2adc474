/* A tree as text. */
#include "xml/xml_tree.h"

#include "base/buffer.h"

#include <string.h>

void xml_escape(struct buffer *out, const char *text, size_t len, const char *extra)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '&')
            buffer_puts(out, "&amp;");
        else if (c == '<')
            buffer_puts(out, "&lt;");
        else if (c == '>')
            buffer_puts(out, "&gt;");
        else if (c == '"')
            buffer_puts(out, "&quot;");
        else if (c && strchr(extra, c))
            buffer_printf(out, "&#%d;", c);
        else
            buffer_putc(out, (char)c);
    }
}

static void write_node(const struct xml_node *node, struct buffer *out)
{
    if (node->kind == XML_KIND_RAW)
        buffer_puts(out, node->text);
    else if (node->kind == XML_KIND_TEXT)
        xml_escape(out, node->text, strlen(node->text), "\r");
    if (node->kind != XML_KIND_ELEMENT)
        return;
    buffer_printf(out, "<%s", node->name);
    for (const struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next) {
        buffer_printf(out, " %s=\"", attribute->name);
        xml_escape(out, attribute->value, strlen(attribute->value), "\r\n\t");
        buffer_putc(out, '"');
    }
    if (!node->first) {
        buffer_puts(out, "/>");
        return;
    }
    buffer_putc(out, '>');
    for (const struct xml_node *child = node->first; child; child = child->next)
        write_node(child, out);
    buffer_printf(out, "</%s>", node->name);
}

void xml_write(const struct xml_node *root, struct buffer *out)
{
    buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    write_node(root, out);
}
