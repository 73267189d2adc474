#include "cleaner/cleaner_pdf.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/err.h"
#include "cleaner/cleaner_walk.h"
#include "media/media_found.h"
#include "media/media_jpeg.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* One document while it is looked through and written. */
struct cleaning {
    qpdf_data pdf;
    struct media_found *found;
    struct cleaner_pdf *facts;
    struct err *err;
};

static bool refuse_damaged(struct err *err)
{
    return err_set(err, "tệp PDF bị hỏng hoặc không trọn vẹn; mở ra, in lại thành PDF rồi gửi lại",
                   "the PDF is damaged or not whole; open it, print it to PDF again and send that");
}

static bool refuse_acting(struct err *err, const char *vi, const char *en)
{
    return err_set(err, "tệp PDF có %1$s, không được nhận; in lại thành PDF rồi gửi lại%2$.0s",
                   "the PDF has %2$s in it, which is not taken; print it to PDF again and send that%1$.0s", vi, en);
}

/* ---- what stands in a dictionary ---- */

enum fate { REFUSED, LEFT_OUT };

static const struct {
    const char *key;
    enum fate fate;
    unsigned removed;
    const char *vi, *en;
} keys[] = {
    {"/JavaScript", REFUSED, 0, "chương trình (JavaScript)", "a script (JavaScript)"},
    {"/JS", REFUSED, 0, "chương trình (JavaScript)", "a script (JavaScript)"},
    {"/EmbeddedFiles", REFUSED, 0, "tệp khác bên trong", "other files"},
    {"/EF", REFUSED, 0, "tệp khác bên trong", "other files"},
    {"/RichMediaContent", REFUSED, 0, "phim, âm thanh", "film or sound"},
    {"/XFA", REFUSED, 0, "biểu mẫu XFA", "an XFA form"},
    {"/Metadata", LEFT_OUT, MEDIA_DATA, NULL, NULL},
    {"/PieceInfo", LEFT_OUT, MEDIA_DATA, NULL, NULL},
    {"/LastModified", LEFT_OUT, MEDIA_DATA, NULL, NULL},
    {"/Info", LEFT_OUT, MEDIA_DATA, NULL, NULL},
    {"/Thumb", LEFT_OUT, MEDIA_PREVIEW, NULL, NULL},
};

/* What an action does (/S) and what stands on a page (/Subtype). */
static const struct {
    const char *key, *name, *vi, *en;
} kinds[] = {
    {"/S", "/JavaScript", "chương trình (JavaScript)", "a script (JavaScript)"},
    {"/S", "/Launch", "lệnh mở chương trình khác", "a call of another program"},
    {"/S", "/SubmitForm", "lệnh gửi dữ liệu đi", "a form that sends data away"},
    {"/S", "/ImportData", "lệnh lấy dữ liệu từ tệp khác", "a call for data of another file"},
    {"/S", "/GoToE", "tệp khác bên trong", "other files"},
    {"/S", "/Rendition", "phim, âm thanh", "film or sound"},
    {"/S", "/Movie", "phim, âm thanh", "film or sound"},
    {"/S", "/Sound", "phim, âm thanh", "film or sound"},
    {"/Subtype", "/FileAttachment", "tệp khác bên trong", "other files"},
    {"/Subtype", "/RichMedia", "phim, âm thanh", "film or sound"},
    {"/Subtype", "/Movie", "phim, âm thanh", "film or sound"},
    {"/Subtype", "/Sound", "phim, âm thanh", "film or sound"},
    {"/Subtype", "/Screen", "phim, âm thanh", "film or sound"},
    {"/Subtype", "/3D", "mô hình 3D", "a 3D model"},
};

static bool has_name(const struct cleaning *cleaning, qpdf_oh map, const char *key, const char *name)
{
    qpdf_oh value = qpdf_oh_get_key(cleaning->pdf, map, key);
    bool has = qpdf_oh_is_name_and_equals(cleaning->pdf, value, name);
    qpdf_oh_release(cleaning->pdf, value);
    return has;
}

