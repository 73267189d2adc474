/*
 * How a paragraph of WordprocessingML is to look, as far as its text needs it: its place on the line, its weight, the number that
 * Word writes before it. Settings stand in the paragraph, else in its style, else in the style that this one is based on; numbers
 * come from numbering.xml (ISO/IEC 29500-1, 17.7 and 17.9). One look a document: it counts. For draft/ and render/.
 */
#ifndef DRAFT_DOCX_LOOK_H
#define DRAFT_DOCX_LOOK_H

#include <stdbool.h>

struct arena;
struct xml_node;

struct docx_look {
    struct arena *arena;
    const struct xml_node *styles, *numbering; /* the roots; NULL: the file has none */
    struct value *counts;                      /* by "numId/level" */
};

const char *docx_look_align(const struct docx_look *look, const struct xml_node *paragraph); /* left, center, right, both */
bool docx_look_is_strong(const struct docx_look *look, const struct xml_node *paragraph, const struct xml_node *run);
/* "Điều 2. ", NULL for a paragraph without a number. To be asked once for each paragraph, in their order. */
const char *docx_look_number(struct docx_look *look, const struct xml_node *paragraph);

#endif
