/*
 * Reads the records behind a document's figures with the SELECT of its kind (documents/f1.sql), in a worker under all
 * the limits of a rule, at the data version of the phase's seal, or of the dossier of a paper
 * without one: a record that comes later changes no figure of a sealed phase. document_figure.h says what the rows mean.
 */
#ifndef DOCUMENT_EVIDENCE_H
#define DOCUMENT_EVIDENCE_H

#include <stdbool.h>

struct arena;
struct document_kind;
struct err;
struct package;
struct period;
struct problems;
struct turn;
struct value;
struct worker_settings;

/* Adds `evidence` to the dossier of a kind that has such a SELECT; :subject is the nominee, or whom the document is
 * about. False with err: *ret_refused says whether the document is to be refused with that sentence, or nothing is
 * known of it because no worker could be started. */
bool evidence_add(struct turn *turn, const struct period *phase, const struct document_kind *kind,
                  const struct value *seal, struct value *dossier, bool *ret_refused, struct err *err);

/* Such evidence as of another data version. NULL with err as above. */
struct value *evidence_at(const struct turn *turn, const struct period *phase, const struct document_kind *kind, const struct value *sequence, const char *subject,
                          bool *ret_refused, struct err *err);

/* The SELECT of a kind tried on the declared tables, empty, before a package is loaded. */
void evidence_check(const struct package *package, const struct document_kind *kind,
                    const struct worker_settings *worker, struct arena *arena, struct problems *problems);

#endif
