/*
 * What a document says, as data: pure functions from package, seal and records of the day to a dossier
 * (frozen, hashed), and from seal and dossier to the values of the Word template. Documents read these
 * two and nothing else. Rates, issuers, signatories and legal bases are those of the dossier's day.
 */
#ifndef ENGINE_DOCUMENT_H
#define ENGINE_DOCUMENT_H

#include <stdint.h>

struct arena;
struct err;
struct package;
struct value;

/* What the decision is about, read by engine/decision.c from the records as of now. All lists of maps:
 * nominations: {nomination_id, ward, kind, subject, addressee, achievement, minutes_on, votes_for,
 *   votes_present, subject_name, subject_role, subject_sex, subject_birth_date, subject_team_name,
 *   flags: [{subject, kind, valid_from}…] open on the day}, one a ward at most; wards: the ids that owe one.
 */
struct document_inputs {
    const struct value *nominations;
    const char **wards;
    int32_t day;
};

/* The decision's dossier: {kind: "a", phase, day, issuer, signatory, legal, rates, nominees: [… sorted:
 * collectives in the package's ward order, individuals by given name …], left_out: [{ward, subject, reason}],
 * declined: […], missing: […ward ids…]}. NULL with err when a rate, issuer or basis is missing for the day.
 */
struct value *document_decision_dossier(struct arena *arena, const struct package *package, const char *phase,
                                        const struct document_inputs *inputs, struct err *err);
/* The notice's dossier for one ward. */
struct value *document_notice_dossier(struct arena *arena, const struct package *package, const char *phase,
                                      const char *ward, int64_t sealed_at, struct err *err);
/* The part of a dossier that, when changed, asks for a new draft (not its day, rates or signatory). */
struct value *document_dossier_cause(struct arena *arena, const struct value *dossier);

/* The part that the package says of a day: rates, legal bases, issuer, signatory. For one and the same day it differs
 * only when the package was changed. */
struct value *document_dossier_given(struct arena *arena, const struct value *dossier);

/* The template's values. seal: its content (seal.h). NULL with err naming what is missing. */
struct value *document_data(struct arena *arena, const struct package *package, const struct value *seal,
                            const struct value *dossier, struct err *err);

#endif
