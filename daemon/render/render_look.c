#include "render/render_look.h"

#include "base/arena.h"
#include "base/array.h"
#include "draft/docx_tree.h"
#include "render/render_font.h"
#include "xml/xml_tree.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { STYLES_DEEP = 10, LENGTH_MOST = 31680 }; /* 22 inches, Word's own bound */

struct style {
    const char *id;
    const struct xml_node *node;
    struct render_para para;
    struct render_run run;
    bool resolved;
};

struct render_book {
    struct style *styles;
    size_t count;
    const struct xml_node *defaults, *numbering;
    struct render_para para; /* of the defaults */
    struct render_run run;
    const char *normal;      /* the default style's id */
};

/* ---- reading ---- */

const struct xml_node *render_child(const struct xml_node *node, const char *name)
{
    return node ? xml_child(node, DOCX_W, name) : NULL;
}

const char *render_word(const struct xml_node *node, const char *attribute, const char *fallback)
{
    const char *value = node ? xml_attribute(node, attribute) : NULL;
    return value ? value : fallback;
}

double render_number(const struct xml_node *node, const char *attribute, double fallback)
{
    const char *value = render_word(node, attribute, NULL);
    char *end = NULL;
    double number = value ? strtod(value, &end) : fallback;
    if (value && (end == value || !isfinite(number)))
        return fallback;
    return fmin(fmax(number, -LENGTH_MOST), LENGTH_MOST);
}

bool render_is_on(const struct xml_node *node)
{
    const char *value = render_word(node, "val", "1");
    return node && strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0;
}

unsigned render_color(const char *text, unsigned fallback)
{
    char *end;
    unsigned long color = strlen(text) == 6 ? strtoul(text, &end, 16) : 0;
    return strlen(text) == 6 && !*end ? (unsigned)color : fallback;
}

static struct render_border border_of(const struct xml_node *node)
{
    const char *kind = render_word(node, "val", "none");
    bool none = strcmp(kind, "none") == 0 || strcmp(kind, "nil") == 0;
    return (struct render_border){.set = true,
                                  .width = none ? 0 : fmax(render_number(node, "sz", 4), 2) * 20 / 8,
                                  .space = render_number(node, "space", 0) * 20,
                                  .color = render_color(render_word(node, "color", "auto"), 0),
                                  .dashed = strncmp(kind, "dash", 4) == 0 || strncmp(kind, "dot", 3) == 0,
                                  .twice = strcmp(kind, "double") == 0};
}

void render_borders_read(const struct xml_node *node, struct render_border borders[RENDER_SIDES])
{
    static const struct {
        const char *name;
        enum render_side side;
    } sides[] = {{"top", RENDER_TOP},         {"bottom", RENDER_BOTTOM},      {"left", RENDER_LEFT_SIDE},   {"start", RENDER_LEFT_SIDE},
                 {"right", RENDER_RIGHT_SIDE}, {"end", RENDER_RIGHT_SIDE},     {"insideH", RENDER_INSIDE_H}, {"insideV", RENDER_INSIDE_V}};
    for (size_t i = 0; i < LEN(sides); i++) {
        const struct xml_node *side = render_child(node, sides[i].name);
        if (side)
            borders[sides[i].side] = border_of(side);
    }
}

/* ---- runs ---- */

static struct style *style_of(const struct render_book *book, const char *id)
{
    for (size_t i = 0; i < book->count; i++)
        if (strcmp(book->styles[i].id, id) == 0)
            return &book->styles[i];
    return NULL;
}

static void set_bit(const struct xml_node *node, unsigned bit, unsigned *bits)
{
    if (node)
        *bits = render_is_on(node) ? *bits | bit : *bits & ~bit;
}

static void set_flag(const struct xml_node *node, bool *flag)
{
    if (node)
        *flag = render_is_on(node);
}

/* Of the text's size, as LibreOffice places it. */
static void set_raise(const struct xml_node *node, struct render_run *run)
{
    const char *word = render_word(node, "val", "");
    bool over = strcmp(word, "superscript") == 0, under = strcmp(word, "subscript") == 0;
    if (!over && !under)
        return;
    run->raise = run->size * (over ? 0.33 : -0.08);
    run->size *= 0.58;
}

static void apply_run(const struct xml_node *properties, struct render_run *run)
{
    if (!properties)
        return;
    const struct xml_node *underline = render_child(properties, "u"), *color = render_child(properties, "color"),
                          *size = render_child(properties, "sz"), *fonts = render_child(properties, "rFonts");
    set_bit(render_child(properties, "b"), RENDER_BOLD, &run->face);
    set_bit(render_child(properties, "i"), RENDER_ITALIC, &run->face);
    set_flag(render_child(properties, "strike"), &run->strike);
    set_flag(render_child(properties, "caps"), &run->caps);
    set_flag(render_child(properties, "vanish"), &run->hidden);
    if (underline)
        run->underline = strcmp(render_word(underline, "val", "single"), "none") != 0;
    if (color)
        run->color = render_color(render_word(color, "val", ""), 0);
    if (size)
        run->size = fmin(fmax(render_number(size, "val", 20), 1), 1000) * 10;
    run->font = render_word(fonts, "ascii", run->font);
    set_raise(render_child(properties, "vertAlign"), run);
}

