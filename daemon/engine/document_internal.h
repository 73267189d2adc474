/*
 * What the decision (document_decision.c) and the notice (document_notice.c) share: bodies, bases and rates
 * of a day, and the values that every document has. For document*.c only.
 */
#ifndef ENGINE_DOCUMENT_INTERNAL_H
#define ENGINE_DOCUMENT_INTERNAL_H

#include "engine/document.h"

#include <stdbool.h>
#include <stdint.h>

struct document_kind;

/* The package's kind with that trigger or that name; NULL with err when documents.ini has none. */
const struct document_kind *document_kind_of(const struct package *package, const char *kind,
                                             const char *trigger, struct err *err);
/* A key of the kind's section; NULL with err when it is not there. */
const char *document_setting(const struct document_kind *kind, const char *key, struct err *err);
/* The words of a comma-separated setting; an absent one has none. */
struct value *document_words(struct arena *arena, const struct document_kind *kind, const char *key);

/* Who acts for a body on a day: its section of bodies.ini, and when that has ended the one it names with
 * followed_by, and on. NULL when nobody does; else *ret_id is the name of the section that acts. */
const struct value *document_body(const struct package *package, const char *id, int32_t day,
                                  const char **ret_id);
/* The section that its last one names with followed_by, or NULL. */
const char *document_follower(const struct package *package, const char *id);
/* Says why nobody does, with the successors that the package names. */
void document_say_ended(struct arena *arena, const struct package *package, const char *id, int32_t day,
                        struct err *err);
/* Sets issuer and signatory of a dossier; false with err when the section lacks a key. */
bool document_issuer(struct arena *arena, const struct document_kind *kind, const struct value *body,
                     const char *id, struct value *dossier, struct err *err);

/* {kind, phase, phase_facts: {id, title, from, last}, next_phase, day, issuer, signatory, bodies}: the
 * beginning of a dossier, with what is in force on the day. NULL with err when the issuer no longer exists
 * then. */
struct value *document_dossier(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const char *phase, int32_t day,
                               struct err *err);
/* The texts of the legal bases that the kind cites, as of the day; NULL with err when one does not hold then.
 */
struct value *document_legal(struct arena *arena, const struct package *package,
                             const struct document_kind *kind, int32_t day, struct err *err);

/* The template's values that follow from any dossier: its own, and the kind's settings. */
struct value *document_values(struct arena *arena, const struct document_kind *kind,
                              const struct value *dossier);
/* Fills the kind's text_… settings, in their order, as values of their own: text_counts becomes counts. */
bool document_texts(struct arena *arena, const struct document_kind *kind, struct value *data,
                    struct err *err);

struct value *document_decision_data(struct arena *arena, const struct document_kind *kind,
                                     const struct value *dossier, struct err *err);
struct value *document_notice_data(struct arena *arena, const struct document_kind *kind,
                                   const struct value *seal, const struct value *dossier, struct err *err);

#endif
