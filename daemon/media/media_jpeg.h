/* A JPEG's segments (ITU T.81), copied one by one: those that the picture needs, no others. Internal to media/, but for pictures within a PDF. */
#ifndef MEDIA_MEDIA_JPEG_H
#define MEDIA_MEDIA_JPEG_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct err;
struct media_found;

/* Kept: tables, frame, scans, the colour profile, JFIF's density, Adobe's kind of colours, which side is up. */
bool media_jpeg_clean(const unsigned char *bytes, size_t len, struct buffer *out, struct media_found *ret_found, struct err *err);

#endif
