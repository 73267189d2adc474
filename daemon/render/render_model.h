/*
 * A paper as the renderer sees it: sections of blocks (paragraphs of pieces, tables of rows of cells of blocks), every look computed.
 * Read from the .docx once (render_doc.h); laid out by render_line.h, render_table.h and render_page.h. Lives in one arena.
 */
#ifndef RENDER_RENDER_MODEL_H
#define RENDER_RENDER_MODEL_H

#include "render/render_lack.h"
#include "render/render_look.h"

#include <stdbool.h>
#include <stddef.h>

enum render_piece_kind { RENDER_TEXT, RENDER_TAB, RENDER_LINE_BREAK, RENDER_PAGE_BREAK, RENDER_PICTURE, RENDER_PAGE, RENDER_PAGES };

struct render_piece {
    enum render_piece_kind kind;
    struct render_run run;
    const char *text; /* of a text */
    struct _cairo_surface *image; /* of a picture */
    double width, height;         /* of a picture */
    struct render_piece *next, *next_picture;
};

struct render_paragraph {
    struct render_para look;
    struct render_run mark;
    struct render_piece *first, *last;
    size_t number; /* from the paper's beginning, 1 is the first; 0: in a head or foot */
};

struct render_cell {
    size_t column, span;
    bool goes_on;  /* what is merged with the cell above */
    bool begins;   /* a merge downwards */
    enum { RENDER_AT_TOP, RENDER_AT_MIDDLE, RENDER_AT_BOTTOM } place;
    struct render_border borders[RENDER_SIDES];
    double margins[4]; /* by enum render_side */
    unsigned shade;    /* 0xRRGGBB */
    bool shaded;
    struct render_block *blocks;
    struct render_cell *next;
};

struct render_row {
    struct render_cell *cells;
    double height; /* asked for */
    enum render_rule rule;
    bool cant_split, header;
    struct render_row *next;
};

struct render_table {
    double *columns; /* widths */
    size_t column_count;
    double indent;
    enum render_align align;
    struct render_border borders[RENDER_SIDES];
    struct render_row *rows;
};

struct render_block {
    struct render_paragraph *paragraph; /* or */
    struct render_table *table;
    struct render_block *next;
};

enum render_page_kind { RENDER_EVERY_PAGE, RENDER_FIRST_PAGE, RENDER_EVEN_PAGE, RENDER_PAGE_KINDS };

struct render_section {
    double width, height, top, bottom, left, right, head, foot; /* margins; head and foot: from the edges of the paper */
    bool first_apart, new_page;
    long begin; /* the number of its first page; 0: goes on */
    bool numbered;
    struct render_block *heads[RENDER_PAGE_KINDS], *feet[RENDER_PAGE_KINDS];
    struct render_block *blocks;
    struct render_section *next;
};

struct render_doc {
    struct render_section *sections;
    double tab; /* the distance of the stops that nobody set */
    bool even_apart;
    struct render_piece *pictures; /* all of them */
    struct render_lacks lacks;
};

#endif
