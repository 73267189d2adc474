/* An INI file of a package, as an administrator or an upload brings it (package/ini.h). */
#include "fuzz.h"

#include "base/problem.h"
#include "base/text.h"
#include "package/ini.h"

#include <string.h>

static void holds_text(const char *text)
{
    FUZZ_HOLDS(text && text_is_utf8(text, strlen(text)));
}

/* A doubled section or key is a problem, and the first one is found. */
static void holds_section(const struct ini *ini, const struct ini_section *section)
{
    int line = section->line;
    holds_text(section->name);
    FUZZ_HOLDS(ini_find(ini, section->name) <= section && strlen(section->name) <= INI_NAME_BYTES);
    for (size_t i = 0; i < section->key_count; i++) {
        const struct ini_key *key = &section->keys[i];
        holds_text(key->name);
        holds_text(key->value);
        FUZZ_HOLDS(key->line > line && ini_key_find(section, key->name) <= key && strlen(key->name) <= INI_NAME_BYTES);
        line = key->line;
    }
}

void fuzz_ini(struct arena *arena, const char *bytes, size_t len)
{
    const struct file file = {"contest.ini", arena_strndup(arena, bytes, len), len};
    struct problems problems;
    problems_init(&problems, arena);
    const struct ini ini = ini_read(arena, &file, &problems);
    for (size_t i = 0; i < ini.len; i++)
        holds_section(&ini, &ini.sections[i]);
    FUZZ_HOLDS(!ini.damaged || problems.errors > 0);
}
