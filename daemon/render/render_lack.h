/*
 * What a paper has and the preview does not draw: one sentence a kind, with the paragraph in which it stands first. A preview says
 * them; it never leaves something out unsaid.
 */
#ifndef RENDER_RENDER_LACK_H
#define RENDER_RENDER_LACK_H

#include <stddef.h>

struct arena;
struct value;
struct xml_node;

enum render_lack { /* what is no element of its own; the others are rows of a table */
    RENDER_LACK_FONT,
    RENDER_LACK_LETTER,
    RENDER_LACK_PICTURE,
    RENDER_LACK_FIELD,
    RENDER_LACK_LENGTH,
};

struct render_lacks {
    struct arena *arena;
    struct value *list; /* {vi, en} each */
    unsigned long said; /* a bit a kind */
};

void render_lacks_init(struct render_lacks *lacks, struct arena *arena);
/* paragraph: its number from the paper's beginning; 0: in the head or foot of the pages. */
void render_lack_add(struct render_lacks *lacks, enum render_lack kind, size_t paragraph);
/* An element that the renderer passes over: said when something of it would be seen. */
void render_lack_element(struct render_lacks *lacks, const struct xml_node *node, size_t paragraph);

#endif
