#include "media/media_jpeg.h"

#include "base/buffer.h"
#include "base/err.h"
#include "media/media_exif.h"
#include "media/media_found.h"

#include <string.h>

enum marker {
    STUFFED = 0x00,
    TEM = 0x01,
    SOF0 = 0xC0,
    SOF2 = 0xC2, /* 0, 1 and 2 are what browsers show: baseline, extended, progressive */
    DHT = 0xC4,
    SOF15 = 0xCF,
    RST0 = 0xD0,
    RST7 = 0xD7,
    SOI = 0xD8,
    EOI = 0xD9,
    SOS = 0xDA,
    DQT = 0xDB,
    DRI = 0xDD,
    APP0 = 0xE0,
    APP1 = 0xE1,
    APP2 = 0xE2,
    APP14 = 0xEE,
    APP15 = 0xEF,
    COM = 0xFE,
};

enum {
    SCANS_MAX = 200, /* a progressive picture has some ten; each costs a viewer a walk over all points */
    JFIF_BYTES = 14,
    ADOBE_BYTES = 12,
};

struct copying {
    const unsigned char *bytes;
    size_t len, at;
    struct buffer *out;
    struct media_found *found;
    int scans, turn;
    bool jfif, adobe;
};

/* A segment's content, behind its length. */
struct segment {
    int marker;
    const unsigned char *bytes;
    size_t len;
};

static bool refuse_half(struct err *err)
{
    return err_set(err, "ảnh JPEG không trọn vẹn; chép lại từ máy chụp rồi gửi lại",
                   "the JPEG is not whole; copy it from the camera again and send it again");
}

static bool refuse_form(struct err *err)
{
    return err_set(err, "ảnh JPEG thuộc dạng mà trình duyệt không hiện được; lưu lại thành JPEG thường rồi gửi lại",
                   "the JPEG is of a form that no browser shows; save it as a plain JPEG and send it again");
}

static void put_segment(struct copying *copying, int marker, const void *content, size_t len)
{
    const unsigned char head[] = {0xFF, (unsigned char)marker, (unsigned char)((len + 2) >> 8), (unsigned char)(len + 2)};
    buffer_add(copying->out, head, sizeof head);
    buffer_add(copying->out, content, len);
}

/* EXIF data with one tag: which side is up. */
static void put_turn(struct copying *copying)
{
    unsigned char content[] = "Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0\0\0\0\0\0\0";
    content[6 + 8 + 2 + 9] = (unsigned char)copying->turn;
    put_segment(copying, APP1, content, 6 + 8 + 2 + 12 + 4);
}

static bool begins(const struct segment *segment, const char *name, size_t len)
{
    return segment->len >= len && memcmp(segment->bytes, name, len) == 0;
}

/* ---- segments ---- */

/* With its density, without its preview. */
static void take_jfif(struct copying *copying, const struct segment *segment)
{
    unsigned char content[JFIF_BYTES];
    if (copying->jfif || segment->len < JFIF_BYTES || !begins(segment, "JFIF", 5)) {
        copying->found->removed |= MEDIA_PREVIEW;
        return;
    }
    memcpy(content, segment->bytes, JFIF_BYTES);
    if (content[12] || content[13])
        copying->found->removed |= MEDIA_PREVIEW;
    content[12] = content[13] = 0;
    copying->jfif = true;
    put_segment(copying, APP0, content, sizeof content);
}

/* XMP is a text: a place in it has a name of its own. */
static bool names_place(const struct segment *segment)
{
    return memmem(segment->bytes, segment->len, "GPSL", 4) || memmem(segment->bytes, segment->len, "Location", 8);
}

static void take_data(struct copying *copying, const struct segment *segment)
{
    int turn = MEDIA_EXIF_UPRIGHT;
    bool place = false;
    if (begins(segment, "Exif\0", 6))
        media_exif_read(segment->bytes + 6, segment->len - 6, &turn, &place);
    if (turn != MEDIA_EXIF_UPRIGHT && copying->turn == MEDIA_EXIF_UPRIGHT) {
        copying->turn = turn;
        put_turn(copying);
    }
    copying->found->removed |= MEDIA_DATA | (place || names_place(segment) ? MEDIA_LOCATION : 0u);
}

