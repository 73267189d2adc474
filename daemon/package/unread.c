#include "package/unread.h"

#include "base/file.h"
#include "package/package.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* "1.2.minutes" is no part of "1.2.minutes_night" or of "x.1.2.minutes". */
static bool is_whole(const char *begin, const char *end, const char *at, size_t len)
{
    bool before = at > begin && (is_letter(at[-1]) || at[-1] == '.');
    bool after = at + len < end && (is_letter(at[len]) || (at[len] == '.' && at + len + 1 < end && is_letter(at[len + 1])));
    return !before && !after;
}

/* Of Lua, SQL or INI. */
static bool is_comment(const char *begin, const char *at)
{
    while (at > begin && at[-1] != '\n')
        at--;
    at += strspn(at, " \t");
    return *at == '#' || *at == ';' || strncmp(at, "--", 2) == 0;
}

static bool names(const struct file *file, const char *name)
{
    size_t len = strlen(name);
    const char *begin = file->bytes, *end = begin + file->len;
    for (const char *at = memmem(begin, file->len, name, len); at; at = memmem(at + 1, (size_t)(end - at - 1), name, len))
        if (is_whole(begin, end, at, len) && !is_comment(begin, at))
            return true;
    return false;
}

static bool ends(const char *path, const char *ending)
{
    size_t len = strlen(path), own = strlen(ending);
    return len > own && strcmp(path + len - own, ending) == 0;
}

/* What says how things are counted, judged or written; a test only tries it. */
static bool may_name(const char *path)
{
    return strcmp(path, "targets.ini") != 0 && strncmp(path, "tests/", 6) != 0 && (ends(path, ".lua") || ends(path, ".ini") || ends(path, ".sql"));
}

bool unread_param(const struct package *package, const char *name)
{
    for (size_t i = 0; i < package->files.len; i++)
        if (may_name(package->files.items[i].path) && names(&package->files.items[i], name))
            return false;
    return true;
}

const char *unread_param_elsewhere(const struct package *package, const char *name)
{
    for (size_t i = 0; i < package->files.len; i++) {
        const struct file *file = &package->files.items[i];
        bool own = strncmp(file->path, "criteria/", strlen("criteria/")) == 0 && !ends(file->path, ".evidence.sql");
        if (!own && may_name(file->path) && names(file, name))
            return file->path;
    }
    return NULL;
}

int unread_param_line(const struct package *package, const char *name)
{
    const struct file *file = file_find(&package->files, "targets.ini");
    size_t len = strlen(name);
    int line = 1;
    for (const char *at = file ? file->bytes : NULL; at; line++) {
        size_t left = file->len - (size_t)(at - file->bytes);
        if (left > len + 2 && *at == '[' && memcmp(at + 1, name, len) == 0 && (at[len + 1] == ' ' || at[len + 1] == ']'))
            return line;
        at = memchr(at, '\n', left);
        at = at ? at + 1 : NULL;
    }
    return 0;
}
