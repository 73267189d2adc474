/*
 * Moves block tags around what they govern. Runs are parted, rows and paragraphs that held nothing but tags
 * go; each tag becomes a processing instruction that the writer puts out as it was written.
 */
#include "draft/docx_tag.h"

#include "base/arena.h"
#include "draft/docx_tag_block.h"
#include "draft/docx_tree.h"

#include <stdint.h>
#include <string.h>

static const char mark[] = "thidua-tag";

bool docx_tag_is(const xmlNode *node)
{
    return node->type == XML_PI_NODE && strcmp((const char *)node->name, mark) == 0;
}

static xmlNode *instruction(const struct docx_tag *tag)
{
    xmlNode *node = xmlNewDocPI(tag->text->doc, (const xmlChar *)mark, (const xmlChar *)tag->written);
    node->_private = (void *)(uintptr_t)tag->place;
    return node;
}

/* A run that says nothing any more goes; its w:t has gone empty. */
static void drop_empty(xmlNode *text)
{
    xmlNode *run = text->parent;
    if (*docx_text_of(text))
        return;
    xmlUnlinkNode(text);
    xmlFreeNode(text);
    for (const xmlNode *child = run->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && !docx_is(child, "rPr"))
            return;
    xmlUnlinkNode(run);
    xmlFreeNode(run);
}

/* A copy that shares the namespaces (xmlCopyNode would declare them again). */
static xmlNode *copy_node(const xmlNode *node)
{
    xmlNode *copy = xmlNewDocNode(node->doc, node->ns, node->name, NULL);
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
        xmlNewNsProp(copy, attr->ns, attr->name, attr->children ? attr->children->content : NULL);
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            xmlAddChild(copy, copy_node(child));
    return copy;
}

/* The run is parted at the tag: what comes behind it goes on in a run of the same look. */
static void move_between_runs(struct docx_tags *tags, struct docx_tag *tag)
{
    xmlNode *text = tag->text, *run = text->parent;
    const char *whole = arena_strdup(tags->arena, docx_text_of(text));
    const char *found = strstr(whole, tag->written);
    xmlNode *rest = xmlNewDocNode(run->doc, run->ns, run->name, NULL);
    xmlNode *rest_text = xmlNewDocNode(run->doc, text->ns, text->name, NULL);
    for (xmlNode *child = run->children; child; child = child->next)
        if (docx_is(child, "rPr"))
            xmlAddChild(rest, copy_node(child));
    xmlAddChild(rest, rest_text);
    docx_set_text(rest_text, found + strlen(tag->written));
    while (text->next) {
        xmlNode *next = text->next;
        xmlUnlinkNode(next);
        xmlAddChild(rest, next);
    }
    docx_set_text(text, arena_strndup(tags->arena, whole, (size_t)(found - whole)));
    xmlNode *moved = xmlAddNextSibling(run, instruction(tag));
    xmlAddNextSibling(moved, rest);
    bool used = false; /* by a tag that is still to come, which will part it again */
    for (struct docx_tag *later = tag + 1; later < tags->items + tags->len; later++)
        if (later->text == text) {
            later->text = rest_text;
            used = true;
        }
    if (!used)
        drop_empty(rest_text);
    drop_empty(text);
}

static void cut_out(struct docx_tags *tags, const struct docx_tag *tag)
{
    const char *whole = arena_strdup(tags->arena, docx_text_of(tag->text));
    const char *found = strstr(whole, tag->written);
    docx_set_text(tag->text, arena_printf(tags->arena, "%.*s%s", (int)(found - whole), whole,
                                          found + strlen(tag->written)));
}

static void move_around_row(struct docx_tags *tags, const struct docx_tag *tag, xmlNode *row)
{
    cut_out(tags, tag);
    if (tag->kind == TAG_OPEN) {
        xmlAddPrevSibling(row, instruction(tag));
        return;
    }
    xmlNode *last = row; /* behind what closes this row already */
    while (last->next && docx_tag_is(last->next))
        last = last->next;
    xmlAddNextSibling(last, instruction(tag));
}

static void move(struct docx_tags *tags, struct docx_tag *tag, xmlNode **ret_doomed)
{
    switch (tag->block->scope) {
    case SCOPE_WORDS:
        move_between_runs(tags, tag);
        return;
    case SCOPE_PARAGRAPHS:
        xmlAddPrevSibling(tag->paragraph, instruction(tag));
        *ret_doomed = tag->paragraph;
        return;
    default:
        if (!tag->alone) {
            move_around_row(tags, tag, docx_tag_row(tag));
            return;
        }
        xmlAddPrevSibling(docx_tag_row(tag), instruction(tag));
        *ret_doomed = docx_tag_row(tag);
    }
}

void docx_tag_move(struct docx_tags *tags)
{
    xmlNode **doomed = arena_alloc(tags->arena, tags->len * sizeof *doomed);
    for (size_t i = 0; i < tags->len; i++)
        if (tags->items[i].block)
            move(tags, &tags->items[i], &doomed[i]);
    for (size_t i = 0; i < tags->len; i++) {
        for (size_t j = 0; doomed[i] && j < i; j++)
            if (doomed[j] == doomed[i])
                doomed[i] = NULL;
        if (doomed[i])
            xmlUnlinkNode(doomed[i]);
    }
    for (size_t i = 0; i < tags->len; i++)
        xmlFreeNode(doomed[i]);
}
