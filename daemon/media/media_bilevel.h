/* A picture of black and white squares as PNG (ISO/IEC 15948): one bit a point, a point a square, stored without compression, so that the same squares give the
 * same bytes whatever library writes them. Pure. */
#ifndef MEDIA_MEDIA_BILEVEL_H
#define MEDIA_MEDIA_BILEVEL_H

#include <stddef.h>

struct buffer;

/* Appends it. rows: `side` texts of `side` letters each, '1' is black; around it a white edge of `edge` points. */
void media_bilevel(const char *const *rows, size_t side, size_t edge, struct buffer *out);

#endif
