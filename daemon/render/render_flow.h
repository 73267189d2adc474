/*
 * Blocks as a column of a width: lines of paragraphs and rows of tables, one below the other, each with its height, the space above it and
 * what holds it to the next. A page takes as many of them as fit (render_page.h); a cell of a table holds all of its own.
 */
#ifndef RENDER_RENDER_FLOW_H
#define RENDER_RENDER_FLOW_H

#include "render/render_line.h"

#include <stdbool.h>
#include <stddef.h>

struct render_flow_cell {
    const struct render_cell *cell;
    double x, width; /* from the table's edge */
    double height;   /* over all rows that it is merged with */
    double content;  /* the height of what stands in it */
    struct render_borders_drawn {
        struct render_border top, bottom, left, right;
    } borders;
    struct render_strip *first;
    struct render_flow_cell *next;
};

struct render_flow_row {
    const struct render_row *row;
    double x; /* of the table's edge */
    struct render_flow_cell *cells;
};

/* A line or a row. */
struct render_strip {
    double before, height;
    double above; /* of `height`: the border over the first line with its space */
    const struct render_paragraph *paragraph; /* of a line */
    const struct render_line *line;
    size_t index, count; /* of the paragraph's lines */
    const struct render_flow_row *row; /* or a row */
    const struct render_table *table;
    struct render_strip *framed; /* what stands in a frame, which has no height in the column itself */
    bool keep_next, new_page, page_ends;
    struct render_strip *next;
};

struct render_flow {
    struct render_strip *first;
    double height; /* of all, the space behind the last paragraph with them */
    double behind; /* that space */
};

/* A render_setter.flow. */
void render_flow(const struct render_setter *setter, const struct render_block *blocks, double width, struct render_flow *ret_flow);

/* render_table.c: the rows of a table, in a column of that width. */
struct render_strip *render_flow_table(const struct render_setter *setter, const struct render_table *table, double width);

#endif
