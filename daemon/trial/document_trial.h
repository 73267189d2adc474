/*
 * Tries a document before its package is loaded: fills its template with sample data (sample_data.h), so that the
 * editor finds an unknown name, a missing word or signatory, not the clerk on the day of the decision (contest.md §7).
 * Draws everything from the package; knows no records.
 */
#ifndef TRIAL_DOCUMENT_TRIAL_H
#define TRIAL_DOCUMENT_TRIAL_H

#include <stdbool.h>

struct arena;
struct document_kind;
struct file;
struct package;
struct problems;
struct value;
struct worker_settings;

/* Every problem is added: errors for what no document could be made from, a warning for a phase whose day
 * has no issuer, basis or rate in force. dossiers: false where the template alone is looked at. facts: {id: facts} of the criteria, as far
 * as they are known. The template is compiled and filled in a worker (parse/parse_template.h). */
void document_trial(const struct package *package, const struct document_kind *kind, const struct file *template, bool dossiers,
                    const struct value *facts, const struct worker_settings *worker, struct problems *problems);

/* What such a document could be filled with, of the last phase for which one can be made; NULL when none can. Starts no worker. */
const struct value *document_trial_data(const struct package *package, const struct document_kind *kind, struct arena *arena);

#endif
