#include "draft/docx_block.h"

#include "base/arena.h"
#include "base/array.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>

enum { BLOCKS_DEPTH = 64 };

static void add_tag(struct arena *arena, struct docx_blocks *blocks, struct xml_node *raw)
{
    enum docx_tag_kind kind = docx_tag_kind(raw->text);
    if (kind == DOCX_TAG_NONE)
        return;
    if (blocks->len == blocks->size) {
        size_t size = blocks->size ? 2 * blocks->size : 32;
        blocks->items = arena_grow(arena, blocks->items, blocks->len * sizeof *blocks->items, size * sizeof *blocks->items);
        blocks->size = size;
    }
    blocks->items[blocks->len++] = (struct docx_block_tag){.kind = kind, .raw = raw, .paragraph = docx_paragraph_of(raw)};
}

/* The nearest node around both. */
static struct xml_node *around_both(struct xml_node *a, struct xml_node *b)
{
    while (a && !xml_below(b, a))
        a = a->parent;
    return a;
}

/* The child of `around` in which a node stands. */
static const struct xml_node *child_around(const struct xml_node *node, const struct xml_node *around)
{
    while (node && node->parent != around)
        node = node->parent;
    return node;
}

static enum docx_scope scope_of(const struct docx_block_tag *open, const struct docx_block_tag *close,
                                const struct xml_node *around)
{
    if (open->paragraph == close->paragraph)
        return DOCX_SCOPE_WORDS;
    if (docx_is(around, "tr") || docx_is(child_around(open->paragraph, around), "tc"))
        return DOCX_SCOPE_ROW;
    if (docx_is(around, "tbl") || docx_is(child_around(open->paragraph, around), "tr"))
        return DOCX_SCOPE_ROWS;
    return DOCX_SCOPE_PARAGRAPHS;
}

void docx_block_find(struct arena *arena, struct xml_node *root, struct docx_blocks *ret_blocks)
{
    struct docx_blocks blocks = {0};
    for (struct xml_node *node = root; node; node = xml_next(node, root))
        if (docx_tag_is(node) && docx_paragraph_of(node))
            add_tag(arena, &blocks, node);
    size_t open[BLOCKS_DEPTH], depth = 0;
    for (size_t i = 0; i < blocks.len; i++) {
        struct docx_block_tag *tag = &blocks.items[i];
        if (tag->kind == DOCX_TAG_OPEN && depth < BLOCKS_DEPTH) {
            tag->block = arena_alloc(arena, sizeof *tag->block);
            tag->block->first = i;
            open[depth++] = i;
        } else if (tag->kind != DOCX_TAG_OPEN && depth > 0) {
            struct docx_block_tag *opener = &blocks.items[open[depth - 1]];
            tag->block = opener->block;
            if (tag->kind == DOCX_TAG_MIDDLE)
                continue;
            tag->block->last = i;
            tag->block->around = around_both(opener->paragraph, tag->paragraph);
            tag->block->scope = scope_of(opener, tag, tag->block->around);
            depth--;
        }
    }
    for (size_t i = 0; i < blocks.len; i++) /* a block that was never closed */
        if (blocks.items[i].block && !blocks.items[i].block->around)
            blocks.items[i].block = NULL;
    *ret_blocks = blocks;
}

struct xml_node *docx_block_row(const struct docx_block_tag *tag)
{
    struct xml_node *node = tag->paragraph;
    while (node && !(docx_is(node, "tr") && (node == tag->block->around || node->parent == tag->block->around)))
        node = node->parent;
    return node;
}

/* Content is whatever is not known to be none: a thing that nobody thought of here is never thrown away. */
static bool is_content(const struct xml_node *node)
{
    static const char *const frames[] = {"r", "t", "tab", "cr", "tc", "tr", "p"};
    if (node->kind != XML_KIND_ELEMENT || docx_is_range(node) || docx_is_paragraph(node))
        return false;
    const char *type = docx_is(node, "br") ? xml_attribute(node, "type") : NULL;
    if (docx_is(node, "br"))
        return type && strcmp(type, "textWrapping") != 0;
    for (size_t i = 0; i < LEN(frames); i++)
        if (strcmp(node->local, frames[i]) == 0)
            return false;
    return true;
}

const struct xml_node *docx_block_thing(const struct xml_node *within)
{
    for (const struct xml_node *node = within->first; node;) {
        bool property = node->kind == XML_KIND_ELEMENT && docx_is_property(node);
        if (property && strcmp(node->local, "pPr") == 0 && xml_child(node, DOCX_W, "sectPr"))
            return xml_child(node, DOCX_W, "sectPr");
        if (!property && is_content(node))
            return node;
        node = property ? xml_next_after(node, within) : xml_next(node, within);
    }
    return NULL;
}

static bool is_blank(const char *text)
{
    for (; *text; text++)
        if (*text != ' ' && *text != '\t' && *text != '\n' && strncmp(text, "\u00a0", 2) != 0 && text[0] != '\xa0')
            return false;
    return true;
}

/* Whether a raw node is a tag that will be moved, or a comment. */
static bool goes_away(const struct docx_blocks *blocks, const struct xml_node *raw)
{
    if (raw->text[1] == '#')
        return true;
    for (size_t i = 0; i < blocks->len; i++)
        if (blocks->items[i].raw == raw)
            return blocks->items[i].block && blocks->items[i].block->scope != DOCX_SCOPE_WORDS;
    return false;
}

bool docx_block_empty(const struct docx_blocks *blocks, const struct xml_node *node)
{
    if (node->kind == XML_KIND_RAW)
        return !docx_tag_is(node) || goes_away(blocks, node);
    if (node->kind == XML_KIND_TEXT)
        return !docx_is_text(node->parent) || is_blank(node->text);
    if (docx_is_property(node))
        return !xml_child(node, DOCX_W, "sectPr");
    if (is_content(node))
        return false;
    for (const struct xml_node *child = node->first; child; child = child->next)
        if (!docx_block_empty(blocks, child))
            return false;
    return true;
}

bool docx_block_only_tags(const struct docx_blocks *blocks, const struct xml_node *within)
{
    bool tags = false;
    for (const struct xml_node *node = within->first; node; node = xml_next(node, within))
        tags = tags || docx_tag_is(node);
    for (const struct xml_node *child = within->first; child && tags; child = child->next)
        tags = docx_block_empty(blocks, child);
    return tags;
}
