/*
 * A part's tree as the source of a text template (template/template.h): XML in which tags stand as they are and every place (a
 * paragraph, a block tag, a string with tags) begins a line of its own, so that a line leads to its place. Internal to draft/.
 */
#ifndef DRAFT_DOCX_WRITE_H
#define DRAFT_DOCX_WRITE_H

#include <stddef.h>

struct arena;
struct buffer;
struct docx_place;
struct xml_node;

struct docx_lines { /* place of line i + 1; NULL where nothing can be said */
    struct docx_place **items;
    int len, size;
};

/* Appends the source; ret_tags counts the tags in it. */
void docx_write(struct arena *arena, const struct xml_node *root, struct buffer *out, struct docx_lines *ret_lines,
                size_t *ret_tags);

#endif
