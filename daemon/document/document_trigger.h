/*
 * What stands in the table of triggers (document.c): about whom a document is, what its trigger adds to a
 * dossier, the values of its template. For document*.c only.
 */
#ifndef DOCUMENT_DOCUMENT_TRIGGER_H
#define DOCUMENT_DOCUMENT_TRIGGER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct document_inputs;
struct document_kind;
struct err;
struct package;
struct value;

/* Adds {legal, rates, nominees: [… sorted: collectives in the package's ward order, individuals by given name …],
 * left_out: [{ward, subject, reason}], declined: […], missing: […ward ids…]}; rates only for a kind with “award”. */
bool document_decision_dossier(struct arena *arena, const struct package *package,
                               const struct document_kind *kind, const struct document_inputs *inputs,
                               const char *subject, struct value *dossier, struct err *err);
struct value *document_decision_data(struct arena *arena, const struct package *package,
                                     const struct document_kind *kind, const struct value *seal,
                                     const struct value *dossier, struct err *err);
/* Adds {ward, ward_name, sealed_on, reply_by}. */
bool document_notice_dossier(struct arena *arena, const struct package *package,
                             const struct document_kind *kind, const struct document_inputs *inputs,
                             const char *subject, struct value *dossier, struct err *err);
struct value *document_notice_data(struct arena *arena, const struct package *package,
                                   const struct document_kind *kind, const struct value *seal,
                                   const struct value *dossier, struct err *err);

/* Adds what the decision's adds, of one ward's nomination, and {addressee, recipient, awards}. */
size_t document_nomination_wards(const struct package *package, const struct document_kind *kind,
                                 const struct document_inputs *inputs, const char **ret_ids);
bool document_nomination_dossier(struct arena *arena, const struct package *package,
                                 const struct document_kind *kind, const struct document_inputs *inputs,
                                 const char *subject, struct value *dossier, struct err *err);
struct value *document_nomination_data(struct arena *arena, const struct package *package,
                                       const struct document_kind *kind, const struct value *seal,
                                       const struct value *dossier, struct err *err);
/* Adds what the decision's adds, of those whom the ward itself commends. */
size_t document_award_wards(const struct package *package, const struct document_kind *kind,
                            const struct document_inputs *inputs, const char **ret_ids);
bool document_award_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind,
                            const struct document_inputs *inputs, const char *subject, struct value *dossier,
                            struct err *err);
/* Adds what the decision's adds, and {recipient, appraised}. */
bool document_appraisal_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                const struct document_inputs *inputs, const char *subject, struct value *dossier,
                                struct err *err);
struct value *document_appraisal_data(struct arena *arena, const struct package *package,
                                      const struct document_kind *kind, const struct value *seal,
                                      const struct value *dossier, struct err *err);
/* Adds {legal, recipient, sealed_on, rewarded: {collective, individual} by the wards themselves, proposed: {addressee:
 * {collective, individual}…}, all of them lists of ids, answered: how many wards}; its figures are the evidence's. */
size_t document_report_district(const struct package *package, const struct document_kind *kind,
                                const struct document_inputs *inputs, const char **ret_ids);
bool document_report_dossier(struct arena *arena, const struct package *package, const struct document_kind *kind,
                             const struct document_inputs *inputs, const char *subject, struct value *dossier,
                             struct err *err);
struct value *document_report_data(struct arena *arena, const struct package *package, const struct document_kind *kind,
                                   const struct value *seal, const struct value *dossier, struct err *err);

#endif
