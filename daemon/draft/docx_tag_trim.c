/*
 * {%- and -%}. At the beginning or end of a paragraph they join it to the one before or behind, as docxtpl does, so that a long
 * sentence may be written over several lines; within a paragraph they take the blanks beside them along, as Jinja does.
 */
#include "draft/docx_tag.h"

#include "base/arena.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>

/* A tag that trims, in the text element that holds it. */
struct trim {
    struct xml_node *text;
    size_t start, end; /* of the tag in the text */
};

static bool find_trim(struct xml_node *paragraph, struct trim *ret_trim)
{
    for (struct xml_node *node = paragraph->first; node; node = docx_flow(node, paragraph)) {
        if (!docx_is_text(node))
            continue;
        const char *text = xml_text(node), *end = NULL, *tag;
        for (const char *at = text; (tag = docx_tag_find(at, &end)); at = end)
            if (tag[2] == '-' || (end[-3] == '-' && end - tag > 5)) {
                *ret_trim = (struct trim){node, (size_t)(tag - text), (size_t)(end - text)};
                return true;
            }
    }
    return false;
}

static struct xml_node *element_before(struct xml_node *node)
{
    do
        node = node->prev;
    while (node && node->kind != XML_KIND_ELEMENT);
    return node;
}

static struct xml_node *element_behind(struct xml_node *node)
{
    do
        node = node->next;
    while (node && node->kind != XML_KIND_ELEMENT);
    return node;
}

static bool ends_section(const struct xml_node *paragraph)
{
    const struct xml_node *properties = xml_child(paragraph, DOCX_W, "pPr");
    return properties && xml_child(properties, DOCX_W, "sectPr");
}

/* The content of a paragraph goes on in the one before it. */
static void join_paragraphs(struct xml_node *into, struct xml_node *from)
{
    for (struct xml_node *child = from->first, *next; child; child = next) {
        next = child->next;
        if (child->kind == XML_KIND_ELEMENT && docx_is_property(child))
            continue;
        xml_unlink(child);
        xml_append(into, child);
    }
    xml_unlink(from);
}

static bool joins(const struct xml_node *into, const struct xml_node *from)
{
    return into && from && docx_is_paragraph(into) && docx_is_paragraph(from) && !ends_section(into);
}

/* Takes the blanks off the end of what stands before the text, over line breaks; true when nothing but these does. */
static bool trim_before(struct arena *arena, struct xml_node *paragraph, struct xml_node *text)
{
    struct xml_node *flow[256];
    size_t len = 0;
    for (struct xml_node *node = paragraph->first; node && node != text; node = docx_flow(node, paragraph))
        if (docx_is_text(node) || docx_is_blank(node) || (node->kind == XML_KIND_ELEMENT && !node->first)) {
            if (len == sizeof flow / sizeof *flow)
                memmove(flow, flow + 1, --len * sizeof *flow);
            flow[len++] = node;
        }
    while (len > 0) {
        struct xml_node *node = flow[--len];
        if (docx_is_blank(node)) {
            xml_unlink(node);
            continue;
        }
        if (!docx_is_text(node))
            return false;
        const char *words = xml_text(node);
        size_t size = strlen(words);
        while (size > 0 && strchr(" \t\n", words[size - 1]))
            size--;
        xml_set_text(arena, node, arena_strndup(arena, words, size));
        if (size)
            return false;
    }
    return true;
}

/* The same for what follows. */
static bool trim_behind(struct arena *arena, struct xml_node *paragraph, struct xml_node *text)
{
    for (struct xml_node *node = docx_flow(text, paragraph), *next; node; node = next) {
        next = docx_flow(node, paragraph);
        if (node->parent == text)
            continue;
        if (docx_is_blank(node)) {
            xml_unlink(node);
        } else if (docx_is_text(node)) {
            const char *words = xml_text(node);
            words += strspn(words, " \t\n");
            xml_set_text(arena, node, words);
            next = xml_next_after(node, paragraph);
            if (*words)
                return false;
        } else if (node->kind == XML_KIND_ELEMENT && !node->first) {
            return false;
        }
    }
    return true;
}

static void perform(struct arena *arena, struct xml_node *paragraph, const struct trim *trim)
{
    const char *whole = arena_strdup(arena, xml_text(trim->text));
    size_t before = trim->start, behind = trim->end;
    bool left = whole[before + 2] == '-', right = whole[behind - 3] == '-';
    while (left && before > 0 && strchr(" \t\n", whole[before - 1]))
        before--;
    while (right && whole[behind] && strchr(" \t\n", whole[behind]))
        behind++;
    const char *tag = arena_printf(arena, "%.2s%.*s%.2s", whole + trim->start,
                                   (int)(trim->end - trim->start) - 4 - left - right, whole + trim->start + 2 + left,
                                   whole + trim->end - 2);
    bool first = left && before == 0 && trim_before(arena, paragraph, trim->text);
    bool last = right && !whole[behind] && trim_behind(arena, paragraph, trim->text);
    xml_set_text(arena, trim->text, arena_printf(arena, "%.*s%s%s", (int)before, whole, tag, whole + behind));
    struct xml_node *next = element_behind(paragraph), *previous = element_before(paragraph);
    if (last && joins(paragraph, next))
        join_paragraphs(paragraph, next);
    if (first && joins(previous, paragraph))
        join_paragraphs(previous, paragraph);
}

void docx_tag_trim(struct arena *arena, struct xml_node *root)
{
    struct trim trim;
    for (struct xml_node *node = root, *next; node; node = next) {
        next = xml_next(node, root);
        while (docx_is_paragraph(node) && node->parent && find_trim(node, &trim)) {
            perform(arena, node, &trim);
            if (!node->parent) /* it was joined to the one before, which has been looked at: look again */
                node = docx_paragraph_of(trim.text);
            next = xml_next(node, root);
        }
    }
}
