#include "sheet/encoding.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/byte_source.h"
#include "base/problem.h"
#include "base/text.h"
#include "sheet/legacy_reading.h"
#include "sheet/recode.h"

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

/* The first piece of a text that is no UTF-8: the line, from 1, and where it begins. */
struct fault {
    enum { FAULT_NONE, FAULT_ZERO, FAULT_OTHER } kind;
    int line;
    size_t at;
};

static const char *line_at(const char *bytes, size_t len, int line)
{
    const char *start = bytes;
    for (int i = 1; i < line; i++)
        start = (const char *)memchr(start, '\n', len - (size_t)(start - bytes)) + 1;
    return start;
}

static struct fault find_fault(const struct byte_source *source)
{
    char piece[PIECE];
    int line = 1;
    size_t len;
    for (size_t at = 0; (len = byte_source_read(source, at, piece, sizeof piece)) > 0;) {
        size_t whole = len < sizeof piece ? len : whole_characters(piece, len);
        const char *nul = memchr(piece, '\0', whole);
        if (nul)
            return (struct fault){FAULT_ZERO, line + count_lines(piece, (size_t)(nul - piece)), 0};
        int bad = line_of_bad_utf8(piece, whole);
        if (bad)
            return (struct fault){FAULT_OTHER, line + bad - 1, at + (size_t)(line_at(piece, whole, bad) - piece)};
        line += count_lines(piece, whole);
        at += whole;
    }
    return (struct fault){FAULT_NONE, 0, 0};
}

static bool refuse_fault(struct problems *problems, const char *file, enum encoding_form form, struct fault fault)
{
    if (fault.kind == FAULT_NONE)
        return true;
    if (fault.kind == FAULT_ZERO)
        return refuse(problems, file, form, fault.line, "có byte 0: tệp không phải văn bản UTF-8 (có thể là UTF-16 hoặc tệp nhị phân)",
                      "a zero byte: the file is no UTF-8 text (UTF-16 or binary, perhaps)");
    return refuse(problems, file, form, fault.line,
                  "chữ không ở bảng mã UTF-8 (có thể là Windows-1258, TCVN3/ABC hoặc VNI); "
                  "đổi phông và bảng mã sang Unicode",
                  "the text is not UTF-8 (Windows-1258, TCVN3/ABC or VNI, perhaps); convert it to Unicode");
}

/* By how the file begins: whether it may be a text, and its byte order mark. */
static bool check_beginning(const char *file, enum encoding_form form, const struct byte_source *source, struct problems *problems,
                            size_t *ret_skip)
{
    char beginning[4];
    size_t len = byte_source_read(source, 0, beginning, sizeof beginning);
    for (size_t i = 0; i < LEN(magics); i++)
        if (len >= magics[i].len && memcmp(beginning, magics[i].bytes, magics[i].len) == 0)
            return refuse(problems, file, form, 0, magics[i].vi, magics[i].en);
    *ret_skip = len >= 3 && memcmp(beginning, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return true;
}

bool encoding_check(const char *file, enum encoding_form form, const char *bytes, size_t len, struct problems *problems,
                    size_t *ret_skip)
{
    const struct byte_source source = {.bytes = bytes, .len = len};
    return check_beginning(file, form, &source, problems, ret_skip) && refuse_fault(problems, file, form, find_fault(&source));
}

/* ---- a CSV's text ---- */

/* By its byte order mark, or by zero bytes in every second place of its beginning; RECODE_UTF8: it is no UTF-16. */
static enum recode_from utf16_of(const unsigned char *bytes, size_t len, size_t *ret_skip)
{
    size_t zeros[2] = {0}, look = len < 256 ? len & ~(size_t)1 : 256;
    *ret_skip = 2;
    if (len >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
        return RECODE_UTF16_LITTLE;
    if (len >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
        return RECODE_UTF16_BIG;
    *ret_skip = 0;
    for (size_t i = 0; i < look; i++)
        zeros[i % 2] += bytes[i] == 0;
    if (look < 8 || 4 * (zeros[0] + zeros[1]) < look || (zeros[0] && zeros[1]))
        return RECODE_UTF8;
    return zeros[1] ? RECODE_UTF16_LITTLE : RECODE_UTF16_BIG;
}

bool encoding_open(const char *file, const enum legacy_text *legacy, const struct byte_source *source, struct arena *arena,
                   struct problems *problems, struct recoding *ret_recoding)
{
    char piece[PIECE];
    size_t len = byte_source_read(source, 0, piece, sizeof piece);
    *ret_recoding = (struct recoding){.source = *source};
    ret_recoding->from = utf16_of((const unsigned char *)piece, len, &ret_recoding->offset);
    if (ret_recoding->from != RECODE_UTF8)
        return true;
    struct fault fault = find_fault(source);
    if (fault.kind == FAULT_OTHER) {
        const struct legacy_piece found = {file, piece, byte_source_read(source, fault.at, piece, sizeof piece), fault.line};
        if (legacy && *legacy != LEGACY_TWICE) {
            ret_recoding->from = RECODE_LEGACY;
            ret_recoding->legacy = *legacy;
            return legacy_reading_check(&found, *legacy, arena, problems);
        }
        if (legacy_reading_ask(&found, arena, problems))
            return false;
    }
    return check_beginning(file, ENCODING_CSV, source, problems, &ret_recoding->offset) &&
           refuse_fault(problems, file, ENCODING_CSV, fault);
}

void encoding_refuse_rest(const char *file, enum recode_from from, int line, struct problems *problems)
{
    if (from == RECODE_LEGACY)
        refuse_fault(problems, file, ENCODING_CSV, (struct fault){.kind = FAULT_ZERO, .line = line});
    else
        refuse(problems, file, ENCODING_CSV, line, "tệp UTF-16 có chỗ không phải chữ", "the UTF-16 file holds what is no text");
}
