#include "draft/docx_write.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "draft/docx_place.h"
#include "draft/docx_tag.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>

struct writer {
    struct arena *arena;
    struct buffer *out;
    struct docx_lines lines;
    size_t tags;
};

static void new_line(struct writer *writer, struct docx_place *place)
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

/* Text that holds no tag, whatever stands in it; a line of ours is a place, so it has no line end of its own. */
static void write_escaped(struct writer *writer, const char *text, size_t len)
{
    xml_escape(writer->out, text, len, "{\n\r\t");
}

/* The same of a paragraph's text, where a line end of the file is a blank to Word. */
static void write_words(struct writer *writer, const char *text, size_t len)
{
    for (const char *end = text + len; text < end;) {
        size_t line = 0;
        while (text + line < end && text[line] != '\n' && text[line] != '\r')
            line++;
        xml_escape(writer->out, text, line, "{");
        if (text + line < end)
            buffer_putc(writer->out, ' ');
        text += line + 1;
    }
}

typedef void write_plain(struct writer *writer, const char *text, size_t len);

/* Text with its tags as they are. */
static void write_text(struct writer *writer, const char *text, write_plain *plain)
{
    const char *tag, *end = NULL;
    for (; (tag = docx_tag_find(text, &end)); text = end) {
        plain(writer, text, (size_t)(tag - text));
        buffer_add(writer->out, tag, (size_t)(end - tag));
        writer->tags++;
    }
    plain(writer, text, strlen(text));
}

/* Blanks that only part elements from each other. */
static bool parts_elements(const struct xml_node *text)
{
    return (text->prev || text->next) && text->text[strspn(text->text, " \t\r\n")] == '\0';
}

static void write_node_text(struct writer *writer, const struct xml_node *node)
{
    const struct xml_node *parent = node->parent;
    if (docx_is_text(parent) && docx_paragraph_of(parent))
        write_text(writer, node->text, write_words);
    else if (parent->note && !docx_is_paragraph(parent))
        write_text(writer, node->text, write_escaped);
    else if (docx_is_text(parent) || !parts_elements(node))
        write_escaped(writer, node->text, strlen(node->text));
}

/* An attribute with tags begins a line; what follows it is its paragraph's again. */
static void write_attributes(struct writer *writer, const struct xml_node *node)
{
    bool space = false, string = false;
    for (const struct xml_attribute *attribute = node->attributes; attribute; attribute = attribute->next) {
        space = space || strcmp(attribute->name, "xml:space") == 0;
        string = string || attribute->note;
        if (attribute->note)
            new_line(writer, attribute->note);
        buffer_printf(writer->out, " %s=\"", attribute->name);
        if (attribute->note)
            write_text(writer, attribute->value, write_escaped);
        else
            write_escaped(writer, attribute->value, strlen(attribute->value));
        buffer_putc(writer->out, '"');
    }
    if (docx_is(node, "t") && !space) /* a value may begin with a blank */
        buffer_puts(writer->out, " xml:space=\"preserve\"");
    if (node->note && !docx_is_paragraph(node))
        new_line(writer, node->note);
    else if (string)
        new_line(writer, docx_place_of(node));
}

static void write_node(struct writer *writer, const struct xml_node *node)
{
    if (node->kind == XML_KIND_RAW) {
        if (docx_tag_is(node)) {
            new_line(writer, node->note);
            writer->tags++;
        }
        buffer_puts(writer->out, node->text);
        return;
    }
    if (node->kind == XML_KIND_TEXT) {
        write_node_text(writer, node);
        return;
    }
    if (docx_is_paragraph(node))
        new_line(writer, node->note);
    buffer_printf(writer->out, "<%s", node->name);
    write_attributes(writer, node);
    if (!node->first) {
        buffer_puts(writer->out, "/>");
        return;
    }
    buffer_putc(writer->out, '>');
    for (const struct xml_node *child = node->first; child; child = child->next)
        write_node(writer, child);
    buffer_printf(writer->out, "</%s>", node->name);
}

void docx_write(struct arena *arena, const struct xml_node *root, struct buffer *out, struct docx_lines *ret_lines,
                size_t *ret_tags)
{
    struct writer writer = {.arena = arena, .out = out};
    new_line(&writer, NULL);
    buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
    new_line(&writer, NULL);
    write_node(&writer, root);
    *ret_lines = writer.lines;
    *ret_tags = writer.tags;
}
