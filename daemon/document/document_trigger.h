/*
 * What stands in the table of triggers (document.c): about whom a document is, what its trigger adds to a
 * dossier, the values of its template. For document*.c only.
 */
#ifndef DOCUMENT_DOCUMENT_TRIGGER_H
#define DOCUMENT_DOCUMENT_TRIGGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct document_inputs;
struct document_kind;
struct err;
struct package;
struct value;

/*
 * Declared from the list of triggers. Subjects: writes at most as many ids as there are units, results and nominations; how many. Dossier:
 * adds to it what this trigger has beside every other:
 *
 *   decision    {legal, rates, nominees: [… sorted: collectives in the package's ward order, individuals by given name …],
 *               left_out: [{ward, subject, reason}], declined: […], missing: […ward ids…]}; rates only for a kind with “award”
 *   notice      {ward, ward_name, sealed_on, reply_by, causes: {criterion: {cause, remedy}} when any is written}
 *   nomination  what the decision's adds, of one ward's nomination, and {addressee, recipient, awards}
 *   award       what the decision's adds, of those whom the ward itself commends
 *   posting     what the decision's adds, and {posting: {from, until: days, place}}: only where a posting of the issuer's unit is recorded
 *   appraisal   what the decision's adds, and {recipient, appraised, proposals: [{addressee, and all of who receives it}…]}
 *   duty        {legal, recipient of a kind that names one, occasion, plan: what the kind prints of the package, returns of a kind that words them (owed_words),
 *               sequence}
 *   report      {legal, recipient, sealed_on, rewarded: {collective, individual} by the wards themselves, proposed: {addressee:
 *               {collective, individual}…}, all of them lists of ids, spent: what awards cost, answered: how many wards, of the whole contest
 *               phases: how wards stood at each one's seal, and awarded: as rewarded, by anybody; causes: {ward: {criterion: {cause, remedy}}} when any is
 *               written}; its figures are the evidence's
 *
 * Data: the values of the template.
 */
#define TRIGGER(name, nominees, moment, prints, each, subjects_of, dossier_of, data_of)                                           \
    size_t document_##subjects_of(struct arena *arena, const struct package *package, const struct document_kind *kind,          \
                                  const struct document_inputs *inputs, const char **ret_ids);                                   \
    bool document_##dossier_of##_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind,   \
                                         const struct document_inputs *inputs, const char *subject, struct value *dossier,       \
                                         struct err *err);                                                                       \
    struct value *document_##data_of##_data(struct arena *arena, const struct package *package, const struct document_kind *kind, \
                                            const struct value *seal, const struct value *dossier, struct err *err);
#include "package/document_trigger.def"

/* {base_salary, round_up_to, collective, individual} of a day; none for a kind that names no award. */
struct value *document_rates(struct arena *arena, const struct package *package, const struct document_kind *kind, int32_t day, struct err *err);

#endif
