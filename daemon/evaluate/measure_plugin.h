/*
 * Measuring by a plugin: the rule's statement gives rows, the evaluator makes figures of them (plugin/). What
 * comes back is held against the wards and teams that there are; from there on they are figures as any other.
 */
#ifndef EVALUATE_MEASURE_PLUGIN_H
#define EVALUATE_MEASURE_PLUGIN_H

#include <stdbool.h>

struct err;
struct figure;
struct span;
struct below_figures;
struct work;

bool measure_plugin_wards(const struct work *work, struct figure *figures, struct err *err);
/* The teams of one month, in the order in which they came. */
bool measure_plugin_teams(const struct work *work, const struct span *month,
                          struct below_figures *ret_figures, struct err *err);

#endif
