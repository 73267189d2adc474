/*
 * A plugin that keeps a copy of the records in a database elsewhere and asks that (docs/plugins.md, Engines). Opened before the worker is
 * confined, loaded once it is locked down; then called as often as there is something to hand over or to ask. What its secrets are stands in no error.
 */
#ifndef PLUGIN_ENGINE_H
#define PLUGIN_ENGINE_H

#include "plugin/plugin.h"

struct engine {
    struct plugin plugin;
    const struct value *parameters; /* settled by engine_load */
};

/* By name, of the folder of the plugins. */
bool engine_open(struct arena *arena, const char *folder, const char *name, struct engine *ret_engine, struct err *err);
bool engine_load(struct arena *arena, struct engine *engine, const struct value *parameters, struct err *err);
/* One act: {act, …} of texts and, where it takes them, rows (NULL: none). What it answers is appended to rows_given, [[text or null…]…]. PLUGIN_LATER:
 * somebody else has moved what it was to begin from. */
enum plugin_outcome engine_act(struct arena *arena, const struct engine *engine, const struct value *context, const struct exchange_rows *rows, int64_t deadline,
                               struct value *rows_given, struct err *err);

#endif
