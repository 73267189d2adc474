/*
 * The built-in evaluators as a plugin declares itself: `sql`, whose figures are the query's own rows, and
 * `exec`, a program of the administrator's that gets the rows on its standard input and prints figures, one a
 * line, in the manner of a Nagios check: exit code 0 done, 1 done with a warning, 2 failed, 3 unknown; lines
 * that begin with # are text for people. docs/plugins.md has the whole of it.
 */
#ifndef PLUGIN_EXEC_H
#define PLUGIN_EXEC_H

#include "plugin/plugin.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct program;
struct thidua_parameter;

extern const struct plugin exec_sql, exec_program;

/* Whether the machine's administrator allows a program of that name: its path. `allowed` is a list of paths,
 * comma-separated ([plugins] programs of thiduad.conf). */
bool exec_find(struct arena *arena, const char *allowed, const char *name, const char **ret_path,
               struct err *err);
/* What every program of the administrator's is declared with, an evaluator or a notifier (exec_notifier.h): its name, its arguments parted by blanks in
 * which {word} is the context's (NULL: all stand as they are), and how many milliseconds it may take of those until the deadline (on clock_steady). */
extern const struct thidua_parameter exec_program_name;
const struct value *exec_arguments(struct arena *arena, const struct value *parameters, const struct value *context);
int exec_timeout(const struct value *parameters, int64_t deadline);
/* One run. ret_warning: what the program warned of, NULL for nothing. */
bool exec_run(struct arena *arena, struct program *program, const struct plugin_call *call,
              struct exchange_figures *figures, const char **ret_warning, struct err *err);

#endif
