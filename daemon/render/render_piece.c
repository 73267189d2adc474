/* Paragraphs: runs, what they hold, fields. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "draft/docx_tree.h"
#include "render/render_read.h"
#include "xml/xml_tree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS_DEEP = 20 };
#define EMU_PER_TWIP 635.0

enum field_state { NO_FIELD, FIELD_CODE, FIELD_RESULT };

struct paragraph {
    struct render_reading *reading;
    struct render_paragraph *to;
    struct render_run run; /* of the run being read */
    enum field_state state;
    int deep;
    bool replaced; /* the field's stored text is not asked for */
    struct buffer code;
};

static void read_run(struct paragraph *paragraph, const struct xml_node *node);

static struct render_piece *add(struct paragraph *paragraph, enum render_piece_kind kind)
{
    struct render_piece *piece = arena_alloc(paragraph->reading->arena, sizeof *piece);
    *piece = (struct render_piece){.kind = kind, .run = paragraph->run};
    if (paragraph->to->last)
        paragraph->to->last->next = piece;
    else
        paragraph->to->first = piece;
    paragraph->to->last = piece;
    return piece;
}

static void note(struct paragraph *paragraph, enum render_lack lack)
{
    render_lack_add(&paragraph->reading->doc->lacks, lack, paragraph->reading->place);
}

/* ---- text ---- */

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void check_font(struct paragraph *paragraph)
{
    const char *font = paragraph->run.font;
    if (font && strcmp(font, "Times New Roman") != 0 && strcmp(font, "Liberation Serif") != 0)
        note(paragraph, RENDER_LACK_FONT);
}

static void add_text(struct paragraph *paragraph, const char *text, size_t len)
{
    struct arena *arena = paragraph->reading->arena;
    if (!len || paragraph->run.hidden)
        return;
    char *copy = arena_strndup(arena, text, len);
    for (char *at = copy; *at; at++)
        if (is_white(*at))
            *at = ' ';
    check_font(paragraph);
    add(paragraph, RENDER_TEXT)->text = paragraph->run.caps ? text_upper(arena, copy) : copy;
}

static void read_text(struct paragraph *paragraph, const struct xml_node *node)
{
    const char *text = xml_text(node);
    size_t len = strlen(text);
    if (strcmp(render_word(node, "space", ""), "preserve") != 0) {
        while (len && is_white(text[len - 1]))
            len--;
        for (; len && is_white(*text); len--)
            text++;
    }
    add_text(paragraph, text, len);
}

/* ---- fields ---- */

static const char *word_of(const char *code, size_t *ret_len)
{
    code += strspn(code, " \t\r\n");
    *ret_len = strcspn(code, " \t\r\n\\");
    return code;
}

/* Whether the text stored for it is replaced. Only heads and feet are drawn page by page. */
static bool put_field(struct paragraph *paragraph, const char *code)
{
    size_t len;
    const char *word = word_of(code, &len);
    bool page = len == 4 && strncmp(word, "PAGE", 4) == 0, pages = len == 8 && strncmp(word, "NUMPAGES", 8) == 0;
    bool harmless = len == 9 && strncmp(word, "HYPERLINK", 9) == 0;
    if ((page || pages) && !paragraph->reading->body) {
        add(paragraph, page ? RENDER_PAGE : RENDER_PAGES);
        return true;
    }
    if (!harmless)
        note(paragraph, RENDER_LACK_FIELD);
    return false;
}

static void read_mark(struct paragraph *paragraph, const struct xml_node *node)
{
    const char *type = render_word(node, "fldCharType", "");
    if (strcmp(type, "begin") == 0 && paragraph->deep < FIELDS_DEEP) {
        if (paragraph->deep++ == 0) {
            paragraph->state = FIELD_CODE;
            paragraph->code.len = 0;
        }
    } else if (strcmp(type, "separate") == 0 && paragraph->deep == 1) {
        paragraph->replaced = put_field(paragraph, buffer_text(&paragraph->code));
        paragraph->state = FIELD_RESULT;
    } else if (strcmp(type, "end") == 0 && paragraph->deep > 0 && --paragraph->deep == 0) {
        if (paragraph->state == FIELD_CODE)
            put_field(paragraph, buffer_text(&paragraph->code));
        paragraph->state = NO_FIELD;
        paragraph->replaced = false;
    }
}

/* ---- pictures ---- */

static const struct xml_node *below(const struct xml_node *root, const char *local)
{
    for (const struct xml_node *node = xml_next(root, root); node; node = xml_next(node, root))
        if (node->kind == XML_KIND_ELEMENT && strcmp(node->local, local) == 0)
            return node;
    return NULL;
}

static const struct opc_part *picture_of(struct render_reading *reading, const char *id)
{
    const struct opc_part *relations = reading->part->related;
    for (struct xml_node *node = opc_relation(relations, NULL); node; node = opc_relation(relations, node))
        if (strcmp(render_word(node, "Id", ""), id) == 0 && !opc_relation_external(node))
            return opc_target(reading->arena, &reading->opc, relations, node);
    return NULL;
}

static double extent(const struct xml_node *node, const char *name)
{
    const char *text = render_word(node, name, "0");
    return fmin(fmax(strtod(text, NULL) / EMU_PER_TWIP, 0), 31680);
}

static void note_all(struct paragraph *paragraph, const struct xml_node *root)
{
    for (const struct xml_node *node = root; node; node = xml_next(node, root))
        if (node->kind == XML_KIND_ELEMENT)
            render_lack_element(&paragraph->reading->doc->lacks, node, paragraph->reading->place);
}

