/*
 * What a block repeats or keeps is found from where its tags stand, as a writer means it:
 *   in one paragraph                      the words between
 *   in different cells of one row         the row
 *   in different rows of one table        those rows; a row that holds nothing but tags disappears
 *   each alone in its paragraph           the paragraphs between; the tags' own paragraphs disappear
 * Anything else is an error with its place. A tag becomes a processing instruction that stands outside of
 * what it governs, so that the filled text is well-formed whatever the data say.
 */
#include "draft/docx_tag.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "draft/docx_tag_block.h"
#include "draft/docx_tree.h"
#include "template/template.h"

#include <string.h>


enum { BLOCKS_DEPTH = 64 };
static bool kind_of(struct arena *arena, const char *tag, enum docx_tag_kind *ret_kind)
{
    static const struct {
        const char *word;
        enum docx_tag_kind kind;
    } words[] = {{"for", TAG_OPEN},    {"if", TAG_OPEN},      {"elif", TAG_MIDDLE},
                 {"else", TAG_MIDDLE}, {"endfor", TAG_CLOSE}, {"endif", TAG_CLOSE}};
    const char *start = tag + 2 + strspn(tag + 2, "- ");
    const char *word = arena_strndup(arena, start, strcspn(start, " -%"));
    for (size_t i = 0; i < LEN(words); i++) {
        *ret_kind = words[i].kind;
        if (strcmp(word, words[i].word) == 0)
            return true;
    }
    return false;
}

static void add_tag(struct docx_tags *tags, xmlNode *text, const char *start, const char *end)
{
    enum docx_tag_kind kind;
    const char *written = arena_strndup(tags->arena, start, (size_t)(end - start));
    if (written[1] != '%' || !kind_of(tags->arena, written, &kind))
        return;
    if (tags->len == tags->size) {
        size_t size = tags->size ? 2 * tags->size : 32;
        tags->items =
            arena_grow(tags->arena, tags->items, tags->len * sizeof *tags->items, size * sizeof *tags->items);
        tags->size = size;
    }
    tags->items[tags->len++] = (struct docx_tag){
        .kind = kind,
        .written = written,
        .text = text,
        .paragraph = docx_above(text, "p"),
        .place = docx_place_of(text),
    };
}

static struct docx_tags collect(struct arena *arena, xmlNode *root)
{
    struct docx_tags tags = {.arena = arena};
    for (xmlNode *node = root; node; node = docx_next(node, root)) {
        if (!docx_is(node, "t") || !docx_above(node, "p"))
            continue;
        const char *tag, *end = NULL;
        for (const char *at = docx_text_of(node); (tag = docx_tag_find(at, &end)); at = end)
            add_tag(&tags, node, tag, end);
    }
    return tags;
}

/* The nearest node around both. */
static xmlNode *around_both(xmlNode *a, xmlNode *b)
{
    for (; a; a = a->parent)
        for (xmlNode *above = b; above; above = above->parent)
            if (above == a)
                return a;
    return NULL;
}

static enum docx_scope scope_of(const struct docx_tag *open, const struct docx_tag *close,
                                const xmlNode *around)
{
    static const char *const holders[] = {"body",     "tc",          "hdr",        "ftr",
                                          "footnote", "txbxContent", "sdtContent", "endnote"};
    if (open->paragraph == close->paragraph)
        return SCOPE_WORDS;
    if (docx_is(around, "tr"))
        return SCOPE_ROW;
    if (docx_is(around, "tbl"))
        return SCOPE_ROWS;
    for (size_t i = 0; i < LEN(holders); i++)
        if (docx_is(around, holders[i]))
            return SCOPE_PARAGRAPHS;
    return SCOPE_NONE;
}

/* Openers find their closers. What has no partner keeps block NULL. */
static void match(struct docx_tags *tags)
{
    size_t open[BLOCKS_DEPTH], depth = 0;
    for (size_t i = 0; i < tags->len; i++) {
        struct docx_tag *tag = &tags->items[i];
        if (tag->kind == TAG_OPEN && depth < BLOCKS_DEPTH) {
            tag->block = arena_alloc(tags->arena, sizeof *tag->block);
            open[depth++] = i;
        } else if (tag->kind != TAG_OPEN && depth > 0) {
            struct docx_tag *opener = &tags->items[open[depth - 1]];
            tag->block = opener->block;
            if (tag->kind == TAG_MIDDLE)
                continue;
            tag->block->around = around_both(opener->paragraph, tag->paragraph);
            tag->block->scope = scope_of(opener, tag, tag->block->around);
            depth--;
        }
    }
    for (size_t i = 0; i < tags->len; i++) /* a block that was never closed */
        if (tags->items[i].block && !tags->items[i].block->around)
            tags->items[i].block = NULL;
}

static bool below(const xmlNode *node, const xmlNode *above)
{
    for (; node; node = node->parent)
        if (node == above)
            return true;
    return false;
}

