/*
 * What a document says, as data: pure functions from package, seal and records of the day to a dossier
 * (frozen, hashed), and from seal and dossier to the values of the Word template. Documents read these
 * two and nothing else. Rates, issuers, signatories and legal bases are those of the dossier's day. What
 * drafts a document, whom it is about and what goes into it is one table (document.c).
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "document/document_inputs.h"

#include <stdbool.h>

struct arena;
struct document_kind;
struct err;
struct package;
struct value;

/* When documents are drafted (contest.md §7). */
enum document_moment {
    DOCUMENT_AT_SEAL,
    DOCUMENT_AT_WEEK,       /* right after the week's final run; so are those of a month and a quarter */
    DOCUMENT_AT_MONTH,
    DOCUMENT_AT_QUARTER,
    DOCUMENT_AT_NOMINATION, /* a ward's is confirmed, and the phase is sealed */
    DOCUMENT_AT_DECISION,   /* every ward has answered, or the due instant has come */
    DOCUMENT_AT_DUTY,       /* a duty opens (setting `duties`); these and those below have no seal */
    DOCUMENT_AT_DEMAND,     /* somebody who has such a duty asks for it */
};

/* Whether the kind is drafted then. */
bool document_is_at(const struct document_kind *kind, enum document_moment moment);
/* Whether it is the report of a week, a month or a quarter. */
bool document_is_of_period(const struct document_kind *kind);
/* Whom such documents are about, NULL-terminated: the district, or some of the wards. None: there is nothing to
 * draft. */
const char **document_subjects(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const struct document_inputs *inputs);

/* The dossier: {kind, phase, phase_facts, next_phase, day, issuer, signatory, bodies} and what the kind's trigger
 * adds. NULL with err when a rate, issuer, basis or a field of the records is missing for the day. When the document
 * is not to be there (whoever issued or received it has ended, and each successor does so for its own unit): {kind,
 * phase, subject, day, not_applicable, not_applicable_en: the sentence why}. */
struct value *document_dossier(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const struct document_inputs *inputs,
                               const char *subject, struct err *err);
/* Nobody is left to be named in it, nothing is owed that it urges: then there is no draft. */
bool document_is_empty(const struct value *dossier);
/* Why the document is not to be there, Vietnamese and English; NULL for any other dossier, and for none. English also for
 * one of an older version. */
const char *document_not_applicable(const struct value *dossier);
const char *document_not_applicable_en(const struct value *dossier);
/* Whether a kind's papers are of duties, so of no phase and no seal. */
bool document_is_of_duties(const struct document_kind *kind);
/* The part of a dossier that, when changed, asks for a new draft (not its day, rates or signatory). */
struct value *document_dossier_cause(struct arena *arena, const struct value *dossier);

/* The part that the package says of a day: rates, legal bases, issuer, signatory. For one and the same day it differs
 * only when the package was changed. */
struct value *document_dossier_given(struct arena *arena, const struct value *dossier);

/* The same as of a day and unit (of a paper about a team its ward), whatever has become of the records; what the package cannot say is not there. Beside it `recipients`: {setting: the body
 * that it addresses then, or null}, and `bodies`. */
struct value *document_given(struct arena *arena, const struct package *package, const struct document_kind *kind, const char *phase,
                             const char *subject, int32_t day);
/* Whether the sealed figure of (unit, criterion) stands in such a document about a subject: by its trigger, and the setting `cells`. */
bool document_prints(struct arena *arena, const struct package *package, const struct document_kind *kind, const char *subject,
                     const char *unit, const char *criterion);
/* Whether it lists all results of whom it is about, met and missed. */
bool document_prints_all(const struct document_kind *kind);
/* Whether what a ward wrote about a missed target stands in it. */
bool document_prints_causes(const struct document_kind *kind);
/* Whether its page asks for it (settings cause_title, remedy_title). */
bool document_asks_causes(const struct document_kind *kind);

/* The template's values. seal: its content (seal.h). NULL with err naming what is missing. */
struct value *document_data(struct arena *arena, const struct package *package, const struct value *seal,
                            const struct value *dossier, struct err *err);

#endif
