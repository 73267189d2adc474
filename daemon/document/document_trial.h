/*
 * Tries a document before its package is loaded: fills its template with sample data (sample_data.h), so that the
 * editor finds an unknown name, a missing word or signatory, not the clerk on the day of the decision (contest.md §7).
 * Draws everything from the package; knows no records.
 */
#ifndef DOCUMENT_DOCUMENT_TRIAL_H
#define DOCUMENT_DOCUMENT_TRIAL_H

struct arena;
struct document_kind;
struct docx_template;
struct package;
struct problems;
struct value;

/* Every problem is added: errors for what no document could be made from, a warning for a phase whose day
 * has no issuer, basis or rate in force. facts: {id: facts} of the criteria, as far as they are known. */
void document_trial(const struct package *package, const struct document_kind *kind,
                    const struct docx_template *compiled, const struct value *facts, struct arena *arena,
                    struct problems *problems);

#endif
