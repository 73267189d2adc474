#include "media/media_bilevel.h"

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

enum { STORED_MOST = 0xffff };

static void put_32(struct buffer *out, uint32_t number)
{
    const unsigned char bytes[] = {(unsigned char)(number >> 24), (unsigned char)(number >> 16), (unsigned char)(number >> 8), (unsigned char)number};
    buffer_add(out, bytes, sizeof bytes);
}

static void put_16_low_first(struct buffer *out, size_t number)
{
    buffer_putc(out, (char)(number & 0xff));
    buffer_putc(out, (char)(number >> 8));
}

static void put_chunk(struct buffer *out, const char *name, const struct buffer *data)
{
    put_32(out, (uint32_t)data->len);
    size_t start = out->len;
    buffer_add(out, name, 4);
    buffer_add(out, data->bytes, data->len);
    put_32(out, (uint32_t)crc32(0, (const unsigned char *)out->bytes + start, (uInt)(out->len - start)));
}

/* Each row: no filter, then its bits; white is 1. */
static void put_points(const char *const *rows, size_t side, size_t edge, struct buffer *out)
{
    size_t whole = side + 2 * edge;
    for (size_t y = 0; y < whole; y++) {
        buffer_putc(out, 0);
        for (size_t x = 0; x < whole; x += 8) {
            unsigned char byte = 0;
            for (size_t bit = 0; bit < 8; bit++) {
                size_t at = x + bit;
                bool black = y >= edge && y < edge + side && at >= edge && at < edge + side && rows[y - edge][at - edge] == '1';
                byte = (unsigned char)(byte << 1 | !black);
            }
            buffer_putc(out, (char)byte);
        }
    }
}

/* zlib's frame (RFC 1950) around stored blocks (RFC 1951, 3.2.4). */
static void put_stored(const struct buffer *points, struct buffer *out)
{
    buffer_add(out, "\x78\x01", 2);
    for (size_t at = 0; at < points->len; at += STORED_MOST) {
        size_t left = points->len - at, len = left < STORED_MOST ? left : STORED_MOST;
        buffer_putc(out, len == left);
        put_16_low_first(out, len);
        put_16_low_first(out, ~len & 0xffff);
        buffer_add(out, points->bytes + at, len);
    }
    put_32(out, (uint32_t)adler32(1, (const unsigned char *)points->bytes, (uInt)points->len));
}

void media_bilevel(const char *const *rows, size_t side, size_t edge, struct buffer *out)
{
    struct buffer head = {0}, points = {0}, data = {0}, none = {0};
    uint32_t whole = (uint32_t)(side + 2 * edge);
    put_32(&head, whole);
    put_32(&head, whole);
    buffer_add(&head, "\1\0\0\0\0", 5); /* one bit of grey */
    put_points(rows, side, edge, &points);
    put_stored(&points, &data);
    buffer_add(out, "\x89PNG\r\n\x1a\n", 8);
    put_chunk(out, "IHDR", &head);
    put_chunk(out, "IDAT", &data);
    put_chunk(out, "IEND", &none);
    buffer_finish(&head);
    buffer_finish(&points);
    buffer_finish(&data);
}
