/*
 * A Word file opened to have something put into it: its parts, the tree of its text, and what ties a new part to it. What is not touched is written as it
 * was. Internal to draft/.
 */
#ifndef DRAFT_DOCX_EDIT_H
#define DRAFT_DOCX_EDIT_H

#include "draft/opc.h"
#include "zip/archive.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct xml_node;

#define DOCX_OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define DOCX_PACKAGE "http://schemas.openxmlformats.org/package/2006/"

struct docx_edit {
    struct arena *arena;
    struct opc opc;
    struct opc_part *text;
    struct xml_node *tree;  /* of the text */
    struct archive archive; /* what is written: the parts, and room for two more */
};

/* False with err for what is no Word file. */
bool docx_edit_open(struct docx_edit *edit, struct arena *arena, const char *bytes, size_t len, struct err *err);
void docx_edit_rewrite(struct docx_edit *edit, const struct xml_node *root, const struct opc_part *part);
void docx_edit_add(struct docx_edit *edit, const char *name, const char *bytes, size_t len); /* at most two */
const char *docx_edit_free_name(const struct docx_edit *edit, const char *start, const char *end); /* word/comments, .xml: a name that no part has */
void docx_edit_say_type(struct docx_edit *edit, const char *element);      /* an element of the list of content types */
/* The text refers to a part: type is the relationship's last word. May take one of the two places. */
void docx_edit_relate(struct docx_edit *edit, const char *id, const char *type, const char *name);
/* sha256 over the sorted "name sha256" lines of the parts. */
const char *docx_edit_content(struct arena *arena, const struct archive *archive);

#endif