static bool check_kinds(struct cleaning *cleaning, qpdf_oh map)
{
    for (size_t i = 0; i < LEN(kinds); i++)
        if (has_name(cleaning, map, kinds[i].key, kinds[i].name))
            return refuse_acting(cleaning->err, kinds[i].vi, kinds[i].en);
    return true;
}

static bool check_keys(struct cleaning *cleaning, qpdf_oh map)
{
    for (size_t i = 0; i < LEN(keys); i++) {
        if (!qpdf_oh_has_key(cleaning->pdf, map, keys[i].key))
            continue;
        if (keys[i].fate == REFUSED)
            return refuse_acting(cleaning->err, keys[i].vi, keys[i].en);
        qpdf_oh_remove_key(cleaning->pdf, map, keys[i].key);
        cleaning->found->removed |= keys[i].removed;
    }
    if (qpdf_oh_has_key(cleaning->pdf, map, "/ByteRange"))
        cleaning->facts->is_signed = true;
    return check_kinds(cleaning, map);
}

/* ---- pictures ---- */

static bool check_picture(struct cleaning *cleaning, qpdf_oh map)
{
    qpdf_oh width = qpdf_oh_get_key(cleaning->pdf, map, "/Width"), height = qpdf_oh_get_key(cleaning->pdf, map, "/Height");
    long long across = 0, down = 0;
    bool sized = qpdf_oh_get_value_as_longlong(cleaning->pdf, width, &across) && qpdf_oh_get_value_as_longlong(cleaning->pdf, height, &down);
    qpdf_oh_release(cleaning->pdf, width);
    qpdf_oh_release(cleaning->pdf, height);
    return !sized || media_check_size(across, down, cleaning->err);
}

/* /DCTDecode, alone or as the one of a list. */
static bool is_jpeg(const struct cleaning *cleaning, qpdf_oh map)
{
    qpdf_oh filter = qpdf_oh_get_key(cleaning->pdf, map, "/Filter");
    bool is = qpdf_oh_is_name_and_equals(cleaning->pdf, filter, "/DCTDecode");
    if (!is && qpdf_oh_is_array(cleaning->pdf, filter) && qpdf_oh_get_array_n_items(cleaning->pdf, filter) == 1) {
        qpdf_oh first = qpdf_oh_get_array_item(cleaning->pdf, filter, 0);
        is = qpdf_oh_is_name_and_equals(cleaning->pdf, first, "/DCTDecode");
        qpdf_oh_release(cleaning->pdf, first);
    }
    qpdf_oh_release(cleaning->pdf, filter);
    return is;
}

static bool says_something(const unsigned char *bytes, size_t len)
{
    return memmem(bytes, len, "Exif\0", 6) || memmem(bytes, len, "ns.adobe.com/", 13) || memmem(bytes, len, "Photoshop 3.0", 13);
}

static void replace(struct cleaning *cleaning, qpdf_oh stream, qpdf_oh map, const struct buffer *clean)
{
    qpdf_oh filter = qpdf_oh_get_key(cleaning->pdf, map, "/Filter"), parameters = qpdf_oh_get_key(cleaning->pdf, map, "/DecodeParms");
    qpdf_oh_replace_stream_data(cleaning->pdf, stream, (const unsigned char *)clean->bytes, clean->len, filter, parameters);
    qpdf_oh_release(cleaning->pdf, filter);
    qpdf_oh_release(cleaning->pdf, parameters);
}

/* A viewer of PDF shows pictures that are not quite whole; such a one stays when nothing is said in it. */
static bool clean_jpeg(struct cleaning *cleaning, qpdf_oh stream, qpdf_oh map)
{
    struct media_found found = {0};
    struct buffer clean = {0};
    struct err why = {0};
    unsigned char *bytes = NULL;
    size_t len = 0;
    if (qpdf_oh_get_stream_data(cleaning->pdf, stream, qpdf_dl_none, NULL, &bytes, &len) & QPDF_ERRORS || !bytes)
        return refuse_damaged(cleaning->err);
    bool clear = media_jpeg_clean(bytes, len, &clean, &found, &why), good = clear || !says_something(bytes, len);
    if (clear && clean.len != len)
        replace(cleaning, stream, map, &clean);
    if (good)
        cleaning->found->removed |= clear ? found.removed : 0;
    else
        err_move(cleaning->err, &why);
    err_clear(&why);
    buffer_finish(&clean);
    free(bytes);
    return good;
}

