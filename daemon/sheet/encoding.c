#include "sheet/encoding.h"

#include "base/array.h"
#include "base/byte_source.h"
#include "base/problem.h"
#include "base/text.h"

#include <string.h>

enum { PIECE = 16384 };

/* How it is saved again, by what it is to be. */
static const struct {
    const char *vi, *en;
} forms[] = {
    [ENCODING_CSV] =
        {"trong Excel chọn Tệp → Lưu thành → kiểu “CSV UTF-8 (Comma delimited) (*.csv)” rồi gửi tệp đó",
         "in Excel choose File → Save As → type “CSV UTF-8 (Comma delimited) (*.csv)” and send that file"},
    [ENCODING_TEXT] = {"mở bằng trình soạn thảo (Notepad: Tệp → Lưu thành → Mã hóa UTF-8) rồi lưu lại",
                       "open it in an editor (Notepad: File → Save As → Encoding UTF-8) and save it again"},
};

/* How other formats begin. */
static const struct magic {
    const char *bytes;
    size_t len;
    const char *vi, *en;
} magics[] = {
    {"PK\x03\x04", 4, "đây là tệp nén hoặc sổ Excel (.xlsx, .ods)", "this is a zip file or an Excel workbook (.xlsx, .ods)"},
    {"\xD0\xCF\x11\xE0", 4, "đây là sổ Excel cũ (.xls) hoặc sổ có mật khẩu",
     "this is an old Excel workbook (.xls) or one with a password"},
    {"%PDF", 4, "đây là tệp PDF", "this is a PDF"},
    {"\xFF\xFE", 2, "tệp ở bảng mã UTF-16, không phải UTF-8", "the file is UTF-16, not UTF-8"},
    {"\xFE\xFF", 2, "tệp ở bảng mã UTF-16, không phải UTF-8", "the file is UTF-16, not UTF-8"},
};

static int count_lines(const char *bytes, size_t len)
{
    int count = 0;
    for (const char *next = bytes, *end = bytes + len; (next = memchr(next, '\n', (size_t)(end - next))); next++)
        count++;
    return count;
}

/* The line, from 1, of the first byte that is no UTF-8; 0 when all are. A line break is never inside a character. */
static int line_of_bad_utf8(const char *bytes, size_t len)
{
    if (text_is_utf8(bytes, len))
        return 0;
    int line = 1;
    for (const char *at = bytes, *end = bytes + len; at < end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop + 1 : end;
        if (!text_is_utf8(at, (size_t)(stop - at)))
            break;
        at = stop;
    }
    return line;
}

/* Without a character that the end has cut: at most its first three bytes. */
static size_t whole_characters(const char *bytes, size_t len)
{
    for (size_t back = 1; back <= 3 && back <= len; back++) {
        unsigned char byte = (unsigned char)bytes[len - back];
        size_t wants = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 0;
        if (wants)
            return wants > back ? len - back : len;
        if (byte < 0x80)
            break;
    }
    return len;
}

static bool refuse(struct problems *problems, const char *file, enum encoding_form form, int line, const char *vi,
                   const char *en)
{
    problem_add(problems, file, line, NULL, "%1$s; %3$s%2$.0s%4$.0s", "%2$s; %4$s%1$.0s%3$.0s", vi, en, forms[form].vi,
                forms[form].en);
    return false;
}

/* One piece of a text, whose first line has this number. */
static bool check_piece(const char *file, enum encoding_form form, const char *bytes, size_t len, int line,
                        struct problems *problems)
{
    const char *nul = len ? memchr(bytes, '\0', len) : NULL;
    if (nul)
        return refuse(problems, file, form, line + count_lines(bytes, (size_t)(nul - bytes)),
                      "có byte 0: tệp không phải văn bản UTF-8 (có thể là UTF-16 hoặc tệp nhị phân)",
                      "a zero byte: the file is no UTF-8 text (UTF-16 or binary, perhaps)");
    int bad = line_of_bad_utf8(bytes, len);
    return !bad || refuse(problems, file, form, line + bad - 1,
                          "chữ không ở bảng mã UTF-8 (có thể là Windows-1258, TCVN3/ABC hoặc VNI); "
                          "đổi phông và bảng mã sang Unicode",
                          "the text is not UTF-8 (Windows-1258, TCVN3/ABC or VNI, perhaps); convert it to Unicode");
}

bool encoding_check_source(const char *file, enum encoding_form form, const struct byte_source *source,
                           struct problems *problems, size_t *ret_skip)
{
    char piece[PIECE];
    int line = 1;
    size_t len = byte_source_read(source, 0, piece, sizeof piece);
    for (size_t i = 0; i < LEN(magics); i++)
        if (len >= magics[i].len && memcmp(piece, magics[i].bytes, magics[i].len) == 0)
            return refuse(problems, file, form, 0, magics[i].vi, magics[i].en);
    *ret_skip = len >= 3 && memcmp(piece, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (size_t at = 0; len > 0; len = byte_source_read(source, at, piece, sizeof piece)) {
        size_t whole = len < sizeof piece ? len : whole_characters(piece, len);
        if (!check_piece(file, form, piece, whole, line, problems))
            return false;
        line += count_lines(piece, whole);
        at += whole;
    }
    return true;
}

bool encoding_check(const char *file, enum encoding_form form, const char *bytes, size_t len, struct problems *problems,
                    size_t *ret_skip)
{
    const struct byte_source source = {.bytes = bytes, .len = len};
    return encoding_check_source(file, form, &source, problems, ret_skip);
}
