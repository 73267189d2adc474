/* A compiled Word template, as docx_compile.c makes and docx_fill.c uses it. Internal to draft/. */
#ifndef DRAFT_DOCX_TEMPLATE_H
#define DRAFT_DOCX_TEMPLATE_H

#include "draft/docx.h"
#include "draft/docx_package.h"
#include "draft/docx_write.h"

struct template;

/* The part in which Word notes when a document was made: written anew for each. */
#define DOCX_PROPERTIES "docProps/core.xml"

struct docx_text {             /* a part with tags; parallel to the package's parts */
    struct template *compiled; /* NULL: the part is copied as it is */
    struct docx_lines lines;
};

struct docx_template {
    struct docx_parts parts;
    struct docx_text *texts;
};

#endif
