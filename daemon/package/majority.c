#include "package/majority.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 1000 };

/* Digits alone: no sign, no blank. */
static bool read_number(const char *text, char end, int64_t *ret_number, const char **ret_behind)
{
    size_t len = strspn(text, "0123456789");
    if (len == 0 || len > 4 || text[len] != end)
        return false;
    *ret_number = strtoll(text, NULL, 10);
    *ret_behind = text + len + (end != 0);
    return *ret_number >= 1 && *ret_number <= MOST;
}

bool majority_parse(const char *text, struct majority *ret_majority)
{
    struct majority majority = {.above = *text == '>'};
    const char *behind = text + majority.above;
    if (!read_number(behind, '/', &majority.num, &behind) || !read_number(behind, 0, &majority.den, &behind) || majority.num > majority.den)
        return false;
    *ret_majority = majority;
    return true;
}

bool majority_reached(const struct majority *majority, int64_t count, int64_t whole)
{
    int64_t had = count * majority->den, needed = whole * majority->num;
    return majority->above ? had > needed : had >= needed;
}

const char *majority_short(const struct majority *majority)
{
    return majority->above ? "không quá" : "chưa tới";
}

const char *majority_short_en(const struct majority *majority)
{
    return majority->above ? "is not more than" : "is less than";
}
