#include "sheet/foreign.h"

#include "base/array.h"
#include "base/problem.h"

#include <string.h>
#include <strings.h>

enum { BEGINNING = 512, PIECE = 16384, WORD_MOST = 64 };

#define AS_XLSX_VI "mở bằng Excel, chọn Lưu thành → Sổ làm việc Excel (.xlsx) rồi gửi tệp đó"
#define AS_XLSX_EN "open it in Excel, choose Save As → Excel Workbook (.xlsx) and send that"
#define COPY_VI "chép bảng sang Excel, lưu thành .xlsx rồi gửi"
#define COPY_EN "copy its table into Excel, save it as .xlsx and send that"

/* How other formats begin; `holds`: a word in UTF-16 somewhere in the file, which tells those apart that begin alike. */
static const struct format {
    const char *begins;
    size_t len;
    const char *holds;
    const char *vi, *en;
} formats[] = {
    {"\xD0\xCF\x11\xE0", 4, "EncryptedPackage", "sổ có mật khẩu; trong Excel bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi lưu và gửi lại",
     "the workbook has a password; in Excel remove it (File → Info → Protect Workbook), save it and send it again"},
    {"\xD0\xCF\x11\xE0", 4, "WordDocument", "đây là văn bản Word cũ (.doc); " COPY_VI, "this is an old Word document (.doc); " COPY_EN},
    {"\xD0\xCF\x11\xE0", 4, "", "đây là sổ Excel cũ (.xls); " AS_XLSX_VI, "this is an old Excel workbook (.xls); " AS_XLSX_EN},
    {"\x09\x08", 2, "", "đây là sổ Excel rất cũ (.xls); " AS_XLSX_VI, "this is a very old Excel workbook (.xls); " AS_XLSX_EN},
    {"PK\5\6", 4, "", "tệp nén rỗng; lưu lại bảng thành .xlsx rồi gửi", "the zip file is empty; save the table as .xlsx and send that"},
    {"%PDF", 4, "", "đây là tệp PDF; " COPY_VI, "this is a PDF; " COPY_EN},
    {"{\\rtf", 5, "", "đây là văn bản RTF; " COPY_VI, "this is an RTF document; " COPY_EN},
    {"Rar!", 4, "", "đây là tệp nén RAR; giải nén rồi gửi từng tệp .xlsx hoặc CSV", "this is a RAR archive; unpack it and send each .xlsx or CSV"},
    {"7z\xBC\xAF", 4, "", "đây là tệp nén 7-Zip; giải nén rồi gửi từng tệp .xlsx hoặc CSV", "this is a 7-Zip archive; unpack it and send each .xlsx or CSV"},
    {"\x1F\x8B", 2, "", "đây là tệp nén gzip; giải nén rồi gửi tệp bên trong", "this is a gzip file; unpack it and send what is inside"},
    {"\x89PNG", 4, "", "đây là ảnh; gõ bảng vào Excel, lưu thành .xlsx rồi gửi", "this is a picture; type the table into Excel, save it as .xlsx and send that"},
    {"\xFF\xD8\xFF", 3, "", "đây là ảnh; gõ bảng vào Excel, lưu thành .xlsx rồi gửi", "this is a picture; type the table into Excel, save it as .xlsx and send that"},
};

/* Texts of other kinds, by how they begin behind blanks and a byte order mark; small and capital letters are one. */
static const char *const markups[] = {"<html", "<!doctype", "<table", "<?xml", "<meta", "<head", "<body", "<style", "<script", "<!--", "MIME-Version:"};

static bool is_markup(const char *beginning, size_t len)
{
    const char *at = beginning, *end = beginning + len;
    if (len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    while (at < end && strchr(" \t\r\n", *at))
        at++;
    for (size_t i = 0; i < LEN(markups); i++)
        if ((size_t)(end - at) >= strlen(markups[i]) && strncasecmp(at, markups[i], strlen(markups[i])) == 0)
            return true;
    return false;
}

static const struct format *find(const char *beginning, size_t len)
{
    for (size_t i = 0; i < LEN(formats); i++)
        if (len >= formats[i].len && memcmp(beginning, formats[i].begins, formats[i].len) == 0)
            return &formats[i];
    return NULL;
}

bool foreign_is(const char *beginning, size_t len)
{
    return find(beginning, len) || is_markup(beginning, len);
}

/* Whether a word stands somewhere in the file, in UTF-16LE as the names of its streams do. */
static bool holds(const struct byte_source *source, const char *word)
{
    char wide[2 * WORD_MOST], piece[PIECE];
    size_t size = 2 * strlen(word), len;
    for (size_t i = 0; i < size; i++)
        wide[i] = i % 2 ? '\0' : word[i / 2];
    if (!size)
        return true;
    for (size_t at = 0; (len = byte_source_read(source, at, piece, sizeof piece)) >= size; at += len - size + 1)
        if (memmem(piece, len, wide, size))
            return true;
    return false;
}

bool foreign_refuse(const struct sheet_reading *reading)
{
    char beginning[BEGINNING];
    size_t len = byte_source_read(&reading->source, 0, beginning, sizeof beginning);
    const struct format *format = find(beginning, len);
    while (format && !holds(&reading->source, format->holds))
        format++; /* the last one that begins alike holds "" */
    if (format)
        problem_add(reading->problems, reading->file, 0, NULL, "%1$s%2$.0s", "%2$s%1$.0s", format->vi, format->en);
    else
        problem_add(reading->problems, reading->file, 0, NULL, "đây là trang web hoặc XML đặt tên như bảng tính; " AS_XLSX_VI,
                    "this is a web page or XML named as a spreadsheet; " AS_XLSX_EN);
    return false;
}