/* Whether nothing stands in a paragraph or row but tags that will be moved out of it. */
static bool holds_only_tags(const struct docx_tags *tags, const xmlNode *within)
{
    static const char *const things[] = {"drawing",           "pict",   "object", "br", "sym",
                                         "footnoteReference", "sectPr", "fldChar"};
    for (const xmlNode *node = within->children; node; node = docx_next(node, within))
        for (size_t i = 0; i < LEN(things); i++)
            if (docx_is(node, things[i]))
                return false;
    struct buffer text = {0};
    docx_text_below(within, &text);
    const char *words = buffer_text(&text);
    bool only = true;
    for (size_t i = 0; i < tags->len; i++) {
        const struct docx_tag *tag = &tags->items[i];
        char *found = tag->block && tag->block->scope != SCOPE_WORDS && below(tag->paragraph, within)
                          ? strstr(words, tag->written)
                          : NULL;
        if (found)
            memset(found, ' ', strlen(tag->written));
    }
    for (const char *at = words; *at && only; at++)
        only = *at == ' ' || strncmp(at, "\u00a0", 2) == 0 || at[0] == '\xa0';
    buffer_finish(&text);
    return only;
}

xmlNode *docx_tag_row(const struct docx_tag *tag)
{
    xmlNode *node = tag->paragraph;
    while (node &&
           !(docx_is(node, "tr") && (node == tag->block->around || node->parent == tag->block->around)))
        node = node->parent;
    return node;
}

static bool check_words(const struct docx_tag *tag, const struct docx_tag *opener, struct err *err)
{
    if (!docx_is(tag->text->parent, "r") || tag->text->parent->parent != opener->text->parent->parent)
        return err_set(
            err, "%s và thẻ mở của nó phải cùng ở trong hoặc cùng ở ngoài liên kết, ô nội dung",
            "%s and its opening tag must both stand inside or both outside of a link or content control",
            tag->written);
    return true;
}

static bool check_paragraphs(const struct docx_tag *tag, struct err *err)
{
    if (tag->paragraph->parent != tag->block->around)
        return err_set(
            err, "%s và thẻ cùng khối không cùng một cấp; đặt cả hai ngoài bảng hoặc cả hai trong một ô",
            "%s and the other tags of its block are not on one level; put them all outside of the table or "
            "all in one cell",
            tag->written);
    if (!tag->alone)
        return err_set(
            err, "%s mở ở đoạn này, đóng ở đoạn khác; mỗi thẻ phải đứng một mình trong đoạn của nó",
            "%s belongs to a block over several paragraphs; each of its tags must be alone in its paragraph",
            tag->written);
    return true;
}

static bool check_rows(const struct docx_tag *tag, struct err *err)
{
    if (!docx_tag_row(tag))
        return err_set(err, "%s không nằm trong hàng của bảng chứa thẻ cùng khối",
                       "%s is in no row of the table of its block", tag->written);
    if (tag->kind == TAG_MIDDLE && (tag->block->scope == SCOPE_ROW || !tag->alone))
        return err_set(err, "%s giữa các hàng phải đứng một mình trong một hàng riêng",
                       "%s between rows must stand alone in a row of its own", tag->written);
    return true;
}

static bool check_tag(const struct docx_tag *tag, const struct docx_tag *opener, struct err *err)
{
    switch (tag->block->scope) {
    case SCOPE_WORDS:
        return check_words(tag, opener, err);
    case SCOPE_PARAGRAPHS:
        return check_paragraphs(tag, err);
    case SCOPE_ROW:
    case SCOPE_ROWS:
        return check_rows(tag, err);
    default:
        return err_set(
            err,
            "không rõ %s lặp hay giữ phần nào; đặt cả khối trong một đoạn, các hàng của một bảng, hoặc "
            "mỗi thẻ một đoạn riêng",
            "what %s governs is not clear; put the block in one paragraph, in rows of one table, or each "
            "tag in a paragraph of its own",
            tag->written);
    }
}

static const struct docx_tag *opener_of(const struct docx_tags *tags, const struct docx_tag *tag)
{
    for (size_t i = 0; i < tags->len; i++)
        if (tags->items[i].block == tag->block)
            return &tags->items[i];
    return tag;
}

/* Looks at everything before anything is moved. A tag that is wrong loses its block. */
static bool check(const struct docx_report *report, struct docx_tags *tags)
{
    bool good = true;
    for (size_t i = 0; i < tags->len; i++) {
        struct docx_tag *tag = &tags->items[i];
        if (!tag->block)
            continue;
        const xmlNode *within = tag->block->scope == SCOPE_PARAGRAPHS ? tag->paragraph
                                : tag->block->scope == SCOPE_ROWS     ? docx_tag_row(tag)
                                                                      : NULL;
        tag->alone = within && holds_only_tags(tags, within);
        struct err err = {0};
        if (check_tag(tag, opener_of(tags, tag), &err))
            continue;
        docx_complain(report, tag->place, &err);
        good = false;
    }
    return good;
}

void docx_tag_scope(const struct docx_report *report, xmlDoc *document)
{
    struct docx_tags tags = collect(report->arena, xmlDocGetRootElement(document));
    match(&tags);
    if (check(report, &tags)) /* else the whole is refused already, and nothing is moved */
        docx_tag_move(&tags);
}
