/* media: what a camera or an attacker puts into a picture does not come out of it, and the picture does, point by point. */
#include "unit.h"

#include "base/array.h"
#include "base/err.h"
#include "media/media.h"
#include "media/media_found.h"
#include "media_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void maker(struct buffer *file);

static bool holds(const struct buffer *file, const char *text)
{
    return memmem(buffer_text(file), file->len, text, strlen(text)) != NULL;
}

static bool clean(maker *make, struct buffer *file, struct buffer *out, struct media_found *found, struct err *err)
{
    enum media_kind kind;
    make(file);
    return media_recognise(buffer_text(file), file->len, &kind, err) && media_clean(kind, file->bytes, file->len, out, found, err);
}

/* ---- pictures that are taken ---- */

static void plain_jpeg(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_segment(file, 0xE0, "JFIF\0\1\1\1\0\x48\0\x48\0\0", 14);
    jpeg_segment(file, 0xEE, "Adobe\0\x64\0\0\0\0\1", 12);
    jpeg_segment(file, 0xE2, "ICC_PROFILE\0\1\1profile", 21);
    jpeg_rest(file, 640, 480);
}

static void camera_jpeg(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_exif(file, 6, 1);
    jpeg_segment(file, 0xE1, "http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>20.85", 51);
    jpeg_segment(file, 0xE2, "MPF\0II*\0second", 14);
    jpeg_segment(file, 0xED, "Photoshop 3.0\0IPTC", 18);
    jpeg_segment(file, 0xFE, "remark of the phone", 19);
    jpeg_rest(file, 4000, 3000);
    buffer_puts(file, "ftypmp42 a film with GPS behind the picture");
}

static void preview_jpeg(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_segment(file, 0xE0, "JFIF\0\1\1\1\0\x48\0\x48\1\1PPP", 17);
    jpeg_segment(file, 0xE0, "JFXX\0\x10preview", 13);
    jpeg_rest(file, 10, 10);
}

static void progressive_jpeg(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_frame(file, 0xC2, 10, 10);
    for (int i = 0; i < 12; i++) {
        jpeg_segment(file, 0xC4, "codes", 5);
        jpeg_scan(file);
    }
    jpeg_end(file);
}

static void plain_png(struct buffer *file)
{
    png_begin(file);
    png_head(file, 3, 2, 8, 2, 0);
    png_chunk(file, "gAMA", "\0\0\xB1\x8F", 4);
    png_points(file, 2 * (1 + 3 * 3), 0);
    png_end(file);
}

static void interlaced_png(struct buffer *file)
{
    png_begin(file);
    png_head(file, 8, 8, 8, 0, 1);
    png_points(file, 2 + 2 + 3 + 2 * 3 + 2 * 5 + 4 * 5 + 4 * 9, 0); /* the seven passes */
    png_end(file);
}

static void talking_png(struct buffer *file)
{
    png_begin(file);
    png_head(file, 1, 1, 1, 3, 0);
    png_chunk(file, "PLTE", "abc", 3);
    png_chunk(file, "iCCP", "profile\0\0zzzz", 13);
    png_chunk(file, "eXIf", "II*\0GPS 20.85", 13);
    png_chunk(file, "tEXt", "Author\0Nguyen", 13);
    png_points(file, 2, 0);
    png_chunk(file, "iTXt", "XML:com.adobe.xmp\0GPSLatitude", 29);
    png_chunk(file, "tIME", "1234567", 7);
    png_chunk(file, "acTL", "12345678", 8);
    png_chunk(file, "prVt", "hidden", 6);
    png_end(file);
    buffer_puts(file, "PK\3\4 an archive behind the picture");
}

