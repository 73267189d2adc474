#include "media_files.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static void put(struct buffer *file, uint32_t number, int bytes)
{
    while (bytes--)
        buffer_putc(file, (char)(number >> 8 * bytes));
}

/* ---- JPEG ---- */

void jpeg_begin(struct buffer *file)
{
    put(file, 0xFFD8, 2);
}

void jpeg_segment(struct buffer *file, int marker, const void *content, size_t len)
{
    put(file, 0xFF00u | (unsigned)marker, 2);
    put(file, (uint32_t)len + 2, 2);
    buffer_add(file, content, len);
}

void jpeg_frame(struct buffer *file, int marker, int width, int height)
{
    const unsigned char content[] = {8, (unsigned char)(height >> 8), (unsigned char)height, (unsigned char)(width >> 8),
                                     (unsigned char)width, 1, 1, 0x11, 0};
    jpeg_segment(file, marker, content, sizeof content);
}

void jpeg_scan(struct buffer *file)
{
    static const unsigned char head[] = {1, 1, 0, 0, 63, 0};
    jpeg_segment(file, 0xDA, head, sizeof head);
    buffer_add(file, "\x12\xFF\0\x34\xFF\xD0\x56", 7); /* a stuffed byte, a restart */
}

void jpeg_end(struct buffer *file)
{
    put(file, 0xFFD9, 2);
}

void jpeg_exif(struct buffer *file, int turn, int place)
{
    struct buffer content = {0};
    buffer_add(&content, "Exif\0\0II*\0\10\0\0\0", 14);
    buffer_add(&content, "\2\0", 2);
    buffer_add(&content, turn ? "\x12\x01\3\0\1\0\0\0" : "\x0F\x01\3\0\1\0\0\0", 8);
    put(&content, (uint32_t)turn << 24, 4);
    buffer_add(&content, place ? "\x25\x88\4\0\1\0\0\0\x60\0\0\0" : "\x10\x01\4\0\1\0\0\0\x60\0\0\0", 12);
    buffer_add(&content, "\0\0\0\0GPS 20.85 106.68", 20);
    jpeg_segment(file, 0xE1, content.bytes, content.len);
    buffer_finish(&content);
}

void jpeg_rest(struct buffer *file, int width, int height)
{
    jpeg_segment(file, 0xDB, "table", 5);
    jpeg_frame(file, 0xC0, width, height);
    jpeg_segment(file, 0xC4, "codes", 5);
    jpeg_scan(file);
    jpeg_end(file);
}

/* ---- PNG ---- */

void png_begin(struct buffer *file)
{
    buffer_add(file, "\x89PNG\r\n\x1A\n", 8);
}

void png_chunk(struct buffer *file, const char *name, const void *content, size_t len)
{
    size_t from = file->len + 4;
    put(file, (uint32_t)len, 4);
    buffer_add(file, name, 4);
    buffer_add(file, content, len);
    put(file, (uint32_t)crc32(0, (const unsigned char *)file->bytes + from, (uInt)(len + 4)), 4);
}

void png_head(struct buffer *file, uint32_t width, uint32_t height, int depth, int colour, int interlaced)
{
    struct buffer content = {0};
    put(&content, width, 4);
    put(&content, height, 4);
    buffer_putc(&content, (char)depth);
    buffer_putc(&content, (char)colour);
    buffer_add(&content, "\0", 2);
    buffer_putc(&content, (char)interlaced);
    png_chunk(file, "IHDR", content.bytes, content.len);
    buffer_finish(&content);
}

void png_points(struct buffer *file, size_t len, size_t behind)
{
    unsigned char *points = calloc(len + 1, 1), *packed = malloc(compressBound(len) + behind);
    uLongf size = compressBound(len);
    compress(packed, &size, points, len);
    memset(packed + size, 'x', behind);
    png_chunk(file, "IDAT", packed, size + behind);
    free(points);
    free(packed);
}

void png_end(struct buffer *file)
{
    png_chunk(file, "IEND", "", 0);
}
