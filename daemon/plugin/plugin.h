/*
 * A plugin in this process: a shared object opened, loaded, its description checked and copied, its function called
 * with the host table. Only for a worker process: opened before that is confined, and loaded once it is locked down, for the
 * constructors of a shared object run as soon as it is loaded. The daemon never loads one. The only room with dlfcn. Whatever the plugin
 * gives is checked; a crash or a hang is left to the worker's supervisor, so before each call the plugin's name is written to the
 * standard error, where the supervisor finds the last words of a process that died.
 */
#ifndef PLUGIN_PLUGIN_H
#define PLUGIN_PLUGIN_H

#include "plugin/exchange.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct thidua_plugin;
struct value;

struct plugin {
    const struct thidua_plugin *description; /* a copy; fields that an older plugin does not know are zero; NULL before plugin_load */
    const char *path, *digest;               /* of the file; NULL for what is built in */
    const char *object; /* the open file by its descriptor, as a confined process still reaches it; NULL for what is built in */
};

/* The file as such: who may write it, its digest. It stays open. */
bool plugin_open(struct arena *arena, const char *path, struct plugin *ret_plugin, struct err *err);
/* From the file that is open. Never closed again: its code may have left things behind that point into it. */
bool plugin_load(struct arena *arena, struct plugin *plugin, struct err *err);
/* What is wrong with a description as such. */
bool plugin_check(const struct thidua_plugin *description, struct err *err);
/* {name, kind, version, vi, en, parameters, path, digest, built_in}. */
struct value *plugin_describe(struct arena *arena, const struct plugin *plugin, struct err *err);
const char *plugin_kind_name(const struct thidua_plugin *description); /* evaluator, notifier, engine */

struct plugin_call {
    const struct value *parameters; /* settled (parameter.h) */
    const struct value *context;    /* texts */
    const struct exchange_rows *rows;
    int64_t deadline; /* on clock_steady */
    struct value *kept; /* what a notifier hands over to be written: {name, bytes (base64)}…; NULL: it cannot */
    struct value *rows_given; /* what an engine answers: [[text or null…]…]; NULL: it cannot */
};

enum plugin_outcome { PLUGIN_DONE, PLUGIN_FAILED, PLUGIN_LATER };

/* One call. Figures are added to `figures`. PLUGIN_FAILED: err says what the plugin, or the host about it,
 * said first; PLUGIN_LATER: why not now, when the plugin says so. */
enum plugin_outcome plugin_run(struct arena *arena, const struct plugin *plugin,
                               const struct plugin_call *call, struct exchange_figures *figures,
                               struct err *err);

/* The examples that it declares, each run; false with the first that does not come out. ret_count: how many.
 */
bool plugin_try_examples(struct arena *arena, const struct plugin *plugin, int64_t deadline, int *ret_count,
                         struct err *err);

#endif
