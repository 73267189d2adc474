#include "media/media_png.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/memory.h"
#include "media/media_found.h"

#include <string.h>
#include <zlib.h>

enum { SIGNATURE = 8, CHUNK = 12, HEADER = 13, PIECE = 16 << 10 };

struct chunk {
    const char *name; /* four letters */
    const unsigned char *bytes;
    size_t len;
};

struct copying {
    const unsigned char *bytes;
    size_t len, at;
    struct buffer *out;
    struct media_found *found;
    z_stream points;
    uint64_t inflated, expected;
    bool head, palette, begun, over, whole; /* whole: the points end where they must */
    struct err *err;
};

static bool refuse_half(struct copying *copying)
{
    return err_set(copying->err, "ảnh PNG không trọn vẹn hoặc bị hỏng; lưu lại rồi gửi lại",
                   "the PNG is not whole or is damaged; save it again and send it again");
}

static uint32_t number(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static bool is(const struct chunk *chunk, const char *name)
{
    return memcmp(chunk->name, name, 4) == 0;
}

/* Ours is the check sum of the same bytes. */
static void put(struct copying *copying, const struct chunk *chunk)
{
    buffer_add(copying->out, chunk->bytes - 8, chunk->len + CHUNK);
}

/* ---- how many bytes the points are ---- */

struct form {
    int64_t width, height;
    int bits; /* of a point */
    bool interlaced;
};

static uint64_t bytes_of(const struct form *form, int64_t width, int64_t height)
{
    return width && height ? (uint64_t)height * (1 + ((uint64_t)width * (uint64_t)form->bits + 7) / 8) : 0;
}

static uint64_t expected_of(const struct form *form)
{
    static const struct {
        int x, y, dx, dy;
    } passes[] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
    uint64_t sum = 0;
    if (!form->interlaced)
        return bytes_of(form, form->width, form->height);
    for (size_t i = 0; i < LEN(passes); i++)
        sum += bytes_of(form, (form->width - passes[i].x + passes[i].dx - 1) / passes[i].dx,
                        (form->height - passes[i].y + passes[i].dy - 1) / passes[i].dy);
    return sum;
}

/* Bits of a point of a kind of colours (IHDR), 0 where the two do not go together. */
static int bits_of(int depth, int colour)
{
    static const struct {
        int colour, channels;
        unsigned depths; /* a bit for each that is allowed */
    } kinds[] = {{0, 1, 1u << 1 | 1u << 2 | 1u << 4 | 1u << 8 | 1u << 16},
                 {2, 3, 1u << 8 | 1u << 16},
                 {3, 1, 1u << 1 | 1u << 2 | 1u << 4 | 1u << 8},
                 {4, 2, 1u << 8 | 1u << 16},
                 {6, 4, 1u << 8 | 1u << 16}};
    for (size_t i = 0; i < LEN(kinds); i++)
        if (kinds[i].colour == colour && depth <= 16 && kinds[i].depths & 1u << depth)
            return kinds[i].channels * depth;
    return 0;
}

/* ---- chunks ---- */

static bool take_head(struct copying *copying, const struct chunk *chunk)
{
    const unsigned char *bytes = chunk->bytes;
    if (copying->head || chunk->len != HEADER || bytes[10] || bytes[11] || bytes[12] > 1 || number(bytes) > INT32_MAX ||
        number(bytes + 4) > INT32_MAX)
        return refuse_half(copying);
    const struct form form = {number(bytes), number(bytes + 4), bits_of(bytes[8], bytes[9]), bytes[12] == 1};
    if (!form.bits)
        return refuse_half(copying);
    copying->head = true;
    copying->found->width = form.width;
    copying->found->height = form.height;
    copying->expected = expected_of(&form);
    put(copying, chunk);
    return media_check_size(form.width, form.height, copying->err);
}

/* False where they are no deflated bytes, are more than they may be, or something stands behind them. */
static bool inflate_points(struct copying *copying, const struct chunk *chunk)
{
    unsigned char piece[PIECE];
    copying->points.next_in = (unsigned char *)chunk->bytes;
    copying->points.avail_in = (uInt)chunk->len;
    while (copying->points.avail_in && !copying->whole) {
        copying->points.next_out = piece;
        copying->points.avail_out = sizeof piece;
        int code = inflate(&copying->points, Z_NO_FLUSH);
        copying->inflated += sizeof piece - copying->points.avail_out;
        if ((code != Z_OK && code != Z_STREAM_END) || copying->inflated > copying->expected)
            return refuse_half(copying);
        copying->whole = code == Z_STREAM_END;
    }
    if (!copying->points.avail_in)
        return true;
    return refuse_half(copying);
}

static bool take_points(struct copying *copying, const struct chunk *chunk)
{
    if (!copying->head || copying->over)
        return refuse_half(copying);
    copying->begun = true;
    put(copying, chunk);
    return inflate_points(copying, chunk);
}

/* Of those that may be left out: what is kept, and how long each may be. */
static bool is_kept(const struct chunk *chunk)
{
    static const struct {
        const char *name;
        size_t most;
    } kept[] = {{"gAMA", 4}, {"cHRM", 32}, {"sRGB", 1}, {"sBIT", 4}, {"bKGD", 6}, {"pHYs", 9}, {"tRNS", 256}};
    for (size_t i = 0; i < LEN(kept); i++)
        if (is(chunk, kept[i].name))
            return chunk->len <= kept[i].most;
    return false;
}

static bool take_other(struct copying *copying, const struct chunk *chunk)
{
    if (!(chunk->name[0] & 0x20)) /* a capital letter: no viewer may pass over it */
        return refuse_half(copying);
    if (is_kept(chunk) && copying->head && !copying->begun)
        put(copying, chunk);
    else if (is(chunk, "iCCP"))
        copying->found->removed |= MEDIA_COLOUR;
    else
        copying->found->removed |= MEDIA_DATA | (is(chunk, "eXIf") ? MEDIA_LOCATION : 0u);
    return true;
}

static bool take(struct copying *copying, const struct chunk *chunk)
{
    if (copying->begun && !is(chunk, "IDAT"))
        copying->over = true;
    if (is(chunk, "IHDR"))
        return take_head(copying, chunk);
    if (is(chunk, "IDAT"))
        return take_points(copying, chunk);
    if (!is(chunk, "PLTE"))
        return take_other(copying, chunk);
    if (!copying->head || copying->palette || copying->begun || !chunk->len || chunk->len > 768 || chunk->len % 3)
        return refuse_half(copying);
    copying->palette = true;
    put(copying, chunk);
    return true;
}

static bool end(struct copying *copying, const struct chunk *chunk)
{
    if (chunk->len || !copying->whole || copying->inflated != copying->expected)
        return refuse_half(copying);
    put(copying, chunk);
    if (copying->at < copying->len)
        copying->found->removed |= MEDIA_BEHIND;
    return true;
}

static bool next(struct copying *copying, struct chunk *ret_chunk)
{
    const unsigned char *at = copying->bytes + copying->at;
    *ret_chunk = (struct chunk){0};
    if (copying->len - copying->at < CHUNK)
        return refuse_half(copying);
    size_t len = number(at);
    if (len > copying->len - copying->at - CHUNK || crc32(0, at + 4, (uInt)(len + 4)) != number(at + 8 + len))
        return refuse_half(copying);
    *ret_chunk = (struct chunk){(const char *)at + 4, at + 8, len};
    copying->at += len + CHUNK;
    return true;
}

static bool copy(struct copying *copying)
{
    struct chunk chunk;
    while (next(copying, &chunk)) {
        if (is(&chunk, "IEND"))
            return end(copying, &chunk);
        if (!take(copying, &chunk))
            return false;
    }
    return false;
}

bool media_png_clean(const unsigned char *bytes, size_t len, struct buffer *out, struct media_found *ret_found, struct err *err)
{
    struct copying copying = {.bytes = bytes, .len = len, .at = SIGNATURE, .out = out, .found = ret_found, .err = err};
    if (len < SIGNATURE)
        return refuse_half(&copying);
    if (inflateInit(&copying.points) != Z_OK)
        memory_out();
    buffer_add(out, bytes, SIGNATURE);
    bool good = copy(&copying);
    inflateEnd(&copying.points);
    return good;
}
