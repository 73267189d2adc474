/*
 * A part's tree as the source of a text template (template/template.h): XML in which tags stand as they are and
 * every paragraph and block tag begins a line of its own, so that a line leads to its place. Internal to
 * draft/.
 */
#ifndef DRAFT_DOCX_WRITE_H
#define DRAFT_DOCX_WRITE_H

#include <libxml/tree.h>

struct arena;
struct buffer;
struct docx_place;

struct docx_lines { /* place of line i + 1; NULL where nothing can be said */
    const struct docx_place **items;
    int len, size;
};

/* Editing traces (rsid, proofErr, paragraph ids …) are left out. */
void docx_write(struct arena *arena, const xmlDoc *document, struct buffer *out,
                struct docx_lines *ret_lines);

#endif
