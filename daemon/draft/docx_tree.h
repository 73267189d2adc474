/*
 * The trees of a template's parts: namespaces under their usual prefixes, paragraphs, and the text that a reader sees in them.
 * A paragraph is a w:p of WordprocessingML or an a:p of DrawingML (charts, SmartArt); its text stands in w:t, m:t and a:t.
 * For draft/ and render/.
 */
#ifndef DRAFT_DOCX_TREE_H
#define DRAFT_DOCX_TREE_H

#include <stdbool.h>

struct arena;
struct buffer;
struct err;
struct xml_node;

#define DOCX_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

/* A part's tree with its traces of editing taken out; NULL with err. */
struct xml_node *docx_tree_parse(struct arena *arena, const char *name, const char *bytes, unsigned long len,
                                 struct err *err);

bool docx_is(const struct xml_node *node, const char *local); /* a w: element of that name */
bool docx_is_paragraph(const struct xml_node *node);
bool docx_is_text(const struct xml_node *node);  /* w:t, m:t, a:t */
bool docx_is_blank(const struct xml_node *node); /* a tab or line end that Word wrote as an element */
/* What stands in a paragraph and no reader sees as content: properties, spelling marks. */
bool docx_is_property(const struct xml_node *node);
/* The begin or end of a bookmark, a comment's range, a permission: may stand between paragraphs as well. */
bool docx_is_range(const struct xml_node *node);

/* The next node of a paragraph's own text, in order: without properties and without paragraphs inside (text boxes). */
struct xml_node *docx_flow(const struct xml_node *node, const struct xml_node *paragraph);
struct xml_node *docx_paragraph_of(const struct xml_node *node); /* the nearest around it; NULL */

/* Appends the text of a paragraph's flow. */
void docx_flow_text(const struct xml_node *paragraph, struct buffer *out);

#endif
