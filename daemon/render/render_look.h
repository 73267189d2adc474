/*
 * How runs and paragraphs of WordprocessingML look, computed in full: the document's defaults, the style and those that it is based on,
 * the number's level, the element's own properties (ISO/IEC 29500-1, 17.7.2). Lengths are twips (1/20 pt) in floating point throughout
 * render/. One book of styles a document.
 */
#ifndef RENDER_RENDER_LOOK_H
#define RENDER_RENDER_LOOK_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct xml_node;

enum render_align { RENDER_LEFT, RENDER_CENTER, RENDER_RIGHT, RENDER_BOTH };
enum render_rule { RENDER_AUTO, RENDER_EXACT, RENDER_AT_LEAST };
enum { RENDER_TABS_MOST = 16 };
enum render_side { RENDER_TOP, RENDER_BOTTOM, RENDER_LEFT_SIDE, RENDER_RIGHT_SIDE, RENDER_INSIDE_H, RENDER_INSIDE_V, RENDER_SIDES };

struct render_border {
    bool set;           /* said, be it that there is none */
    double width;       /* 0: none */
    double space;       /* to the text */
    unsigned color;     /* 0xRRGGBB */
    bool dashed, twice; /* `width` is that of one line */
};

struct render_run {
    unsigned face; /* enum render_face */
    double size;   /* twips */
    double raise;  /* above the line, twips */
    unsigned color;
    bool underline, strike, caps, hidden;
    const char *font; /* as the document names it; NULL: nowhere */
};

struct render_tab {
    double at;
    enum render_align align;
    bool dots;
};

/* A paragraph that stands at a place of the page rather than in the text. */
struct render_frame {
    bool set;
    bool across_page, down_page; /* counted from the edge of the paper, else from the margin */
    double x, y, width;          /* width 0: what is left to the margin */
};

struct render_para {
    struct render_frame frame;
    enum render_align align;
    enum render_rule rule;
    double left, right, first; /* first: negative hangs */
    double before, after, line;
    bool keep_next, keep_lines, new_page, contextual;
    bool lone_lines; /* a page may begin or end with one line of it */
    struct render_border borders[RENDER_SIDES];
    struct render_tab tabs[RENDER_TABS_MOST];
    size_t tab_count;
    const char *style;            /* its id */
    const struct xml_node *level; /* of its number; NULL: none */
};

struct render_book;

/* styles, numbering: the roots of these parts; NULL: there is none. */
struct render_book *render_book_create(struct arena *arena, const struct xml_node *styles, const struct xml_node *numbering);
/* *ret_mark: of the paragraph's end, which an empty paragraph and a number have; *ret_run: of its text where a run says nothing. */
void render_book_paragraph(struct render_book *book, const struct xml_node *paragraph, struct render_para *ret_para,
                           struct render_run *ret_run, struct render_run *ret_mark);
void render_book_run(const struct render_book *book, const struct xml_node *properties, struct render_run *run);
/* Of a style of tables: its properties by name, from the nearest style that has them; NULL: none has. */
const struct xml_node *render_book_table(const struct render_book *book, const char *style, const char *name);

/* Helpers for whoever reads WordprocessingML. */
const struct xml_node *render_child(const struct xml_node *node, const char *name); /* NULL of NULL */
double render_number(const struct xml_node *node, const char *attribute, double fallback);
const char *render_word(const struct xml_node *node, const char *attribute, const char *fallback);
bool render_is_on(const struct xml_node *node); /* an element whose presence says yes; NULL: no */
void render_borders_read(const struct xml_node *node, struct render_border borders[RENDER_SIDES]);
unsigned render_color(const char *text, unsigned fallback);

#endif
