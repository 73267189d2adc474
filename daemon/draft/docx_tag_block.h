/*
 * Block tags of a part, as docx_tag_scope.c finds and checks and docx_tag_move.c moves them. For these two
 * only.
 */
#ifndef DRAFT_DOCX_TAG_BLOCK_H
#define DRAFT_DOCX_TAG_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <libxml/tree.h>

struct arena;
struct docx_place;

enum docx_tag_kind { TAG_OPEN, TAG_MIDDLE, TAG_CLOSE };
enum docx_scope { SCOPE_NONE, SCOPE_WORDS, SCOPE_ROW, SCOPE_ROWS, SCOPE_PARAGRAPHS };

struct docx_block {
    xmlNode *around; /* the nearest element around all its tags */
    enum docx_scope scope;
};

struct docx_tag {
    enum docx_tag_kind kind;
    const char *written; /* {% … %} */
    xmlNode *text, *paragraph;
    const struct docx_place *place;
    struct docx_block *block; /* NULL: without a partner; the template compiler says so */
    bool alone;               /* its paragraph, or its row under SCOPE_ROWS, holds nothing else */
};

struct docx_tags {
    struct arena *arena;
    struct docx_tag *items;
    size_t len, size;
};

/* The row that a tag of a block over rows moves around; NULL when it stands in none of that table. */
xmlNode *docx_tag_row(const struct docx_tag *tag);
/* Makes every tag of a block a processing instruction around what it governs. The tags have been checked. */
void docx_tag_move(struct docx_tags *tags);

#endif
