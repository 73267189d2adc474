/*
 * Blocks over several paragraphs whose tags share their paragraphs with words, rewritten so that each tag is alone:
 *   a tag at the beginning or end of its paragraph gets a paragraph of its own before or behind it;
 *   an {% if %} in the midst of paragraphs, "a {% if x %} b ¶ c {% endif %} d", becomes one whole form a branch:
 *   {% if x %} ¶ a b ¶ c d ¶ {% else %} ¶ a d ¶ {% endif %}.
 * A {% for %} in the midst has no such form; docx_block_check.c says what to do instead.
 */
#include "draft/docx_block.h"

#include "base/arena.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>

enum { SPLITS_MOST = 200 };

/* Nothing to keep stands before (or behind) the tag in its paragraph. */
static bool leads(const struct docx_blocks *blocks, const struct docx_block_tag *tag)
{
    for (const struct xml_node *node = tag->raw->prev; node; node = node->prev)
        if (!docx_block_empty(blocks, node))
            return false;
    return true;
}

static bool trails(const struct docx_blocks *blocks, const struct docx_block_tag *tag)
{
    for (const struct xml_node *node = tag->raw->next; node; node = node->next)
        if (!docx_block_empty(blocks, node))
            return false;
    return true;
}

static bool of_block(const struct docx_blocks *blocks, size_t i, const struct docx_block *block)
{
    return blocks->items[i].block == block;
}

/* All tags stand directly in paragraphs of one level. */
static bool on_one_level(const struct docx_blocks *blocks, const struct docx_block *block)
{
    for (size_t i = block->first; i <= block->last; i++) {
        const struct docx_block_tag *tag = &blocks->items[i];
        if (of_block(blocks, i, block) &&
            (tag->raw->parent != tag->paragraph || tag->paragraph->parent != block->around))
            return false;
    }
    return true;
}

static bool all_alone(const struct docx_blocks *blocks, const struct docx_block *block)
{
    for (size_t i = block->first; i <= block->last; i++)
        if (of_block(blocks, i, block) && !docx_block_only_tags(blocks, blocks->items[i].paragraph))
            return false;
    return true;
}

static bool all_at_ends(const struct docx_blocks *blocks, const struct docx_block *block)
{
    for (size_t i = block->first; i <= block->last; i++)
        if (of_block(blocks, i, block) && !leads(blocks, &blocks->items[i]) && !trails(blocks, &blocks->items[i]))
            return false;
    return true;
}

/* A paragraph without words, with the properties of another when `properties`. */
static struct xml_node *paragraph_like(struct arena *arena, const struct xml_node *paragraph, bool properties)
{
    struct xml_node *made = xml_new(arena, paragraph);
    made->note = paragraph->note;
    for (const struct xml_node *child = paragraph->first; child && properties; child = child->next)
        if (child->kind == XML_KIND_ELEMENT && docx_is_property(child))
            xml_append(made, xml_copy(arena, child));
    return made;
}

/* The tag and all on its outer side move to a paragraph of their own. */
static void part_at_end(struct arena *arena, const struct docx_blocks *blocks, struct docx_block_tag *tag)
{
    struct xml_node *own = paragraph_like(arena, tag->paragraph, false);
    if (leads(blocks, tag)) {
        xml_insert_before(tag->paragraph, own);
        for (struct xml_node *node = tag->paragraph->first, *next; node; node = next) {
            next = node == tag->raw ? NULL : node->next;
            if (node->kind == XML_KIND_ELEMENT && docx_is_property(node))
                continue;
            xml_unlink(node);
            xml_append(own, node);
        }
        return;
    }
    xml_insert_after(tag->paragraph, own);
    for (struct xml_node *node = tag->raw, *next; node; node = next) {
        next = node->next;
        xml_unlink(node);
        xml_append(own, node);
    }
}

static bool split_at_ends(struct arena *arena, const struct docx_blocks *blocks, const struct docx_block *block)
{
    if (!all_at_ends(blocks, block))
        return false;
    for (size_t i = block->first; i <= block->last; i++) {
        struct docx_block_tag *tag = &blocks->items[i];
        if (!of_block(blocks, i, block) || docx_block_only_tags(blocks, tag->paragraph))
            continue;
        part_at_end(arena, blocks, tag);
        for (size_t j = 0; j < blocks->len; j++) /* tags that went along */
            blocks->items[j].paragraph = docx_paragraph_of(blocks->items[j].raw);
    }
    return true;
}

/* Copies of a paragraph's words between two of its children (NULL: from its beginning, to its end). */
static void copy_words(struct arena *arena, struct xml_node *into, const struct xml_node *paragraph,
                       const struct xml_node *after, const struct xml_node *before)
{
    for (const struct xml_node *node = after ? after->next : paragraph->first; node && node != before; node = node->next)
        if (node->kind != XML_KIND_ELEMENT || !docx_is_property(node))
            xml_append(into, xml_copy(arena, node));
}

static bool has_words(const struct docx_blocks *blocks, const struct xml_node *from, const struct xml_node *until)
{
    for (const struct xml_node *node = from; node && node != until; node = node->next)
        if (docx_tag_is(node) || !docx_block_empty(blocks, node))
            return true;
    return false;
}

