/* The file behind an evaluator, looked at and never run: its content is what a quarantine is about (run/quarantined.h). */
#ifndef PLUGIN_EVALUATOR_FILE_H
#define PLUGIN_EVALUATOR_FILE_H

struct arena;
struct value;

enum { EVALUATOR_FILE_MAX = 256 * 1024 * 1024 }; /* bytes of a plugin or a program that are read */

/*
 * The SHA-256 of the shared object or program that a criterion's evaluator ({name, parameters}) names. folder: of the plugins;
 * programs: that `exec` may run. NULL where there is no such file now, and for what is built in.
 */
const char *evaluator_file_digest(struct arena *arena, const char *folder, const char *programs, const struct value *evaluator);

#endif
