#include "package/soundness.h"

#include "base/arena.h"
#include "package/package.h"

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
