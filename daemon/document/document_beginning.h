/* What the dossiers of all triggers begin with, the legal bases of a day, and the values that every document has. */
#ifndef DOCUMENT_DOCUMENT_BEGINNING_H
#define DOCUMENT_DOCUMENT_BEGINNING_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_inputs;
struct document_kind;
struct err;
struct package;
struct phase;
struct value;

/* Sets {kind, phase, phase_facts: {id, title, from, last}, next_phase, subject, day, issuer, signatory, bodies}: the
 * beginning of any dossier, with what is in force on the day; of a team's paper also team: {id, name, ward: in whose figures it counts}. False with err when the issuer, or the ward that it is
 * about, does not stand then. */
bool document_beginning(struct arena *arena, const struct package *package, const struct document_kind *kind,
                        const struct document_inputs *inputs, const char *subject, struct value *dossier,
                        struct err *err);
/* {id, title, from, last} of a phase, as documents have it. */
struct value *document_phase(struct arena *arena, const struct phase *phase);
/* The seal's own day: a paper may be drafted later. The paper's day when the seal does not say. */
const char *document_sealed_on(struct arena *arena, const struct document_inputs *inputs);
/* The text of a legal basis as of the day, with what it cites of others; NULL with err when it does not hold then. */
const char *document_basis(struct arena *arena, const struct package *package, const char *id, int32_t day, struct err *err);
/* The texts of the legal bases that the kind cites, as of the day; NULL with err when one does not hold then.
 */
struct value *document_legal(struct arena *arena, const struct package *package,
                             const struct document_kind *kind, int32_t day, struct err *err);
/* The template's values that follow from any dossier: its own, and the kind's settings. */
struct value *document_values(struct arena *arena, const struct document_kind *kind,
                              const struct value *dossier);

#endif
