/*
 * Which bytes of a PDF each of its signatures covers, read by qpdf: poppler-glib tells whether a signature fits its bytes, not which they are. A file to
 * which something was added behind the signing has a signature that fits.
 */
#ifndef SIGNATURE_SIGNATURE_RANGE_H
#define SIGNATURE_SIGNATURE_RANGE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct signature_ranges;

/* Empty when qpdf cannot read the file. */
struct signature_ranges *signature_ranges_read(struct arena *arena, const char *bytes, size_t len);
/* Whether the signature of this one field, by its full name, covers every byte but its own digits. */
bool signature_ranges_cover_all(const struct signature_ranges *ranges, const char *field);

#endif
