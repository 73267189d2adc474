/*
 * The zip that a .docx is: parts with names, read with limits and written so that the same parts give the
 * same bytes on every machine and in every time zone (fixed order, DOS time 1980-01-01, no extra fields).
 * Knows nothing of what a part says. Internal to draft/.
 */
#ifndef DRAFT_DOCX_PACKAGE_H
#define DRAFT_DOCX_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct err;

enum {
    DOCX_PARTS_MAX = 500,
    DOCX_BYTES_MAX = 64 * 1024 * 1024, /* of all parts, inflated */
    DOCX_RATIO_MAX = 200,              /* inflated : packed, of a part larger than 1 MiB */
};

struct docx_part {
    const char *name; /* word/document.xml */
    const char *bytes;
    size_t len;
    const struct docx_packed *packed; /* the same bytes deflated beforehand (docx_packed.h); NULL: not so */
};

struct docx_parts {
    struct docx_part *items; /* [Content_Types].xml and _rels/.rels first, then sorted by name */
    size_t len;
};

/* The parts live in the arena. Refuses what is no zip, encrypted, too large, or has unsafe or doubled names.
 */
bool docx_package_read(struct arena *arena, const char *bytes, size_t len, struct docx_parts *ret_parts,
                       struct err *err);
bool docx_package_write(const struct docx_parts *parts, struct buffer *out, struct err *err);

const struct docx_part *docx_part_find(const struct docx_parts *parts,
                                       const char *name); /* NULL when absent */

#endif
