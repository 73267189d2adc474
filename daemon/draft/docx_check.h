/*
 * What the text of a template must not hold: changes that nobody has accepted, embedded programs, fields that fetch something.
 * Says all of it at once. Internal to draft/.
 */
#ifndef DRAFT_DOCX_CHECK_H
#define DRAFT_DOCX_CHECK_H

struct docx_report;
struct xml_node;

void docx_check_tree(const struct docx_report *report, const struct xml_node *root);
/* The codes of its fields (docx_field.c); a part of docx_check_tree. */
void docx_check_fields(const struct docx_report *report, const struct xml_node *root);

#endif
