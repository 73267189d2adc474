/*
 * What a template must not carry: macros, embedded programs, content from elsewhere, fields that fetch
 * something, changes that nobody has accepted. Says all of it at once. Internal to draft/.
 */
#ifndef DRAFT_DOCX_CHECK_H
#define DRAFT_DOCX_CHECK_H

#include <libxml/tree.h>

struct docx_parts;
struct docx_report;

/* The parts' names, types and relationships. */
void docx_check_package(const struct docx_report *report, const struct docx_parts *parts);
/* The elements of one part. */
void docx_check_tree(const struct docx_report *report, xmlDoc *document);

#endif
