/*
 * Bytes that were deflated beforehand, as the source of an archive's entry. Entries that no document changes (styles, fonts,
 * numbering …) are most of its bytes; they are deflated once and copied into each. Internal to zip/.
 */
#ifndef ZIP_DEFLATED_H
#define ZIP_DEFLATED_H

#include <stddef.h>
#include <stdint.h>

#include <zip.h>

struct deflated {
    const char *bytes;
    size_t len;
    size_t inflated; /* the length of what they hold */
    uint32_t crc;    /* of what they hold */
};

/* What an archive adds; the bytes must live until the archive is closed. NULL when libzip refuses. */
zip_source_t *deflated_source(zip_t *archive, const struct deflated *deflated);

#endif
