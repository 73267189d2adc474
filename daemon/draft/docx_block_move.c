/*
 * Moves block tags around what they govern. Rows and paragraphs that held nothing but tags go; where a condition may leave
 * nothing, a mark is left that docx_mend.c looks at when the part has been filled.
 */
#include "draft/docx_block.h"

#include "base/arena.h"
#include "draft/docx_mend.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>

/* The ranges in what goes away (a bookmark's begin …) stay: outside of the block. */
static void save_ranges(struct xml_node *doomed, struct xml_node *raw, bool behind)
{
    for (struct xml_node *node = doomed->first, *next; node; node = next) {
        next = xml_next(node, doomed);
        if (!docx_is_range(node))
            continue;
        next = xml_next_after(node, doomed);
        xml_unlink(node);
        if (behind)
            xml_insert_after(raw, node);
        else
            xml_insert_before(raw, node);
    }
}

static void add_mark(struct arena *arena, struct xml_node *container, const char *text)
{
    for (const struct xml_node *child = container->first; child; child = child->next)
        if (child->kind == XML_KIND_RAW && strcmp(child->text, text) == 0)
            return;
    struct xml_node *mark = xml_new_raw(arena, text), *last = container->last;
    while (last && last->kind != XML_KIND_ELEMENT)
        last = last->prev;
    if (docx_is(last, "sectPr"))
        xml_insert_before(last, mark);
    else
        xml_append(container, mark);
}

static void move_before(struct xml_node *raw, struct xml_node *sibling)
{
    xml_unlink(raw);
    xml_insert_before(sibling, raw);
}

static void move_paragraph_tag(struct arena *arena, struct docx_block_tag *tag)
{
    add_mark(arena, tag->block->around, arena_printf(arena, DOCX_MEND_KEEP "%s?>", tag->paragraph->name));
    move_before(tag->raw, tag->paragraph);
}

static void move_row_tag(struct arena *arena, struct docx_block_tag *tag, struct xml_node *row, bool only_tags)
{
    struct xml_node *table = xml_above(row, DOCX_W, "tbl");
    if (table)
        add_mark(arena, table, DOCX_MEND_ROWS);
    if (only_tags || tag->kind == DOCX_TAG_OPEN) {
        move_before(tag->raw, row);
        return;
    }
    struct xml_node *last = row; /* behind what closes this row already */
    while (last->next && docx_tag_is(last->next))
        last = last->next;
    xml_unlink(tag->raw);
    xml_insert_after(last, tag->raw);
}

/* A paragraph with nothing but {# #} goes too. */
static void drop_comments(struct arena *arena, struct xml_node *root)
{
    struct docx_blocks none = {0};
    for (struct xml_node *node = root, *next; node; node = next) {
        next = xml_next(node, root);
        if (!docx_is_paragraph(node) || !node->parent || !docx_block_only_tags(&none, node))
            continue;
        next = xml_next_after(node, root);
        struct xml_node *raw = xml_new_raw(arena, "");
        xml_insert_before(node, raw);
        save_ranges(node, raw, false);
        add_mark(arena, node->parent, arena_printf(arena, DOCX_MEND_KEEP "%s?>", node->name));
        xml_unlink(node);
    }
}

void docx_block_move(struct arena *arena, struct xml_node *root, const struct docx_blocks *blocks)
{
    struct xml_node **doomed = arena_alloc(arena, blocks->len * sizeof *doomed);
    for (size_t i = 0; i < blocks->len; i++) { /* before a tag has left its place */
        const struct docx_block_tag *tag = &blocks->items[i];
        enum docx_scope scope = tag->block ? tag->block->scope : DOCX_SCOPE_NONE;
        struct xml_node *within = scope == DOCX_SCOPE_PARAGRAPHS ? tag->paragraph
                                  : scope == DOCX_SCOPE_ROWS     ? docx_block_row(tag)
                                                                 : NULL;
        doomed[i] = within && docx_block_only_tags(blocks, within) ? within : NULL;
    }
    for (size_t i = 0; i < blocks->len; i++) {
        struct docx_block_tag *tag = &blocks->items[i];
        if (!tag->block || tag->block->scope == DOCX_SCOPE_WORDS)
            continue;
        if (tag->block->scope == DOCX_SCOPE_PARAGRAPHS)
            move_paragraph_tag(arena, tag);
        else
            move_row_tag(arena, tag, docx_block_row(tag), doomed[i] != NULL);
        if (doomed[i])
            save_ranges(doomed[i], tag->raw, tag->kind == DOCX_TAG_CLOSE);
    }
    for (size_t i = 0; i < blocks->len; i++)
        if (doomed[i] && doomed[i]->parent)
            xml_unlink(doomed[i]);
    drop_comments(arena, root);
}
