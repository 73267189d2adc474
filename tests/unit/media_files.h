/* Small pictures made in memory, with whatever a camera or an attacker puts into them. */
#ifndef TEST_MEDIA_FILES_H
#define TEST_MEDIA_FILES_H

#include "base/buffer.h"

#include <stddef.h>
#include <stdint.h>

/* JPEG: segment by segment. */
void jpeg_begin(struct buffer *file);
void jpeg_segment(struct buffer *file, int marker, const void *content, size_t len);
void jpeg_frame(struct buffer *file, int marker, int width, int height);
void jpeg_scan(struct buffer *file);
void jpeg_end(struct buffer *file);
/* EXIF data with a side that is up (0: none said) and, when asked for, a place. */
void jpeg_exif(struct buffer *file, int turn, int place);
/* Tables, frame, scan, end: what every picture has. */
void jpeg_rest(struct buffer *file, int width, int height);

/* PNG: chunk by chunk, each with its check sum. */
void png_begin(struct buffer *file);
void png_chunk(struct buffer *file, const char *name, const void *content, size_t len);
void png_head(struct buffer *file, uint32_t width, uint32_t height, int depth, int colour, int interlaced);
/* `len` bytes of points, deflated into one IDAT; `behind`: bytes after the deflated ones. */
void png_points(struct buffer *file, size_t len, size_t behind);
void png_end(struct buffer *file);

#endif