static bool take_frame(struct copying *copying, const struct segment *segment, struct err *err)
{
    const unsigned char *bytes = segment->bytes;
    if (segment->marker > SOF2 || segment->len < 6 || bytes[0] != 8 || copying->found->width)
        return refuse_form(err);
    copying->found->height = bytes[1] << 8 | bytes[2];
    copying->found->width = bytes[3] << 8 | bytes[4];
    if ((bytes[5] != 1 && bytes[5] != 3 && bytes[5] != 4) || segment->len != 6 + 3u * bytes[5] || !copying->found->height)
        return refuse_form(err);
    put_segment(copying, segment->marker, bytes, segment->len);
    return media_check_size(copying->found->width, copying->found->height, err);
}

/* What follows the head of a scan, up to the next marker that is none of its own. */
static bool take_points(struct copying *copying, struct err *err)
{
    size_t from = copying->at;
    for (; copying->at + 1 < copying->len; copying->at++) {
        int next = copying->bytes[copying->at + 1];
        if (copying->bytes[copying->at] != 0xFF || next == STUFFED || next == 0xFF || (next >= RST0 && next <= RST7))
            continue;
        buffer_add(copying->out, copying->bytes + from, copying->at - from);
        return true;
    }
    return refuse_half(err);
}

static bool take_scan(struct copying *copying, const struct segment *segment, struct err *err)
{
    if (!copying->found->width || ++copying->scans > SCANS_MAX)
        return refuse_form(err);
    put_segment(copying, SOS, segment->bytes, segment->len);
    return take_points(copying, err);
}

static bool is_kept(struct copying *copying, const struct segment *segment)
{
    int marker = segment->marker;
    if (marker == APP14 && !copying->adobe && segment->len == ADOBE_BYTES && begins(segment, "Adobe", 5))
        return copying->adobe = true;
    return marker == DQT || marker == DHT || marker == DRI || (marker == APP2 && begins(segment, "ICC_PROFILE", 12));
}

static bool take_segment(struct copying *copying, const struct segment *segment, struct err *err)
{
    int marker = segment->marker;
    if (marker == SOS)
        return take_scan(copying, segment, err);
    if (is_kept(copying, segment))
        put_segment(copying, marker, segment->bytes, segment->len);
    else if (marker >= SOF0 && marker <= SOF15)
        return take_frame(copying, segment, err);
    else if (marker == APP0)
        take_jfif(copying, segment);
    else if ((marker > APP0 && marker <= APP15) || marker == COM)
        take_data(copying, segment);
    else
        return refuse_form(err);
    return true;
}

/* ---- the whole ---- */

static bool next_marker(struct copying *copying, int *ret_marker)
{
    if (copying->at >= copying->len || copying->bytes[copying->at] != 0xFF)
        return false;
    while (copying->at < copying->len && copying->bytes[copying->at] == 0xFF) /* filling */
        copying->at++;
    if (copying->at >= copying->len)
        return false;
    *ret_marker = copying->bytes[copying->at++];
    return true;
}

static bool next_segment(struct copying *copying, int marker, struct segment *ret_segment)
{
    if (copying->len - copying->at < 2)
        return false;
    size_t len = (size_t)copying->bytes[copying->at] << 8 | copying->bytes[copying->at + 1];
    if (len < 2 || len > copying->len - copying->at)
        return false;
    *ret_segment = (struct segment){marker, copying->bytes + copying->at + 2, len - 2};
    copying->at += len;
    return true;
}

static bool end(struct copying *copying, struct err *err)
{
    static const unsigned char last[] = {0xFF, EOI};
    buffer_add(copying->out, last, sizeof last);
    if (copying->at < copying->len)
        copying->found->removed |= MEDIA_BEHIND;
    return copying->scans > 0 || refuse_half(err);
}

bool media_jpeg_clean(const unsigned char *bytes, size_t len, struct buffer *out, struct media_found *ret_found, struct err *err)
{
    static const unsigned char first[] = {0xFF, SOI};
    struct copying copying = {.bytes = bytes, .len = len, .at = sizeof first, .out = out, .found = ret_found, .turn = MEDIA_EXIF_UPRIGHT};
    struct segment segment;
    int marker;
    if (len < sizeof first || memcmp(bytes, first, sizeof first) != 0)
        return refuse_half(err);
    buffer_add(out, first, sizeof first);
    while (next_marker(&copying, &marker)) {
        if (marker == EOI)
            return end(&copying, err);
        if (!next_segment(&copying, marker, &segment))
            break;
        if (!take_segment(&copying, &segment, err))
            return false;
    }
    return refuse_half(err);
}
