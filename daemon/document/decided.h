/*
 * What is decided already: who stands in a decision that holds, and which papers were issued. Nobody is decided on again by another body, another kind of paper or a later event (contest.md §7).
 */
#ifndef DOCUMENT_DECIDED_H
#define DOCUMENT_DECIDED_H

#include <stdbool.h>

struct arena;
struct document_kind;
struct err;
struct package;
struct store;
struct value;

/* Whether a paper was issued: its state says so, or awards of the phase (nomination.h) record that one of its nominees was given
 * one by the paper's issuer or recipient. Such a paper stays, whatever comes later. Pure. */
bool decided_is_issued(const char *state, const struct value *dossier, const struct value *awards);

/* Everybody in a decision that holds, drafted or further: [{draft, kind, title, phase, about: whom the decision is about,
 * stays (it was issued), amount (in đồng by the rates of its day, null without), proposes, subject, ward, nomination_id}…] of all phases; and with `proposes` who was proposed for one by a paper
 * that was issued. awards: of `phase`. NULL on an error. */
struct value *decided_list(struct store *store, struct arena *arena, const struct package *package, const char *phase,
                           const struct value *awards, struct err *err);

/* The numbers and days of papers of the phase that were issued and stand: {kind: {subject: {number, on}}}. NULL on an error. */
struct value *decided_numbers(struct store *store, struct arena *arena, const char *phase, struct err *err);

/* The entry that keeps a nomination of the phase out of a paper of the kind about `about`; NULL when there is none. A decision about
 * the same that is not issued keeps nobody out: the new one takes its place. A kind that proposes is kept from saying again what it has
 * proposed, and not by the decision that it is for. Pure. */
const struct value *decided_find(const struct value *list, const struct document_kind *kind, const char *phase, const char *about,
                                 const struct value *nomination);

#endif