/* A character style over what is there. */
static void apply_named(const struct render_book *book, const char *id, int deep, struct render_run *run)
{
    const struct style *style = style_of(book, id);
    if (!style || deep == STYLES_DEEP)
        return;
    apply_named(book, render_word(render_child(style->node, "basedOn"), "val", ""), deep + 1, run);
    apply_run(render_child(style->node, "rPr"), run);
}

void render_book_run(const struct render_book *book, const struct xml_node *properties, struct render_run *run)
{
    const struct xml_node *named = render_child(properties, "rStyle");
    if (named)
        apply_named(book, render_word(named, "val", ""), 0, run);
    apply_run(properties, run);
}

/* ---- paragraphs ---- */

static enum render_align align_of(const char *word)
{
    static const struct {
        const char *word;
        enum render_align align;
    } words[] = {{"center", RENDER_CENTER}, {"right", RENDER_RIGHT}, {"end", RENDER_RIGHT}, {"both", RENDER_BOTH}, {"distribute", RENDER_BOTH}};
    for (size_t i = 0; i < LEN(words); i++)
        if (strcmp(words[i].word, word) == 0)
            return words[i].align;
    return RENDER_LEFT;
}

static void apply_spacing(const struct xml_node *node, struct render_para *para)
{
    const char *rule = render_word(node, "lineRule", NULL);
    para->before = fmax(render_number(node, "before", para->before), 0);
    para->after = fmax(render_number(node, "after", para->after), 0);
    para->line = fabs(render_number(node, "line", para->line));
    if (rule)
        para->rule = strcmp(rule, "exact") == 0 ? RENDER_EXACT : strcmp(rule, "atLeast") == 0 ? RENDER_AT_LEAST : RENDER_AUTO;
}

static void apply_indent(const struct xml_node *node, struct render_para *para)
{
    para->left = render_number(node, "left", render_number(node, "start", para->left));
    para->right = render_number(node, "right", render_number(node, "end", para->right));
    para->first = render_number(node, "firstLine", para->first);
    if (xml_attribute(node, "hanging"))
        para->first = -render_number(node, "hanging", 0);
}

static void drop_tab(struct render_para *para, double at)
{
    size_t kept = 0;
    for (size_t i = 0; i < para->tab_count; i++)
        if (para->tabs[i].at != at)
            para->tabs[kept++] = para->tabs[i];
    para->tab_count = kept;
}

static void apply_tab(const struct xml_node *node, struct render_para *para)
{
    const char *kind = render_word(node, "val", "left");
    double at = render_number(node, "pos", 0);
    drop_tab(para, at);
    if (strcmp(kind, "clear") == 0 || para->tab_count == RENDER_TABS_MOST)
        return;
    size_t place = para->tab_count++;
    for (; place > 0 && para->tabs[place - 1].at > at; place--)
        para->tabs[place] = para->tabs[place - 1];
    para->tabs[place] = (struct render_tab){at, align_of(kind), strcmp(render_word(node, "leader", "none"), "dot") == 0};
}

/* Frames that move with the text are drawn in it (render_lack.c says so). */
static struct render_frame frame_of(const struct xml_node *node)
{
    const char *down = render_word(node, "vAnchor", "text");
    return (struct render_frame){.set = strcmp(down, "text") != 0,
                                 .across_page = strcmp(render_word(node, "hAnchor", "margin"), "page") == 0,
                                 .down_page = strcmp(down, "page") == 0,
                                 .x = render_number(node, "x", 0),
                                 .y = render_number(node, "y", 0),
                                 .width = fmax(render_number(node, "w", 0), 0)};
}

static void apply(const struct xml_node *properties, struct render_para *para)
{
    if (!properties)
        return;
    const struct xml_node *spacing = render_child(properties, "spacing"), *indent = render_child(properties, "ind"),
                          *jc = render_child(properties, "jc"), *tabs = render_child(properties, "tabs"), *lone = render_child(properties, "widowControl");
    if (spacing)
        apply_spacing(spacing, para);
    if (indent)
        apply_indent(indent, para);
    if (jc)
        para->align = align_of(render_word(jc, "val", "left"));
    for (const struct xml_node *tab = tabs ? tabs->first : NULL; tab; tab = tab->next)
        if (docx_is(tab, "tab"))
            apply_tab(tab, para);
    if (render_child(properties, "framePr"))
        para->frame = frame_of(render_child(properties, "framePr"));
    set_flag(render_child(properties, "keepNext"), &para->keep_next);
    set_flag(render_child(properties, "keepLines"), &para->keep_lines);
    set_flag(render_child(properties, "pageBreakBefore"), &para->new_page);
    set_flag(render_child(properties, "contextualSpacing"), &para->contextual);
    if (lone)
        para->lone_lines = !render_is_on(lone);
    render_borders_read(render_child(properties, "pBdr"), para->borders);
}

