#include "worker/worker_program.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"

#include <string.h>
#include <unistd.h>

/* The build says it (room.mk). */
#ifndef THIDUA_LIBEXEC
#define THIDUA_LIBEXEC "/usr/local/libexec/thidua"
#endif

const char *worker_program_find(struct arena *arena, const char *daemon, const char *name, struct err *err)
{
    const char *slash = strrchr(daemon, '/');
    const char *folder = slash ? arena_strndup(arena, daemon, (size_t)(slash - daemon)) : ".";
    const char *const places[] = {arena_printf(arena, "%s/%s", folder, name), arena_printf(arena, "%s/../libexec/thidua/%s", folder, name),
                                  arena_printf(arena, THIDUA_LIBEXEC "/%s", name)};
    for (size_t i = 0; i < LEN(places); i++)
        if (access(places[i], X_OK) == 0)
            return places[i];
    err_set(err, "chương trình %s không có ở cạnh thiduad và " THIDUA_LIBEXEC "; hãy cài lại gói thidua",
            "the program %s is not beside thiduad nor in " THIDUA_LIBEXEC "; install thidua again", name);
    return NULL;
}
