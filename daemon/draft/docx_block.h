/*
 * Blocks of a part: {% for %} and {% if %} with their middle and closing tags, and what they govern, found from where the tags
 * stand, as a writer means it:
 *   in one paragraph                      the words between
 *   in different cells of one row         the row
 *   in different rows of one table        those rows; a row that holds nothing but tags disappears
 *   in different paragraphs               the paragraphs between; a paragraph that holds nothing but tags disappears
 * Anything else is an error with its place. A tag is a raw node (docx_tag_isolate) that is moved to stand outside of what it
 * governs, so that the filled text is well-formed whatever the data say. Internal to draft/.
 */
#ifndef DRAFT_DOCX_BLOCK_H
#define DRAFT_DOCX_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "draft/docx_tag.h"

struct docx_report;
struct xml_node;

enum docx_scope { DOCX_SCOPE_NONE, DOCX_SCOPE_WORDS, DOCX_SCOPE_ROW, DOCX_SCOPE_ROWS, DOCX_SCOPE_PARAGRAPHS };

struct docx_block {
    struct xml_node *around; /* the nearest element around all its paragraphs */
    enum docx_scope scope;
    size_t first, last; /* its opening and closing tag */
};

struct docx_block_tag {
    enum docx_tag_kind kind;
    struct xml_node *raw, *paragraph;
    struct docx_block *block; /* NULL: without a partner (docx_block_check says so) */
};

struct docx_blocks {
    struct docx_block_tag *items; /* in document order */
    size_t len, size;
};

void docx_block_find(struct arena *arena, struct xml_node *root, struct docx_blocks *ret_blocks);
/* The row of the block's table in which a tag stands; NULL when it stands in none. */
struct xml_node *docx_block_row(const struct docx_block_tag *tag);
/* Whether a node below a paragraph or row is nothing that is to be kept in it: properties, blanks, tags that are moved. */
bool docx_block_empty(const struct docx_blocks *blocks, const struct xml_node *node);
/* Whether a paragraph or row holds nothing but tags that are moved out of it. */
bool docx_block_only_tags(const struct docx_blocks *blocks, const struct xml_node *within);
/* The first thing in it that is none; NULL when there is only text. */
const struct xml_node *docx_block_thing(const struct xml_node *within);

/* Blocks over paragraphs whose tags share one with words get paragraphs of their own (docx_block_split.c). */
void docx_block_split(struct arena *arena, struct xml_node *root);
/* Complains of what is none of the above; false when there is such a thing. */
bool docx_block_check(const struct docx_report *report, const struct docx_blocks *blocks);
/* Moves the tags of checked blocks around what they govern. */
void docx_block_move(struct arena *arena, struct xml_node *root, const struct docx_blocks *blocks);

#endif
