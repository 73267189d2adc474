/*
 * Tags outside of paragraphs: alternative texts, WordArt, data of charts, properties, targets of links. Such a text is one string:
 * its tags must be whole and its blocks closed within it. Internal to draft/.
 */
#ifndef DRAFT_DOCX_STRING_H
#define DRAFT_DOCX_STRING_H

struct docx_report;
struct xml_node;

/* Marks every string with tags (the note of its attribute or element is its place); complains of what cannot be filled. */
void docx_string_mark(const struct docx_report *report, struct xml_node *root);
/* In a part of relationships: Word writes {{ in a link's target as %7B%7B. */
void docx_string_mark_links(const struct docx_report *report, struct xml_node *root);

#endif
