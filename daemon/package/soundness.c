#include "package/soundness.h"

#include "base/arena.h"
#include "package/package.h"

#include <ctype.h>
#include <string.h>

void soundness_lose(struct package *package, const char *path)
{
    package->lost = arena_grow(package->arena, package->lost, package->lost_count * sizeof *package->lost,
                               (package->lost_count + 1) * sizeof *package->lost);
    package->lost[package->lost_count++] = path;
}

const char *soundness_lost(const struct package *package, const char *path)
{
    size_t len = strlen(path);
    bool folder = len && path[len - 1] == '/';
    for (size_t i = 0; i < package->lost_count; i++)
        if (folder ? strncmp(package->lost[i], path, len) == 0 : strcmp(package->lost[i], path) == 0)
            return package->lost[i];
    return NULL;
}

bool soundness_has(const struct package *package, const char *path)
{
    return !soundness_lost(package, path);
}

void soundness_doubt(struct package *package, struct doubt doubt)
{
    package->doubts = arena_grow(package->arena, package->doubts, package->doubt_count * sizeof doubt,
                                 (package->doubt_count + 1) * sizeof doubt);
    package->doubts[package->doubt_count++] = doubt;
}

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* "channel" in "t.channel = 'force'"; "1.share" is no word of "1.1.share". */
static bool has_word(const char *text, const char *word)
{
    size_t len = strlen(word);
    bool dotted = strchr(word, '.') != NULL;
    for (const char *at = text; (at = strstr(at, word)); at += len) {
        bool begins = at == text || (!is_letter(at[-1]) && !(dotted && at[-1] == '.'));
        if (begins && !is_letter(at[len]))
            return true;
    }
    return false;
}

const struct doubt *soundness_doubted(const struct package *package, const char *text)
{
    for (size_t i = 0; i < package->doubt_count; i++) {
        const struct doubt *doubt = &package->doubts[i];
        if (has_word(text, doubt->name) && (!doubt->of || has_word(text, doubt->of)))
            return doubt;
    }
    return NULL;
}

const struct doubt *soundness_doubt_in(const struct package *package, const char *path)
{
    for (size_t i = 0; i < package->doubt_count; i++)
        if (strcmp(package->doubts[i].path, path) == 0)
            return &package->doubts[i];
    return NULL;
}
