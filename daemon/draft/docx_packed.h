/*
 * Parts that no document changes (styles, fonts, numbering …), deflated and hashed once when the template is
 * compiled: they are most of a document's bytes, and filling would do the same work for every one of a
 * hundred notices. Internal to draft/.
 */
#ifndef DRAFT_DOCX_PACKED_H
#define DRAFT_DOCX_PACKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <zip.h>

struct arena;
struct docx_part;
struct err;

struct docx_packed {
    const char *bytes; /* deflated, as docx_package_write would */
    size_t len;
    uint32_t crc;       /* of the part */
    const char *digest; /* digest_bytes of the part */
};

/* Sets part->packed. */
bool docx_pack(struct arena *arena, struct docx_part *part, struct err *err);
/* The packed bytes as what an archive adds; the part must live until the archive is closed. */
zip_source_t *docx_packed_source(zip_t *archive, const struct docx_part *part);

#endif
