/*
 * Tags in a Word text: {{ }}, {% %}, {# #}, as the template engine reads them (template/template.h). Found although Word has cut
 * them over several runs and typed curly quotes. A {% %} and a {# #} become raw nodes between runs (docx_tag_isolate); {{ }}
 * stays in the text of its run. Internal to draft/.
 */
#ifndef DRAFT_DOCX_TAG_H
#define DRAFT_DOCX_TAG_H

#include <stdbool.h>

struct arena;
struct buffer;
struct docx_place;
struct docx_report;
struct xml_node;

enum docx_tag_kind { DOCX_TAG_NONE, DOCX_TAG_OPEN, DOCX_TAG_MIDDLE, DOCX_TAG_CLOSE };

/* The next tag in a text, and its end; NULL when there is none, or when one is opened and not closed. */
const char *docx_tag_find(const char *text, const char **ret_end);
enum docx_tag_kind docx_tag_kind(const char *written); /* of {% %}; NONE of what is no block's */
bool docx_tag_says(const char *written, const char *word); /* "{% else %}" says "else" */
bool docx_tag_is(const struct xml_node *node);             /* a raw node with a tag in it, comments too */

/* Appends a tag with its quotes and blanks made plain and docxtpl's letters ({%p, {%tr) left out. */
void docx_tag_plain(struct buffer *out, const char *at, const char *end);

/* Puts every tag of a part into the one text element where it begins. */
void docx_tag_join(struct arena *arena, struct xml_node *root);
/* Performs {%- and -%}: paragraphs are joined, blanks go. */
void docx_tag_trim(struct arena *arena, struct xml_node *root);
/* Complains of tags that this program does not know and of half tags, in a text and in all paragraphs of a part. */
void docx_tag_check_text(const struct docx_report *report, struct docx_place *place, const char *text);
void docx_tag_check(const struct docx_report *report, struct xml_node *root);
/* Makes raw nodes of block tags and comments. */
void docx_tag_isolate(const struct docx_report *report, struct xml_node *root);

#endif