struct splitting {
    struct arena *arena;
    const struct docx_blocks *blocks;
    const struct docx_block_tag *open, *close;
    bool before, behind; /* words stand before the block, behind it */
};

/* Puts a made paragraph before the old ones, unless nothing stands in it. */
static void put(struct splitting *splitting, struct xml_node *paragraph)
{
    if (has_words(splitting->blocks, paragraph->first, NULL))
        xml_insert_before(splitting->open->paragraph, paragraph);
}

static void put_tag(struct splitting *splitting, const struct docx_block_tag *like, const char *written)
{
    struct xml_node *paragraph = paragraph_like(splitting->arena, like->paragraph, false);
    struct xml_node *raw = xml_new_raw(splitting->arena, written);
    raw->note = like->raw->note;
    xml_append(paragraph, raw);
    put(splitting, paragraph);
}

static void put_before_words(struct splitting *splitting, struct xml_node *into)
{
    copy_words(splitting->arena, into, splitting->open->paragraph, NULL, splitting->open->raw);
}

static void put_behind_words(struct splitting *splitting, struct xml_node *into)
{
    copy_words(splitting->arena, into, splitting->close->paragraph, splitting->close->raw, NULL);
}

/* What stands between two tags, with the words before and behind the block. */
static void put_branch(struct splitting *splitting, const struct docx_block_tag *from, const struct docx_block_tag *until)
{
    struct arena *arena = splitting->arena;
    struct xml_node *first =
        paragraph_like(arena, splitting->before ? splitting->open->paragraph : from->paragraph, true);
    put_before_words(splitting, first);
    if (from->paragraph == until->paragraph) {
        copy_words(arena, first, from->paragraph, from->raw, until->raw);
        put_behind_words(splitting, first);
        put(splitting, first);
        return;
    }
    copy_words(arena, first, from->paragraph, from->raw, NULL);
    put(splitting, first);
    for (const struct xml_node *node = from->paragraph->next; node && node != until->paragraph; node = node->next)
        xml_insert_before(splitting->open->paragraph, xml_copy(arena, node));
    struct xml_node *last =
        paragraph_like(arena, splitting->behind ? splitting->close->paragraph : until->paragraph, true);
    copy_words(arena, last, until->paragraph, NULL, until->raw);
    put_behind_words(splitting, last);
    put(splitting, last);
}

static void put_no_branch(struct splitting *splitting)
{
    struct xml_node *paragraph = paragraph_like(
        splitting->arena, splitting->before ? splitting->open->paragraph : splitting->close->paragraph, true);
    put_tag(splitting, splitting->open, "{% else %}");
    put_before_words(splitting, paragraph);
    put_behind_words(splitting, paragraph);
    put(splitting, paragraph);
}

static bool ends_section(const struct docx_blocks *blocks, const struct docx_block *block)
{
    const struct xml_node *last = blocks->items[block->last].paragraph;
    for (const struct xml_node *node = blocks->items[block->first].paragraph; node; node = node->next) {
        const struct xml_node *properties = docx_is_paragraph(node) ? xml_child(node, DOCX_W, "pPr") : NULL;
        if (properties && xml_child(properties, DOCX_W, "sectPr"))
            return true;
        if (node == last)
            break;
    }
    return false;
}

static bool split_by_copies(struct arena *arena, const struct docx_blocks *blocks, const struct docx_block *block)
{
    struct splitting splitting = {arena, blocks, &blocks->items[block->first], &blocks->items[block->last], false, false};
    const struct docx_block_tag *from = splitting.open;
    if (!docx_tag_says(from->raw->text, "if") || ends_section(blocks, block))
        return false;
    splitting.before = has_words(blocks, from->paragraph->first, from->raw);
    splitting.behind = has_words(blocks, splitting.close->raw->next, NULL);
    bool otherwise = false;
    for (size_t i = block->first + 1; i <= block->last; i++) {
        const struct docx_block_tag *until = &blocks->items[i];
        if (!of_block(blocks, i, block))
            continue;
        put_tag(&splitting, from, from->raw->text);
        put_branch(&splitting, from, until);
        otherwise = otherwise || docx_tag_says(until->raw->text, "else");
        from = until;
    }
    if (!otherwise)
        put_no_branch(&splitting);
    put_tag(&splitting, splitting.close, splitting.close->raw->text);
    const struct xml_node *last = splitting.close->paragraph;
    for (struct xml_node *node = splitting.open->paragraph, *next; node; node = next) {
        next = node == last ? NULL : node->next;
        xml_unlink(node);
    }
    return true;
}

/* One block, the outermost first; false when there is none left that can be rewritten. */
static bool split_one(struct arena *arena, struct xml_node *root)
{
    struct docx_blocks blocks;
    docx_block_find(arena, root, &blocks);
    for (size_t i = 0; i < blocks.len; i++) {
        const struct docx_block *block = blocks.items[i].block;
        if (!block || block->first != i || block->scope != DOCX_SCOPE_PARAGRAPHS || all_alone(&blocks, block) ||
            !on_one_level(&blocks, block))
            continue;
        if (split_at_ends(arena, &blocks, block) || split_by_copies(arena, &blocks, block))
            return true;
    }
    return false;
}

void docx_block_split(struct arena *arena, struct xml_node *root)
{
    for (int splits = 0; splits < SPLITS_MOST && split_one(arena, root); splits++)
        ;
}