static bool take(void *context, qpdf_oh object, qpdf_oh map, bool is_stream)
{
    struct cleaning *cleaning = context;
    if (!check_keys(cleaning, map))
        return false;
    if (!is_stream || !has_name(cleaning, map, "/Subtype", "/Image"))
        return true;
    return check_picture(cleaning, map) && (!is_jpeg(cleaning, map) || clean_jpeg(cleaning, object, map));
}

/* ---- the whole ---- */

static bool read_pdf(struct cleaning *cleaning, const char *bytes, size_t len)
{
    QPDF_ERROR_CODE code = qpdf_read_memory(cleaning->pdf, "pdf", bytes, len, NULL);
    bool locked = qpdf_has_error(cleaning->pdf) && qpdf_get_error_code(cleaning->pdf, qpdf_get_error(cleaning->pdf)) == qpdf_e_password;
    if (locked || (!(code & QPDF_ERRORS) && qpdf_is_encrypted(cleaning->pdf)))
        return err_set(cleaning->err, "tệp PDF có mật khẩu hoặc bị khóa; gửi tệp không khóa", "the PDF is encrypted; send one that is not");
    if (code & QPDF_ERRORS)
        return refuse_damaged(cleaning->err);
    cleaning->facts->pages = qpdf_get_num_pages(cleaning->pdf);
    return cleaning->facts->pages > 0 || refuse_damaged(cleaning->err);
}

static bool write_pdf(struct cleaning *cleaning, struct buffer *out)
{
    if (qpdf_init_write_memory(cleaning->pdf) & QPDF_ERRORS)
        return refuse_damaged(cleaning->err);
    qpdf_set_deterministic_ID(cleaning->pdf, QPDF_TRUE); /* the same file gives the same bytes, and asks for no clock */
    qpdf_set_stream_data_mode(cleaning->pdf, qpdf_s_preserve);
    qpdf_set_object_stream_mode(cleaning->pdf, qpdf_o_preserve);
    if (qpdf_write(cleaning->pdf) & QPDF_ERRORS)
        return refuse_damaged(cleaning->err);
    buffer_add(out, qpdf_get_buffer(cleaning->pdf), qpdf_get_buffer_length(cleaning->pdf));
    return true;
}

static bool clean(struct cleaning *cleaning, const char *bytes, size_t len, struct buffer *out)
{
    enum cleaner_walk_end walked;
    if (!read_pdf(cleaning, bytes, len))
        return false;
    walked = cleaner_walk(cleaning->pdf, take, cleaning);
    if (walked != CLEANER_WALK_WHOLE)
        return walked == CLEANER_WALK_REFUSED ? false : refuse_damaged(cleaning->err);
    if (!cleaning->facts->is_signed && !write_pdf(cleaning, out))
        return false;
    if (qpdf_more_warnings(cleaning->pdf)) /* it would be written without what could not be read */
        return refuse_damaged(cleaning->err);
    if (cleaning->facts->is_signed) {
        cleaning->found->removed = 0;
        buffer_add(out, bytes, len);
    }
    return true;
}

bool cleaner_pdf_clean(const char *bytes, size_t len, struct buffer *out, struct media_found *ret_found, struct cleaner_pdf *ret_pdf,
                       struct err *err)
{
    struct cleaning cleaning = {.pdf = qpdf_init(), .found = ret_found, .facts = ret_pdf, .err = err};
    *ret_found = (struct media_found){0};
    *ret_pdf = (struct cleaner_pdf){0};
    qpdf_set_suppress_warnings(cleaning.pdf, QPDF_TRUE);
    qpdf_silence_errors(cleaning.pdf);
    qpdf_set_attempt_recovery(cleaning.pdf, QPDF_FALSE); /* of half a paper nobody knows which half is missing */
    bool good = clean(&cleaning, bytes, len, out);
    qpdf_cleanup(&cleaning.pdf);
    return good;
}
