/*
 * A message handed to a notifier, in a worker: a plugin of the plugins' folder, or `exec`, a program of the administrator's. The job is
 * {kind: "notify", plugin, parameters: {name: text}, context: {kind, recipient, subject, text, key, at, language, link},
 *  files: [{name, media, bytes (base64)}…], try: true: only settle the parameters}; plugins, programs, deadline_ms as any job has them.
 * The answer: {outcome: done | later | failed, vi, en: why (null of done), kept: [{name, bytes}…]}. A secret parameter is in no
 * answer: where a sentence would have it, it has dots.
 */
#ifndef PLUGIN_NOTIFIER_H
#define PLUGIN_NOTIFIER_H

#include <stdbool.h>

struct arena;
struct err;
struct program_walls;
struct value;

struct notifier_walls {
    void (*confine)(const char *object); /* before a shared object is loaded: it and what the kind `notify` may reach; NULL: not done */
    void (*lock_down)(void);             /* of who asks a program, once that waits; NULL: not done */
    const struct program_walls *program;
};

bool notifier_performs(const char *job_kind);
/* NULL with err: the job could not be begun (no such plugin, a wrong parameter). */
struct value *notifier_perform(struct arena *arena, const struct value *job, const struct notifier_walls *walls, struct err *err);

#endif
