/*
 * Tags in a Word text: found although Word has cut them over several runs, put into one run, their
 * typographic quotes and hard blanks made plain; blocks ({% for %}, {% if %}) moved around what they repeat
 * or keep: words of a paragraph, rows of a table, paragraphs. Internal to draft/.
 *
 * After docx_tag_scope every block tag is a processing instruction (docx_tag_is), which the compiler writes
 * as it is; {{ }} and {# #} stay in the text of their w:t.
 */
#ifndef DRAFT_DOCX_TAG_H
#define DRAFT_DOCX_TAG_H

#include <stdbool.h>
#include <libxml/tree.h>

struct docx_report;

void docx_tag_join(const struct docx_report *report, xmlDoc *document);
void docx_tag_scope(const struct docx_report *report, xmlDoc *document);

/* The next tag in a text, and its end; NULL when there is none. */
const char *docx_tag_find(const char *text, const char **ret_end);

bool docx_tag_is(const xmlNode *node); /* a block tag that was moved; its text is node->content */

#endif
