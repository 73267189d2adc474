/* Tags cut over several runs are put together in the run where they begin. */
#include "draft/docx_tag.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "draft/docx_tree.h"
#include "xml/xml_tree.h"

#include <string.h>

/* A piece of a paragraph's text: a text element, or a tab or line end that Word wrote as an element. */
struct piece {
    struct xml_node *text; /* NULL: no text element */
    size_t start;          /* in the paragraph's text */
    struct buffer joined;
};

struct pieces {
    struct piece *items;
    size_t len, size;
    struct buffer text;
};

static void add_piece(struct arena *arena, struct pieces *pieces, struct xml_node *text)
{
    if (pieces->len == pieces->size) {
        size_t size = pieces->size ? 2 * pieces->size : 16;
        pieces->items = arena_grow(arena, pieces->items, pieces->len * sizeof *pieces->items,
                                   size * sizeof *pieces->items);
        pieces->size = size;
    }
    pieces->items[pieces->len++] = (struct piece){.text = text, .start = pieces->text.len};
    buffer_puts(&pieces->text, text ? xml_text(text) : " ");
}

static void collect(struct arena *arena, struct xml_node *paragraph, struct pieces *pieces)
{
    for (struct xml_node *node = paragraph->first; node; node = docx_flow(node, paragraph)) {
        if (docx_is_text(node))
            add_piece(arena, pieces, node);
        else if (docx_is_blank(node))
            add_piece(arena, pieces, NULL);
    }
}

static size_t piece_at(const struct pieces *pieces, size_t offset)
{
    size_t i = pieces->len;
    while (i > 0 && pieces->items[i - 1].start > offset)
        i--;
    return i - 1;
}

/* Gives the plain text from … until to the pieces in which it stood. */
static void keep_text(struct pieces *pieces, size_t from, size_t until)
{
    for (size_t i = 0; i < pieces->len; i++) {
        struct piece *piece = &pieces->items[i];
        size_t end = i + 1 < pieces->len ? pieces->items[i + 1].start : pieces->text.len;
        size_t a = from > piece->start ? from : piece->start, b = until < end ? until : end;
        if (a < b)
            buffer_add(&piece->joined, pieces->text.bytes + a, b - a);
    }
}

static void join_pieces(struct pieces *pieces)
{
    const char *text = buffer_text(&pieces->text), *at = text, *end = NULL, *tag;
    while ((tag = docx_tag_find(at, &end))) {
        keep_text(pieces, (size_t)(at - text), (size_t)(tag - text));
        size_t owner = piece_at(pieces, (size_t)(tag - text));
        docx_tag_plain(&pieces->items[owner].joined, tag, end);
        at = end;
    }
    keep_text(pieces, (size_t)(at - text), pieces->text.len);
}

void docx_tag_join(struct arena *arena, struct xml_node *root)
{
    for (struct xml_node *node = root; node; node = xml_next(node, root)) {
        if (!docx_is_paragraph(node))
            continue;
        struct pieces pieces = {0};
        collect(arena, node, &pieces);
        if (pieces.text.len && memchr(pieces.text.bytes, '{', pieces.text.len)) {
            join_pieces(&pieces);
            for (size_t i = 0; i < pieces.len; i++)
                if (pieces.items[i].text)
                    xml_set_text(arena, pieces.items[i].text, buffer_text(&pieces.items[i].joined));
        }
        for (size_t i = 0; i < pieces.len; i++)
            buffer_finish(&pieces.items[i].joined);
        buffer_finish(&pieces.text);
    }
}
