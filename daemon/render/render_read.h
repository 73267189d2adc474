/* What the readers of a paper's parts share while they read. Internal to the room. */
#ifndef RENDER_RENDER_READ_H
#define RENDER_RENDER_READ_H

#include "draft/docx_look.h"
#include "draft/opc.h"
#include "render/render_model.h"

struct render_reading {
    struct arena *arena;
    struct render_doc *doc;
    struct render_book *book;
    struct docx_look look; /* counts the numbers */
    struct opc opc;
    const struct opc_part *part; /* that is read just now; its relationships lead to pictures */
    bool body;                   /* it is the text, no head or foot */
    size_t paragraphs;           /* of the text so far */
    size_t place;                /* the number of the paragraph being read, for what is not drawn; 0: in a head or foot */
    struct render_block *(*blocks)(struct render_reading *reading, const struct xml_node *parent); /* of a cell */
};

struct render_paragraph *render_read_paragraph(struct render_reading *reading, const struct xml_node *node);
struct render_table *render_read_table(struct render_reading *reading, const struct xml_node *node);
/* A PNG as a picture; NULL: it is none, or larger than a paper has them. */
struct _cairo_surface *render_picture_read(const char *bytes, size_t len);
void render_picture_free(struct _cairo_surface *picture);

#endif
