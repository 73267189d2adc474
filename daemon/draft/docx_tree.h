/*
 * A part's XML as a libxml2 tree: parsed without touching the net or any entity, walked by paragraphs that
 * know their place in words ("đoạn 12, bảng 2 hàng 3 cột 1 “Điều 1. …”"). Internal to draft/.
 */
#ifndef DRAFT_DOCX_TREE_H
#define DRAFT_DOCX_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <libxml/tree.h>

struct arena;
struct buffer;
struct docx_part;
struct err;
struct problems;

struct docx_place {
    const char *part; /* word/document.xml */
    int paragraph;    /* 1-based in its part */
    const char *vi, *en;
};

/* Where problems of one part go. */
struct docx_report {
    struct arena *arena;
    struct problems *problems;
    const char *file; /* the template's */
    const char *part;
};

/* NULL with err for what is not well-formed or has a DTD; the caller frees with xmlFreeDoc. */
xmlDoc *docx_tree_parse(const struct docx_part *part, struct err *err);

bool docx_is(const xmlNode *node, const char *name);                /* a w: element of that name */
xmlNode *docx_next(const xmlNode *node, const xmlNode *root);       /* in document order, below root */
xmlNode *docx_next_after(const xmlNode *node, const xmlNode *root); /* the same, passing by what is inside */
xmlNode *docx_above(const xmlNode *node,
                    const char *name);         /* the nearest w: element of that name around it */
const char *docx_text_of(const xmlNode *text); /* of a w:t; never NULL */

void docx_set_text(xmlNode *text, const char *content);

/* Appends the text below a node; of a paragraph without that of the text boxes in it. */
void docx_text_below(const xmlNode *node, struct buffer *out);

/* The first words of a text, cut between characters. */
const char *docx_snippet(struct arena *arena, const char *text);

/* Gives every paragraph its place (node->_private). */
void docx_tree_place(const struct docx_report *report, xmlDoc *document);
const struct docx_place *docx_place_of(
    const xmlNode *node); /* of the paragraph around it; NULL when there is none */

/* Adds err as a problem, with its place when there is one; err is cleared. */
void docx_complain(const struct docx_report *report, const struct docx_place *place, struct err *err);

#endif
