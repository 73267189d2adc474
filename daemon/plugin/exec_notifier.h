/*
 * The notifier `exec`: the office's own gateway (Zalo, SMS) as a program of the administrator's. It gets the message on its standard input
 * as one JSON object, what its channel's `arguments` say as its arguments, and ends with 0 (taken), 67 (no such recipient) or 65
 * (it will never take this text); whatever else it ends with, the message is tried again (docs/messages.en.md).
 */
#ifndef PLUGIN_EXEC_NOTIFIER_H
#define PLUGIN_EXEC_NOTIFIER_H

#include "plugin/plugin.h"

#include <stdint.h>

struct program;

extern const struct plugin exec_notifier;

/* message: context and files of the job, in one map. */
enum plugin_outcome exec_notifier_run(struct arena *arena, struct program *program, const struct value *parameters, const struct value *message,
                                      int64_t deadline, struct err *err);

#endif
