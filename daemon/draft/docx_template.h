/* A compiled Word template, as docx_compile.c makes and docx_fill.c uses it. Internal to draft/. */
#ifndef DRAFT_DOCX_TEMPLATE_H
#define DRAFT_DOCX_TEMPLATE_H

#include "draft/docx.h"
#include "draft/docx_write.h"
#include "zip/archive.h"

struct template;

enum docx_text_kind {
    DOCX_TEXT_STATIC,     /* the part is copied as it is */
    DOCX_TEXT_STORY,      /* filled and mended: text, headers, charts … */
    DOCX_TEXT_NOTES,      /* a story of notes, filled once the text is known */
    DOCX_TEXT_PROPERTIES, /* filled, and the times put in */
    DOCX_TEXT_LINKS       /* targets of links */
};

struct docx_text { /* parallel to the archive's entries */
    enum docx_text_kind kind;
    struct template *compiled; /* NULL: static */
    struct docx_lines lines;
    const char *note;   /* of notes: the element of one, "w:footnote" */
    const char *digest; /* sha256 of a static part */
};

struct docx_template {
    struct archive archive;
    struct docx_text *texts;
    int highest_id; /* of all w:id */
};

#endif
