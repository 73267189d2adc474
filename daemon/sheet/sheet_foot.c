#include "sheet/sheet_foot.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/text_fold.h"

#include <string.h>

/* Without marks. With which a cell begins … */
static const char *const beginnings[] = {
    "nguoi lap", "nguoi bao cao", "nguoi tong hop", "nguoi kiem tra", "nguoi ky", "can bo lap", "can bo tong hop", "thu truong", "truong cong an",
    "pho truong cong an", "chu tich", "pho chu tich", "lanh dao", "tm.", "kt.", "tl.", "tuq.", "xac nhan cua", "noi nhan", "(ky"};
/* … and what it has somewhere. */
static const char *const parts[] = {"ky ten", "ky, ho ten", "ky, ghi ro", "ky va ghi ro", "ghi ro ho ten", "dong dau"};

/* As whole words: "chu tich" is no "chu tiche". */
static bool begins(const char *plain, const char *beginning)
{
    size_t len = strlen(beginning);
    bool open = beginning[len - 1] == '.' || *beginning == '(';
    return strncmp(plain, beginning, len) == 0 && (open || !plain[len] || strchr(" ,:;(.", plain[len]));
}

/* "Cát Bi, ngày 30 tháng 11 năm 2024", "ngày … tháng … năm …"; a date alone may be a record's. */
static bool is_place_and_date(const char *plain)
{
    const char *day = strstr(plain, "ngay"), *month = day ? strstr(day, "thang") : NULL, *year = month ? strstr(month, "nam") : NULL;
    return year && (day != plain || strstr(plain, "..") || strstr(plain, "\u2026"));
}

static bool signs(struct arena *arena, const char *text)
{
    const char *plain = text_plain(arena, text);
    for (size_t i = 0; i < LEN(beginnings); i++)
        if (begins(plain, beginnings[i]))
            return true;
    for (size_t i = 0; i < LEN(parts); i++)
        if (strstr(plain, parts[i]))
            return true;
    return is_place_and_date(plain);
}

bool sheet_foot_signs(struct arena *arena, const char *const *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (*cells[i] && signs(arena, cells[i]))
            return true;
    return false;
}

bool sheet_foot_note(struct sheet_foot *foot, struct arena *arena, int line, const char *const *cells, size_t count, size_t columns)
{
    size_t filled = 0;
    for (size_t i = 0; i < count && i < columns; i++)
        filled += *cells[i] != '\0';
    if (2 * filled > columns)
        foot->line = 0;
    else if (!foot->line && sheet_foot_signs(arena, cells, count))
        foot->line = line;
    return foot->line != 0;
}
