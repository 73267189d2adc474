/*
 * Who may sign a paper on a day: whom bodies.ini names for its issuer (the block of sign_1 …, and signer_1, signer_2 …: a way, a title, a name), and
 * deputies with a grant that reaches the unit (person/grant.h). One of them is chosen among what people fill in (paper_blank.h), for a kind that
 * has the setting `signer`; the setting `signs` names the ways in which nobody but these signs it. What is chosen stands in the dossier.
 */
#ifndef DOCUMENT_SIGNATORY_H
#define DOCUMENT_SIGNATORY_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_inputs;
struct document_kind;
struct err;
struct package;
struct store;
struct value;

#define SIGNATORY_KEY "signer" /* the blank's, and the setting's with its title */

/* Grants of deputies of leaders that hold on a day, as far as days and the other's own role tell: [{person, name, signs, title, deputy_of, basis,
 * unit or null, valid_from, valid_until}…]. of_then: also those that were taken back since, for a day that is over. NULL on an error. */
struct value *signatory_deputies(struct store *store, struct arena *arena, int32_t day, bool of_then, struct err *err);

/* [{key, words, block (a signatory of a dossier), why_not, why_not_en}…] of a dossier's issuer and subject: the issuer's own block first. why_not: why nobody
 * signs this paper so, else null. Empty for a kind without the setting. */
struct value *signatory_choices(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct value *dossier,
                                const struct value *deputies, int32_t day);

/* Whether who was chosen for a dossier is one of the choices, and signs as the dossier has it. */
bool signatory_may(const struct value *choices, const struct value *dossier);

/* Sets `signer` of a dossier, the key of who was chosen for the paper, and puts their block in the place of the issuer's (`body_signatory` then) when they may
 * sign it on the day. */
void signatory_choose(struct arena *arena, const struct package *package, const struct document_kind *kind, const struct document_inputs *inputs,
                      struct value *dossier);

/* Whether signer_… of the bodies and `signs` of the kind can be read. */
bool signatory_check(struct arena *arena, const struct package *package, const struct document_kind *kind, struct err *err);

#endif
