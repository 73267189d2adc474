#include "door/http_kept.h"

#include <stddef.h>
#include <string.h>

/* The length of a tag with its quotes; 0: there is none here. */
static size_t tag_len(const char *at)
{
    const char *end = *at == '"' ? strchr(at + 1, '"') : NULL;
    return end ? (size_t)(end - at) + 1 : 0;
}

bool http_kept_holds(const char *none_match, const char *tag)
{
    for (const char *at = none_match; at && *at;) {
        at += strspn(at, ", \t");
        if (strncmp(at, "W/", 2) == 0)
            at += 2;
        size_t len = tag_len(at);
        if (len == 0)
            return false;
        if (len == strlen(tag) && strncmp(at, tag, len) == 0)
            return true;
        at += len;
    }
    return false;
}
