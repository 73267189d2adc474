/* A PNG's chunks (ISO/IEC 15948), copied one by one: those that the picture needs, no others. Internal to media/. */
#ifndef MEDIA_MEDIA_PNG_H
#define MEDIA_MEDIA_PNG_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct err;
struct media_found;

/* Kept: IHDR, PLTE, IDAT, IEND, and of the others what says how bright, how dense, how transparent points are. The points are inflated
 * and counted, piece by piece: they are all there, and nothing behind them. */
bool media_png_clean(const unsigned char *bytes, size_t len, struct buffer *out, struct media_found *ret_found, struct err *err);

#endif
