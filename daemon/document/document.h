/*
 * What a document says, as data: pure functions from package, seal and records of the day to a dossier
 * (frozen, hashed), and from seal and dossier to the values of the Word template. Documents read these
 * two and nothing else. Rates, issuers, signatories and legal bases are those of the dossier's day. What
 * drafts a document, whom it is about and what goes into it is one table (document_trigger.c).
 */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct document_kind;
struct err;
struct package;
struct value;

/* When documents are drafted (contest.md §7). */
enum document_moment {
    DOCUMENT_AT_SEAL,
    DOCUMENT_AT_NOMINATION, /* a ward's is confirmed, and the phase is sealed */
    DOCUMENT_AT_DECISION,   /* every ward has answered, or the due instant has come */
};

/* What a dossier is made from, read by close/redraft.c from the records as of now. All lists of maps:
 * nominations: {nomination_id, ward, kind, subject, addressee, achievement, minutes_on, votes_for,
 *   votes_present, subject_name, subject_role, subject_sex, subject_birth_date, subject_team_name,
 *   awards: [{award_id, form, given_by, decision_no, decision_on}…] of the phase,
 *   flags: [{subject, kind, valid_from}…] open on the day}, one a ward at most; wards: the ids that owe one.
 */
struct document_inputs {
    const char *phase;
    int32_t day;
    const struct value *seal; /* its content (seal.h) */
    const struct value *nominations;
    const struct value *awards; /* of the phase (nomination.h), NULL = none */
    const char **wards;
};

/* Whether the kind is drafted then. */
bool document_is_at(const struct document_kind *kind, enum document_moment moment);
/* Whom such documents are about, NULL-terminated: the district, or some of the wards. None: there is nothing to
 * draft. */
const char **document_subjects(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const struct document_inputs *inputs);
/* The inputs that concern a subject: all of them for the district, else those of its own nominations. */
struct document_inputs document_inputs_of(struct arena *arena, const struct package *package,
                                          const struct document_inputs *inputs, const char *subject);

/* The dossier: {kind, phase, phase_facts, next_phase, day, issuer, signatory, bodies} and what the kind's trigger
 * adds. NULL with err when a rate, issuer, basis or a field of the records is missing for the day. */
struct value *document_dossier(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const struct document_inputs *inputs,
                               const char *subject, struct err *err);
/* Nobody is left to be named in it: then there is no draft. */
bool document_is_empty(const struct value *dossier);
/* The part of a dossier that, when changed, asks for a new draft (not its day, rates or signatory). */
struct value *document_dossier_cause(struct arena *arena, const struct value *dossier);

/* The part that the package says of a day: rates, legal bases, issuer, signatory. For one and the same day it differs
 * only when the package was changed. */
struct value *document_dossier_given(struct arena *arena, const struct value *dossier);

/* The template's values. seal: its content (seal.h). NULL with err naming what is missing. */
struct value *document_data(struct arena *arena, const struct package *package, const struct value *seal,
                            const struct value *dossier, struct err *err);

#endif