static void read_drawing(struct paragraph *paragraph, const struct xml_node *node)
{
    const struct xml_node *inlined = below(node, "inline"), *blip = inlined ? below(inlined, "blip") : NULL,
                          *size = inlined ? below(inlined, "extent") : NULL;
    const struct opc_part *part = blip ? picture_of(paragraph->reading, render_word(blip, "embed", "")) : NULL;
    double width = extent(size, "cx"), height = extent(size, "cy");
    struct render_doc *doc = paragraph->reading->doc;
    struct _cairo_surface *image = part && width > 0 && height > 0 ? render_picture_read(part->bytes, part->len) : NULL;
    if (image) {
        struct render_piece *piece = add(paragraph, RENDER_PICTURE);
        piece->image = image;
        piece->width = width;
        piece->height = height;
        piece->next_picture = doc->pictures;
        doc->pictures = piece;
        return;
    }
    if (inlined)
        note(paragraph, RENDER_LACK_PICTURE);
    note_all(paragraph, node);
}

/* ---- runs ---- */

static void read_break(struct paragraph *paragraph, const struct xml_node *node)
{
    const char *type = render_word(node, "type", "textWrapping");
    add(paragraph, strcmp(type, "page") == 0 || strcmp(type, "column") == 0 ? RENDER_PAGE_BREAK : RENDER_LINE_BREAK);
}

static void read_shown(struct paragraph *paragraph, const struct xml_node *node)
{
    if (docx_is(node, "t"))
        read_text(paragraph, node);
    else if (docx_is(node, "tab") || docx_is(node, "ptab"))
        add(paragraph, RENDER_TAB);
    else if (docx_is(node, "br"))
        read_break(paragraph, node);
    else if (docx_is(node, "cr"))
        add(paragraph, RENDER_LINE_BREAK);
    else if (docx_is(node, "noBreakHyphen"))
        add_text(paragraph, "‑", strlen("‑"));
    else if (docx_is(node, "sym"))
        note(paragraph, RENDER_LACK_LETTER);
    else if (docx_is(node, "drawing"))
        read_drawing(paragraph, node);
    else if (!docx_is_property(node))
        note_all(paragraph, node);
}

static void read_part(struct paragraph *paragraph, const struct xml_node *node)
{
    if (docx_is(node, "fldChar"))
        read_mark(paragraph, node);
    else if (docx_is(node, "instrText") && paragraph->deep == 1 && paragraph->state == FIELD_CODE)
        buffer_puts(&paragraph->code, xml_text(node));
    else if (paragraph->state != FIELD_CODE && !paragraph->replaced)
        read_shown(paragraph, node);
}

static void read_inside(struct paragraph *paragraph, const struct render_run *run, const struct xml_node *parent)
{
    for (const struct xml_node *node = parent->first; node; node = node->next) {
        if (docx_is(node, "r")) {
            paragraph->run = *run;
            read_run(paragraph, node);
        } else if (docx_is(node, "fldSimple") && put_field(paragraph, render_word(node, "instr", ""))) {
            continue;
        } else if (node->kind == XML_KIND_ELEMENT && !docx_is(node, "del") && !docx_is(node, "moveFrom") && !docx_is_property(node)) {
            render_lack_element(&paragraph->reading->doc->lacks, node, paragraph->reading->place);
            read_inside(paragraph, run, node); /* a link, what was inserted, a smart tag, a control */
        }
    }
}

static void read_run(struct paragraph *paragraph, const struct xml_node *node)
{
    const struct xml_node *properties = render_child(node, "rPr");
    render_book_run(paragraph->reading->book, properties, &paragraph->run);
    for (const struct xml_node *part = properties ? properties->first : NULL; part; part = part->next)
        if (part->kind == XML_KIND_ELEMENT)
            render_lack_element(&paragraph->reading->doc->lacks, part, paragraph->reading->place);
    for (const struct xml_node *part = node->first; part; part = part->next)
        if (part->kind == XML_KIND_ELEMENT)
            read_part(paragraph, part);
}

/* "Điều 2." and what the level puts behind it. */
static void put_number(struct paragraph *paragraph, const struct render_run *mark, const struct xml_node *node)
{
    const char *number = docx_look_number(&paragraph->reading->look, node);
    const struct xml_node *level = paragraph->to->look.level;
    if (!number || !level)
        return;
    const char *behind = render_word(render_child(level, "suff"), "val", "tab");
    size_t len = strlen(number);
    paragraph->run = *mark;
    render_book_run(paragraph->reading->book, render_child(level, "rPr"), &paragraph->run);
    add_text(paragraph, number, strcmp(behind, "space") == 0 ? len : len - 1); /* it ends with a space */
    if (strcmp(behind, "tab") == 0)
        add(paragraph, RENDER_TAB);
}

struct render_paragraph *render_read_paragraph(struct render_reading *reading, const struct xml_node *node)
{
    struct paragraph paragraph = {.reading = reading, .to = arena_alloc(reading->arena, sizeof *paragraph.to)};
    struct render_run run;
    reading->paragraphs += reading->body;
    reading->place = reading->body ? reading->paragraphs : 0;
    paragraph.to->number = reading->place;
    render_book_paragraph(reading->book, node, &paragraph.to->look, &run, &paragraph.to->mark);
    put_number(&paragraph, &paragraph.to->mark, node);
    read_inside(&paragraph, &run, node);
    for (const struct xml_node *part = render_child(node, "pPr") ? render_child(node, "pPr")->first : NULL; part; part = part->next)
        if (part->kind == XML_KIND_ELEMENT)
            render_lack_element(&reading->doc->lacks, part, reading->place);
    buffer_finish(&paragraph.code);
    return paragraph.to;
}
