#include "base/litter.h"

#include "base/array.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* Capital and small letters are one, as Windows has them. */
static const char *const names[] = {"Thumbs.db", "ehthumbs.db", "desktop.ini", ".DS_Store"};
static const char *const beginnings[] = {"~$", ".~lock.", "._"};
static const char *const endings[] = {".bak", ".swp", ".tmp", ".orig", "~"};

static bool ends_in(const char *name, const char *ending)
{
    size_t len = strlen(name), end = strlen(ending);
    return len > end && strcasecmp(name + len - end, ending) == 0;
}

bool litter_is(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    for (size_t i = 0; i < LEN(names); i++)
        if (strcasecmp(name, names[i]) == 0)
            return true;
    for (size_t i = 0; i < LEN(beginnings); i++)
        if (strncmp(name, beginnings[i], strlen(beginnings[i])) == 0)
            return true;
    for (size_t i = 0; i < LEN(endings); i++)
        if (ends_in(name, endings[i]))
            return true;
    return false;
}
