/*
 * Asks workers what is wrong with the rules of a package: its criteria and their examples, and the rules of no number (suggest.lua,
 * conclusion.lua, ranking.lua). Whether the files that they are tried against are whole is for the caller to know (package_trial.c).
 */
#ifndef AMENDMENT_CRITERIA_TRIAL_H
#define AMENDMENT_CRITERIA_TRIAL_H

#include <stdbool.h>

struct arena;
struct criterion_source;
struct package;
struct problems;
struct value;
struct worker_settings;

/* Every version of every criterion; facts: what they say of themselves, by the versions' names. */
void criteria_trial_all(const struct package *package, const struct worker_settings *worker, struct arena *arena, struct problems *problems,
                        struct value *facts);
/* Those to which a file belongs that is changed ([{path …}…]), each once. */
void criteria_trial_files(const struct package *package, const struct value *changed, const struct worker_settings *worker, struct arena *arena,
                          struct problems *problems);
/* A rule of no number, with its examples; rule NULL: the package has it not. */
void criteria_trial_other(const struct package *package, const struct criterion_source *rule,
                          struct value *(*job_of)(struct arena *, const struct package *), const struct worker_settings *worker, struct arena *arena,
                          struct problems *problems);

/* Whether a text speaks of a name that was refused: trying it would only repeat that. It is said where to mend. */
bool criteria_trial_doubted(const struct package *package, const char *path, const char *text, struct problems *problems);
/* The text of a file of the package; "" where it has none. */
const char *criteria_trial_text(const struct package *package, const char *path, struct arena *arena);

#endif