/* ---- numbers ---- */

static const struct xml_node *find(const struct xml_node *root, const char *name, const char *attribute, const char *id)
{
    for (const struct xml_node *node = root ? root->first : NULL; node; node = node->next)
        if (docx_is(node, name) && strcmp(render_word(node, attribute, ""), id) == 0)
            return node;
    return NULL;
}

/* The level that numPr asks for replaces what was; its indents come first, the properties' own over them. */
static void apply_level(const struct render_book *book, const struct xml_node *properties, struct render_para *para)
{
    const struct xml_node *asked = render_child(properties, "numPr");
    if (!asked)
        return;
    const struct xml_node *number = find(book->numbering, "num", "numId", render_word(render_child(asked, "numId"), "val", "0"));
    const struct xml_node *list =
        find(book->numbering, "abstractNum", "abstractNumId", render_word(render_child(number, "abstractNumId"), "val", "-"));
    para->level = find(list, "lvl", "ilvl", render_word(render_child(asked, "ilvl"), "val", "0"));
    apply(render_child(para->level, "pPr"), para);
}

/* ---- styles ---- */

/* Resolved with those that it is based on. */
static struct style *resolved(struct render_book *book, const char *id, int deep)
{
    struct style *style = style_of(book, id);
    if (!style || style->resolved || deep == STYLES_DEEP)
        return style;
    const struct style *base = resolved(book, render_word(render_child(style->node, "basedOn"), "val", ""), deep + 1);
    style->para = base ? base->para : book->para;
    style->run = base ? base->run : book->run;
    style->resolved = true;
    apply_level(book, render_child(style->node, "pPr"), &style->para);
    apply(render_child(style->node, "pPr"), &style->para);
    render_book_run(book, render_child(style->node, "rPr"), &style->run);
    return style;
}

static size_t count_styles(const struct xml_node *styles)
{
    size_t count = 0;
    for (const struct xml_node *node = styles ? styles->first : NULL; node; node = node->next)
        count += docx_is(node, "style");
    return count;
}

struct render_book *render_book_create(struct arena *arena, const struct xml_node *styles, const struct xml_node *numbering)
{
    struct render_book *book = arena_alloc(arena, sizeof *book);
    const struct xml_node *defaults = render_child(styles, "docDefaults");
    *book = (struct render_book){.numbering = numbering,
                                 .styles = arena_alloc(arena, count_styles(styles) * sizeof *book->styles),
                                 .run = {.size = 200},
                                 .para = {.line = 240},
                                 .normal = "Normal"};
    for (const struct xml_node *node = styles ? styles->first : NULL; node; node = node->next) {
        if (!docx_is(node, "style"))
            continue;
        struct style *style = &book->styles[book->count++];
        *style = (struct style){.id = render_word(node, "styleId", ""), .node = node};
        if (strcmp(render_word(node, "type", ""), "paragraph") == 0 && strcmp(render_word(node, "default", "0"), "1") == 0)
            book->normal = style->id;
    }
    apply(render_child(render_child(defaults, "pPrDefault"), "pPr"), &book->para);
    render_book_run(book, render_child(render_child(defaults, "rPrDefault"), "rPr"), &book->run);
    return book;
}

void render_book_paragraph(struct render_book *book, const struct xml_node *paragraph, struct render_para *ret_para,
                           struct render_run *ret_run, struct render_run *ret_mark)
{
    const struct xml_node *properties = render_child(paragraph, "pPr");
    const char *id = render_word(render_child(properties, "pStyle"), "val", book->normal);
    const struct style *style = resolved(book, id, 0);
    *ret_para = style ? style->para : book->para;
    *ret_run = style ? style->run : book->run;
    ret_para->style = id;
    apply_level(book, properties, ret_para);
    apply(properties, ret_para);
    *ret_mark = *ret_run;
    render_book_run(book, render_child(properties, "rPr"), ret_mark);
}

const struct xml_node *render_book_table(const struct render_book *book, const char *style, const char *name)
{
    for (int i = 0; i < STYLES_DEEP; i++) {
        const struct style *found = style_of(book, style);
        const struct xml_node *node = found ? render_child(render_child(found->node, "tblPr"), name) : NULL;
        if (node || !found)
            return node;
        style = render_word(render_child(found->node, "basedOn"), "val", "");
    }
    return NULL;
}