static void test_what_comes_out(void **state)
{
    static const struct {
        const char *title;
        maker *make;
        int64_t width, height;
        unsigned removed;
        const char *kept, *gone;
    } cases[] = {
        {"JPEG", plain_jpeg, 640, 480, 0, "profile", "GPS"},
        {"of a camera", camera_jpeg, 4000, 3000, MEDIA_LOCATION | MEDIA_DATA | MEDIA_BEHIND, "table", "GPS"},
        {"of a camera", camera_jpeg, 4000, 3000, MEDIA_LOCATION | MEDIA_DATA | MEDIA_BEHIND, "MM", "second"},
        {"of a camera", camera_jpeg, 4000, 3000, MEDIA_LOCATION | MEDIA_DATA | MEDIA_BEHIND, "codes", "remark"},
        {"of a camera", camera_jpeg, 4000, 3000, MEDIA_LOCATION | MEDIA_DATA | MEDIA_BEHIND, "codes", "IPTC"},
        {"with previews", preview_jpeg, 10, 10, MEDIA_PREVIEW, "JFIF", "PPP"},
        {"with previews", preview_jpeg, 10, 10, MEDIA_PREVIEW, "JFIF", "preview"},
        {"progressive", progressive_jpeg, 10, 10, 0, "codes", "GPS"},
        {"PNG", plain_png, 3, 2, 0, "gAMA", "GPS"},
        {"interlaced", interlaced_png, 8, 8, 0, "IDAT", "GPS"},
        {"that talks", talking_png, 1, 1, MEDIA_LOCATION | MEDIA_DATA | MEDIA_BEHIND | MEDIA_COLOUR, "PLTE", "GPS"},
        {"that talks", talking_png, 1, 1, MEDIA_LOCATION | MEDIA_DATA | MEDIA_BEHIND | MEDIA_COLOUR, "IDAT", "Nguyen"},
        {"that talks", talking_png, 1, 1, MEDIA_LOCATION | MEDIA_DATA | MEDIA_BEHIND | MEDIA_COLOUR, "IEND", "PK"},
        {"that talks", talking_png, 1, 1, MEDIA_LOCATION | MEDIA_DATA | MEDIA_BEHIND | MEDIA_COLOUR, "IHDR", "prVt"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer file = {0}, out = {0};
        struct media_found found;
        struct err err = {0};
        if (!clean(cases[i].make, &file, &out, &found, &err))
            fail_msg("%s: %s", cases[i].title, err.en);
        if (found.width != cases[i].width || found.height != cases[i].height || found.removed != cases[i].removed)
            fail_msg("%s: %d × %d, removed %x", cases[i].title, (int)found.width, (int)found.height, found.removed);
        if (!holds(&out, cases[i].kept) || holds(&out, cases[i].gone))
            fail_msg("%s: “%s” must be in it, “%s” not", cases[i].title, cases[i].kept, cases[i].gone);
        buffer_finish(&file);
        buffer_finish(&out);
    }
}

/* What is clean stays as it is, byte for byte: cleaning twice is cleaning once. */
static void test_clean_is_clean(void **state)
{
    static maker *const makes[] = {plain_jpeg, camera_jpeg, preview_jpeg, progressive_jpeg, plain_png, interlaced_png, talking_png};
    (void)state;
    for (size_t i = 0; i < LEN(makes); i++) {
        struct buffer file = {0}, once = {0}, twice = {0};
        struct media_found found;
        enum media_kind kind;
        assert_true(clean(makes[i], &file, &once, &found, NULL));
        assert_true(media_recognise(once.bytes, once.len, &kind, NULL));
        assert_true(media_clean(kind, once.bytes, once.len, &twice, &found, NULL));
        assert_int_equal(once.len, twice.len);
        assert_memory_equal(once.bytes, twice.bytes, once.len);
        if (makes[i] == plain_jpeg || makes[i] == plain_png || makes[i] == progressive_jpeg)
            assert_int_equal(file.len, once.len);
        buffer_finish(&file);
        buffer_finish(&once);
        buffer_finish(&twice);
    }
}

/* Which side is up comes out alone, in either order of bytes. */
static void test_the_side_that_is_up(void **state)
{
    (void)state;
    for (int turn = 0; turn <= 9; turn++) {
        struct buffer file = {0}, out = {0};
        struct media_found found;
        jpeg_begin(&file);
        jpeg_exif(&file, turn, 0);
        jpeg_rest(&file, 10, 10);
        assert_true(media_clean(MEDIA_JPEG, file.bytes, file.len, &out, &found, NULL));
        const char *at = memmem(out.bytes, out.len, "\x01\x12\0\3\0\0\0\1\0", 9);
        if (turn >= 2 && turn <= 8)
            assert_int_equal(at ? at[9] : -1, turn);
        else
            assert_null(at);
        buffer_finish(&file);
        buffer_finish(&out);
    }
}

/* ---- what is refused ---- */

static void bytes_of(struct buffer *file, const char *bytes, size_t len)
{
    buffer_add(file, bytes, len);
}

#define FILE_OF(name, bytes)                       \
    static void name(struct buffer *file)          \
    {                                              \
        bytes_of(file, bytes, sizeof bytes - 1);   \
    }
FILE_OF(empty, "")
FILE_OF(html, "<html><script>alert(1)</script></html>")
FILE_OF(svg, "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
FILE_OF(heic, "\0\0\0\x18" "ftypheic\0\0\0\0mif1heic")
FILE_OF(film, "\0\0\0\x18" "ftypmp42\0\0\0\0mp42isom")
FILE_OF(gif, "GIF89a\1\0\1\0")
FILE_OF(word, "PK\3\4\x14\0\6\0")
FILE_OF(tiff, "II*\0\10\0\0\0")
FILE_OF(jpeg_head_alone, "\xFF\xD8\xFF")
FILE_OF(jpeg_long_segment, "\xFF\xD8\xFF\xE1\xFF\xFFxx")
FILE_OF(jpeg_short_segment, "\xFF\xD8\xFF\xE1\0\1\xFF\xD9")
FILE_OF(jpeg_no_marker, "\xFF\xD8\xFF\xE1\0\2garbage")
FILE_OF(jpeg_nothing, "\xFF\xD8\xFF\xD9")
FILE_OF(png_head_alone, "\x89PNG\r\n\x1A\n")

static void jpeg_cut(struct buffer *file)
{
    plain_jpeg(file);
    file->len -= 2;
}

static void jpeg_scan_first(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_scan(file);
    jpeg_end(file);
}

static void jpeg_huge(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_rest(file, 65500, 65500);
}

static void jpeg_many_points(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_rest(file, 19000, 19000);
}

static void jpeg_no_height(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_rest(file, 100, 0);
}

static void jpeg_two_frames(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_frame(file, 0xC0, 10, 10);
    jpeg_rest(file, 60000, 60000);
}

static void jpeg_lossless(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_frame(file, 0xC3, 10, 10);
    jpeg_scan(file);
    jpeg_end(file);
}

static void jpeg_many_scans(struct buffer *file)
{
    jpeg_begin(file);
    jpeg_frame(file, 0xC2, 10, 10);
    for (int i = 0; i < 5000; i++)
        jpeg_scan(file);
    jpeg_end(file);
}

static void png_cut(struct buffer *file)
{
    plain_png(file);
    file->len -= 5;
}

static void png_wrong_sum(struct buffer *file)
{
    plain_png(file);
    file->bytes[file->len - 1] ^= 1;
}

static void png_bomb(struct buffer *file)
{
    png_begin(file);
    png_head(file, 100, 100, 8, 0, 0);
    png_points(file, 30 << 20, 0);
    png_end(file);
}

static void png_few_points(struct buffer *file)
{
    png_begin(file);
    png_head(file, 1000, 1000, 8, 6, 0);
    png_points(file, 10, 0);
    png_end(file);
}

static void png_behind_points(struct buffer *file)
{
    png_begin(file);
    png_head(file, 3, 2, 8, 2, 0);
    png_points(file, 2 * (1 + 3 * 3), 40);
    png_end(file);
}

static void png_no_points(struct buffer *file)
{
    png_begin(file);
    png_head(file, 3, 2, 8, 2, 0);
    png_end(file);
}

static void png_huge(struct buffer *file)
{
    png_begin(file);
    png_head(file, 0x7FFFFFFF, 0x7FFFFFFF, 8, 6, 0);
    png_points(file, 10, 0);
    png_end(file);
}

static void png_no_colours(struct buffer *file)
{
    png_begin(file);
    png_head(file, 3, 2, 3, 2, 0);
    png_points(file, 20, 0);
    png_end(file);
}

static void png_critical(struct buffer *file)
{
    png_begin(file);
    png_head(file, 3, 2, 8, 2, 0);
    png_chunk(file, "EVIL", "x", 1);
    png_points(file, 2 * (1 + 3 * 3), 0);
    png_end(file);
}

static void png_split_points(struct buffer *file)
{
    png_begin(file);
    png_head(file, 3, 2, 8, 2, 0);
    png_points(file, 2 * (1 + 3 * 3), 0);
    png_chunk(file, "tEXt", "a\0b", 3);
    png_points(file, 2 * (1 + 3 * 3), 0);
    png_end(file);
}

static void png_points_first(struct buffer *file)
{
    png_begin(file);
    png_points(file, 20, 0);
    png_head(file, 3, 2, 8, 2, 0);
    png_end(file);
}

static void test_what_is_refused(void **state)
{
    static const struct {
        const char *title;
        maker *make;
        const char *says;
    } cases[] = {
        {"empty", empty, "no JPEG, PNG or PDF"},       {"HTML", html, "no JPEG, PNG or PDF"},
        {"SVG", svg, "no JPEG, PNG or PDF"},           {"HEIC", heic, "HEIC file"},
        {"film", film, "MP4 file"},                    {"GIF", gif, "GIF file"},
        {"Word", word, "Word/Excel"},                  {"TIFF", tiff, "TIFF file"},
        {"head alone", jpeg_head_alone, "not whole"},  {"long segment", jpeg_long_segment, "not whole"},
        {"short segment", jpeg_short_segment, "not whole"}, {"no marker", jpeg_no_marker, "not whole"},
        {"nothing", jpeg_nothing, "not whole"},        {"cut", jpeg_cut, "not whole"},
        {"scan first", jpeg_scan_first, "no browser"}, {"huge", jpeg_huge, "too many"},
        {"many points", jpeg_many_points, "too many"}, {"no height", jpeg_no_height, "no browser"},
        {"two frames", jpeg_two_frames, "no browser"}, {"lossless", jpeg_lossless, "no browser"},
        {"many scans", jpeg_many_scans, "no browser"}, {"PNG's head alone", png_head_alone, "not whole"},
        {"PNG cut", png_cut, "not whole"},             {"wrong sum", png_wrong_sum, "not whole"},
        {"bomb", png_bomb, "not whole"},               {"few points", png_few_points, "not whole"},
        {"behind the points", png_behind_points, "not whole"}, {"no points", png_no_points, "not whole"},
        {"PNG huge", png_huge, "too many"},            {"no such colours", png_no_colours, "not whole"},
        {"critical", png_critical, "not whole"},       {"split points", png_split_points, "not whole"},
        {"points first", png_points_first, "not whole"},
    };
    (void)state;
    for (size_t i = 0; i < LEN(cases); i++) {
        struct buffer file = {0}, out = {0};
        struct media_found found;
        struct err err = {0};
        if (clean(cases[i].make, &file, &out, &found, &err))
            fail_msg("%s: taken", cases[i].title);
        if (!strstr(err.en, cases[i].says))
            fail_msg("%s: %s", cases[i].title, err.en);
        err_clear(&err);
        buffer_finish(&file);
        buffer_finish(&out);
    }
}

/* Cut at every byte and with every byte turned over: an end, never a read beyond it (the sanitizers look). */
static void test_every_byte(void **state)
{
    static maker *const makes[] = {camera_jpeg, preview_jpeg, plain_jpeg, talking_png, interlaced_png};
    (void)state;
    for (size_t i = 0; i < LEN(makes); i++) {
        struct buffer file = {0};
        makes[i](&file);
        for (size_t at = 0; at < 2 * file.len; at++) {
            size_t len = at < file.len ? at : file.len;
            unsigned char *bytes = malloc(len + 1);
            struct buffer out = {0};
            struct media_found found;
            memcpy(bytes, file.bytes, len);
            if (at >= file.len)
                bytes[at - file.len] ^= 0xFF;
            media_clean(i < 3 ? MEDIA_JPEG : MEDIA_PNG, bytes, len, &out, &found, NULL);
            assert_true(out.len <= len + 40);
            buffer_finish(&out);
            free(bytes);
        }
        buffer_finish(&file);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_comes_out),      cmocka_unit_test(test_clean_is_clean),
        cmocka_unit_test(test_the_side_that_is_up), cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_every_byte),
    };
    return cmocka_run_group_tests_name("pictures cleaned", tests, NULL, NULL);
}
