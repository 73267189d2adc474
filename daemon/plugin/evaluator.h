/*
 * The evaluator that a criterion names: a plugin from the plugins' folder, or `exec` with its program's runner waiting. Opened before
 * the worker is confined, loaded once it is locked down (a shared object's code runs from there on), asked afterwards, once a measuring
 * (once a month for teams). `sql` needs none: its figures are rows.
 */
#ifndef PLUGIN_EVALUATOR_H
#define PLUGIN_EVALUATOR_H

#include "plugin/plugin.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct evaluator;
struct program_walls;

struct evaluator_setup {
    const char *name;
    const struct value *parameters;    /* as given: texts */
    const char *folder;                /* of the plugins */
    const char *programs;              /* that `exec` may run */
    const struct program_walls *walls; /* of a program (program.h); NULL = none */
};

/* What is built in, for lists of plugins. */
extern const struct plugin *const evaluator_built_in[];
extern const size_t evaluator_built_in_len;
/* By name: built in, else a file of the folder, opened. */
bool evaluator_find(struct arena *arena, const char *folder, const char *name, struct plugin *ret_plugin,
                    struct err *err);

/* NULL with err. */
struct evaluator *evaluator_open(struct arena *arena, const struct evaluator_setup *setup, struct err *err);
const char *evaluator_object(const struct evaluator *evaluator); /* plugin_object of its plugin; NULL is fine */
bool evaluator_load(struct evaluator *evaluator, struct arena *arena, const struct evaluator_setup *setup, struct err *err);
bool evaluator_run(struct evaluator *evaluator, struct arena *arena, const struct value *context,
                   const struct exchange_rows *rows, int64_t deadline, struct exchange_figures *figures,
                   struct err *err);
/* For the receipt: {evaluator, version, digest, program?, warning?, replayable, vi?, en?}; vi and en say why
 * not. */
struct value *evaluator_facts(const struct evaluator *evaluator, struct arena *arena);
void evaluator_close(struct evaluator *evaluator); /* NULL is fine */

#endif
