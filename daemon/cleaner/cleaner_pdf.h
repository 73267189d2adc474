/*
 * A PDF, written anew by qpdf without what it says about itself (Info, XMP, private data of programs, previews) and without the
 * metadata of the JPEG pictures within it. Refused: what is encrypted, what can act (scripts, programs, forms of XFA), what carries other files, sound
 * or film, and what cannot be read to the last object: a part that is missing would be missing unseen. Signed papers are looked through the same way and kept byte for byte, for a signature is about the bytes.
 */
#ifndef CLEANER_CLEANER_PDF_H
#define CLEANER_CLEANER_PDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct err;
struct media_found;

struct cleaner_pdf {
    int64_t pages;
    bool is_signed; /* `out` holds the bytes as they came */
};

bool cleaner_pdf_clean(const char *bytes, size_t len, struct buffer *out, struct media_found *ret_found, struct cleaner_pdf *ret_pdf,
                       struct err *err);

#endif
