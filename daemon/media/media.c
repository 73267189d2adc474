#include "media/media.h"

#include "base/array.h"
#include "base/err.h"
#include "media/media_found.h"
#include "media/media_jpeg.h"
#include "media/media_png.h"

#include <string.h>

static const char *const names[MEDIA_KINDS] = {[MEDIA_JPEG] = "jpeg", [MEDIA_PNG] = "png", [MEDIA_PDF] = "pdf"};

const char *media_name(enum media_kind kind)
{
    return names[kind];
}

bool media_find(const char *name, enum media_kind *ret_kind)
{
    for (int kind = 0; kind < MEDIA_KINDS; kind++)
        if (strcmp(names[kind], name) == 0) {
            *ret_kind = (enum media_kind)kind;
            return true;
        }
    return false;
}

/* What people send by mistake, told by its first bytes. kind: of MEDIA_KINDS when it is not taken. */
static const struct mark {
    size_t at;
    const char *bytes;
    size_t len;
    enum media_kind kind;
    const char *title; /* of what is not taken */
} marks[] = {
#define MARK(at, text, kind, title) {at, text, sizeof text - 1, kind, title}
    MARK(0, "\xFF\xD8\xFF", MEDIA_JPEG, NULL),
    MARK(0, "\x89PNG\r\n\x1A\n", MEDIA_PNG, NULL),
    MARK(0, "%PDF-", MEDIA_PDF, NULL),
    MARK(4, "ftyphei", MEDIA_KINDS, "HEIC"),
    MARK(4, "ftyphev", MEDIA_KINDS, "HEIC"),
    MARK(4, "ftypmif1", MEDIA_KINDS, "HEIC"),
    MARK(4, "ftypavif", MEDIA_KINDS, "AVIF"),
    MARK(4, "ftyp", MEDIA_KINDS, "MP4"),
    MARK(8, "WEBP", MEDIA_KINDS, "WebP"),
    MARK(0, "GIF8", MEDIA_KINDS, "GIF"),
    MARK(0, "BM", MEDIA_KINDS, "BMP"),
    MARK(0, "II*\0", MEDIA_KINDS, "TIFF"),
    MARK(0, "MM\0*", MEDIA_KINDS, "TIFF"),
    MARK(0, "PK\3\4", MEDIA_KINDS, "Word/Excel/zip"),
    MARK(0, "\xD0\xCF\x11\xE0", MEDIA_KINDS, "Word/Excel"),
#undef MARK
};

bool media_recognise(const void *bytes, size_t len, enum media_kind *ret_kind, struct err *err)
{
    for (size_t i = 0; i < LEN(marks); i++) {
        const struct mark *mark = &marks[i];
        if (mark->at + mark->len > len || memcmp((const char *)bytes + mark->at, mark->bytes, mark->len) != 0)
            continue;
        *ret_kind = mark->kind;
        return mark->kind < MEDIA_KINDS ||
               err_set(err, "là tệp %1$s; chỉ nhận JPEG, PNG, PDF: chụp lại với định dạng JPEG, hoặc in ra PDF",
                       "is a %1$s file; taken are JPEG, PNG and PDF: take it again as JPEG, or print it to PDF", mark->title);
    }
    return err_set(err, "không phải là JPEG, PNG hay PDF (xét theo nội dung, không theo tên)",
                   "is no JPEG, PNG or PDF (by its content, whatever its name says)");
}

bool media_clean(enum media_kind kind, const void *bytes, size_t len, struct buffer *out, struct media_found *ret_found,
                 struct err *err)
{
    *ret_found = (struct media_found){0};
    return (kind == MEDIA_JPEG ? media_jpeg_clean : media_png_clean)(bytes, len, out, ret_found, err);
}
