/*
 * A plugin's parameters: declared as data (plugins/thidua_plugin.h), given by the criterion's [parameters].
 * Checked here, by the host, before any code of the plugin's runs; what is not given gets its fallback.
 */
#ifndef PLUGIN_PARAMETER_H
#define PLUGIN_PARAMETER_H

#include <stdbool.h>

struct arena;
struct err;
struct thidua_parameter;
struct value;

/* {name: text or integer} of all declared; `given` maps names to texts. */
bool parameter_settle(struct arena *arena, const struct thidua_parameter *const *declared,
                      const struct value *given, const struct value **ret_settled, struct err *err);
/* The declaration itself, as people read it: [{name, type, fallback, range, vi, en}…]. False: it is not
 * sound. */
bool parameter_describe(struct arena *arena, const struct thidua_parameter *const *declared,
                        struct value **ret_list, struct err *err);
/* A text without the secrets that were given: they have dots. */
const char *parameter_hide(struct arena *arena, const struct thidua_parameter *const *declared, const struct value *settled, const char *text);
/* "name = value" lines, as {name: text}. */
const struct value *parameter_lines(struct arena *arena, const char *lines);

#endif
