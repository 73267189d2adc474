/*
 * The job kind "plugin": what a plugin says of itself, and whether its examples hold. In a worker, for only
 * there a plugin is loaded.
 *   {kind: "plugin", name: "tally", examples: true} or {…, path: "/…/tally.so"}
 * Answer: {name, kind, version, vi, en, parameters: [{name, type, fallback, range, vi, en}…], path, digest,
 *          examples: how many were run and held}
 */
#ifndef EVALUATE_PLUGIN_JOB_H
#define EVALUATE_PLUGIN_JOB_H

#include <stdbool.h>

struct arena;
struct err;
struct confinement;
struct value;

bool plugin_job_is(const struct value *job);
struct value *plugin_job_perform(struct arena *arena, const struct value *job, const struct confinement *guard,
                                 struct err *err);

#endif
