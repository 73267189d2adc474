/*
 * Pictures that people attach to records, cleaned without loss: what a file is is told by its content alone, and of it only what the
 * picture itself needs is written again. Not a point is changed, nothing is decoded or encoded; what says where, when, with what and by
 * whom it was taken (EXIF, XMP, IPTC, remarks), previews and whatever stands behind its end are left out. Pure: bytes in, bytes out;
 * called only in a locked-down process (cleaner/). A PDF is recognised here and cleaned by cleaner_pdf.h.
 */
#ifndef MEDIA_MEDIA_H
#define MEDIA_MEDIA_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct err;
struct media_found;

enum media_kind { MEDIA_JPEG, MEDIA_PNG, MEDIA_PDF, MEDIA_KINDS };

/* "jpeg", "png", "pdf": as stored, and the end of a file's name. */
const char *media_name(enum media_kind kind);
bool media_find(const char *name, enum media_kind *ret_kind);

/* False with a sentence that says what it is, where that is known, and what helps. */
bool media_recognise(const void *bytes, size_t len, enum media_kind *ret_kind, struct err *err);
/* Of a JPEG or PNG. False when it is not whole, is larger than the limits, or is of a form that no browser shows. */
bool media_clean(enum media_kind kind, const void *bytes, size_t len, struct buffer *out, struct media_found *ret_found,
                 struct err *err);

#endif
