/* Tags cut over several runs are put together in the run where they begin. */
#include "draft/docx_tag.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "draft/docx_tree.h"
#include "template/template.h"

#include <string.h>

const char *docx_tag_find(const char *text, const char **ret_end)
{
    const char *end = text + strlen(text);
    for (const char *at = text; (at = strchr(at, '{')); at++) {
        if (!at[1] || !strchr("{%#", at[1]))
            continue;
        const char *stop = template_tag_end(at, end);
        if (!stop)
            return NULL;
        *ret_end = stop;
        return at;
    }
    return NULL;
}

/* A piece of a paragraph's text: a w:t, or a tab or line end that Word wrote as an element. */
struct piece {
    xmlNode *text; /* NULL: no w:t */
    size_t start;  /* in the paragraph's text */
    struct buffer joined;
};

struct pieces {
    struct piece *items;
    size_t len, size;
    struct buffer text;
};

static void add_piece(struct arena *arena, struct pieces *pieces, xmlNode *text)
{
    if (pieces->len == pieces->size) {
        size_t size = pieces->size ? 2 * pieces->size : 16;
        pieces->items = arena_grow(arena, pieces->items, pieces->len * sizeof *pieces->items,
                                   size * sizeof *pieces->items);
        pieces->size = size;
    }
    pieces->items[pieces->len++] = (struct piece){.text = text, .start = pieces->text.len};
    buffer_puts(&pieces->text, text ? docx_text_of(text) : " ");
}

static void collect(struct arena *arena, xmlNode *paragraph, struct pieces *pieces)
{
    xmlNode *at = paragraph->children;
    while (at) {
        if (docx_is(at, "t"))
            add_piece(arena, pieces, at);
        else if (docx_is(at, "tab") || docx_is(at, "br") || docx_is(at, "cr"))
            add_piece(arena, pieces, NULL);
        bool box = docx_is(at, "txbxContent") || docx_is(at, "pPr");
        at = box ? docx_next_after(at, paragraph) : docx_next(at, paragraph);
    }
}

/* What Word's keyboard makes of plain signs, and the signs. */
static const struct {
    const char *typed, *plain;
} signs[] = {{"\u201c", "\""}, {"\u201d", "\""}, {"\u201e", "\""}, {"\u2018", "'"}, {"\u2019", "'"},
             {"\u00a0", " "},  {"\u202f", " "},  {"\u2009", " "},  {"\u200b", ""},  {"\ufeff", ""},
             {"\u00ad", ""},   {"\t", " "},      {"\n", " "},      {"\r", " "}};

/* docxtpl's {%p, {%tr, {%tc, {%r: the letters are dropped, for the scope is found without them. */
static const char *skip_scope(const char *at, const char *end, struct buffer *out)
{
    static const char *const words[] = {"p ", "tr ", "tc ", "r "};
    buffer_add(out, at, 2);
    for (size_t i = 0; at[1] == '%' && i < sizeof words / sizeof *words; i++)
        if ((size_t)(end - at) > 2 + strlen(words[i]) && memcmp(at + 2, words[i], strlen(words[i])) == 0)
            return at + 1 + strlen(words[i]); /* the blank stays */
    return at + 2;
}

static void add_plain_tag(struct buffer *out, const char *at, const char *end)
{
    at = skip_scope(at, end, out);
    while (at < end) {
        size_t i = 0;
        while (i < sizeof signs / sizeof *signs && strncmp(at, signs[i].typed, strlen(signs[i].typed)) != 0)
            i++;
        if (i < sizeof signs / sizeof *signs) {
            buffer_puts(out, signs[i].plain);
            at += strlen(signs[i].typed);
        } else {
            buffer_putc(out, *at++);
        }
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

static void join_pieces(const struct docx_report *report, xmlNode *paragraph, struct pieces *pieces)
{
    const char *text = buffer_text(&pieces->text), *at = text, *end = NULL, *tag;
    while ((tag = docx_tag_find(at, &end))) {
        keep_text(pieces, (size_t)(at - text), (size_t)(tag - text));
        size_t owner = piece_at(pieces, (size_t)(tag - text));
        add_plain_tag(&pieces->items[owner].joined, tag, end);
        at = end;
    }
    if (strstr(at, "{{") || strstr(at, "{%") || strstr(at, "{#")) {
        struct err err = {0};
        err_set(&err, "có thẻ mở mà không đóng; thêm }} hoặc %%}",
                "a tag is opened and not closed; add }} or %%}");
        docx_complain(report, docx_place_of(paragraph), &err);
        return; /* the rest of the paragraph is left out: it has been complained of */
    }
    keep_text(pieces, (size_t)(at - text), pieces->text.len);
}

void docx_tag_join(const struct docx_report *report, xmlDoc *document)
{
    xmlNode *root = xmlDocGetRootElement(document);
    for (xmlNode *node = root; node; node = docx_next(node, root)) {
        if (!docx_is(node, "p"))
            continue;
        struct pieces pieces = {0};
        collect(report->arena, node, &pieces);
        if (pieces.text.len && memchr(pieces.text.bytes, '{', pieces.text.len)) {
            join_pieces(report, node, &pieces);
            for (size_t i = 0; i < pieces.len; i++)
                if (pieces.items[i].text)
                    docx_set_text(pieces.items[i].text, buffer_text(&pieces.items[i].joined));
        }
        for (size_t i = 0; i < pieces.len; i++)
            buffer_finish(&pieces.items[i].joined);
        buffer_finish(&pieces.text);
    }
}
