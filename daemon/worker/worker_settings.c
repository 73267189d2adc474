#include "worker/worker_settings.h"

/* Where an installed thiduad looks for plugins; the build says it (room.mk). */
#ifndef THIDUA_PLUGINS
#define THIDUA_PLUGINS "/usr/local/lib/thidua/plugins"
#endif

void worker_settings_default(struct worker_settings *settings, const char *program)
{
    *settings = (struct worker_settings){
        .program = program,
        .deadline_ms = 10 * 1000,
        .memory = (size_t)64 << 20,
        .parallel = 2,
        .answer_max = (size_t)32 << 20,
        .plugins = THIDUA_PLUGINS,
        .mirror = {.deadline_ms = 600 * 1000, .counts = true},
    };
}
