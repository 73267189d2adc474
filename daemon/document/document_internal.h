/*
 * What the documents of all triggers share: bodies, bases and rates of a day, and the values that every document
 * has. For document*.c only.
 */
#ifndef DOCUMENT_DOCUMENT_INTERNAL_H
#define DOCUMENT_DOCUMENT_INTERNAL_H

#include "document/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct document_kind;

/* The package's kind of that name; NULL with err when documents.ini has none. */
const struct document_kind *document_kind_of(const struct package *package, const char *kind, struct err *err);
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

/* The body with its texts filled: “Ủy ban nhân dân phường {{ ward.name }}” is one body for each ward. NULL with err. */
struct value *document_body_worded(struct arena *arena, const struct value *body, const struct value *dossier,
                                   struct err *err);
/* Sets the recipient of a dossier, the first of the bodies in the setting that stands on the day; false with err when
 * none does. */
bool document_recipient(struct arena *arena, const struct package *package, const struct document_kind *kind,
                        const char *setting, int32_t day, struct value *dossier, struct err *err);

/* {kind, phase, phase_facts: {id, title, from, last}, next_phase, day, issuer, signatory, bodies}: the
 * beginning of any dossier, with what is in force on the day. NULL with err when the issuer no longer exists
 * then. */
struct value *document_beginning(struct arena *arena, const struct package *package,
                                 const struct document_kind *kind, const struct document_inputs *inputs,
                                 const char *subject, struct err *err);
/* The texts of the legal bases that the kind cites, as of the day; NULL with err when one does not hold then.
 */
struct value *document_legal(struct arena *arena, const struct package *package,
                             const struct document_kind *kind, int32_t day, struct err *err);

/* The template's values that follow from any dossier: its own, and the kind's settings. */
struct value *document_values(struct arena *arena, const struct document_kind *kind,
                              const struct value *dossier);
/* Fills the kind's settings with that prefix, in their order, as values of their own: of the document with
 * "text_" (text_counts becomes counts), of a table's row with "row_". */
bool document_texts(struct arena *arena, const struct document_kind *kind, const char *prefix,
                    struct value *data, struct err *err);

/* A team's name in full or with the force's name shortened; the word of the settings for a choice (role_leader). */
const char *document_team_name(struct arena *arena, const struct document_kind *kind, const char *name, bool brief);
bool document_word(struct arena *arena, const struct document_kind *kind, struct value *row, const char *key,
                   const char *choice, struct err *err);
/* Adds {collectives, individuals, prize, total, count} of the dossier's nominees. */
bool document_nominees(struct arena *arena, const struct document_kind *kind, const struct value *dossier,
                       struct value *data, struct err *err);
/* Whether a row of a seal's results is a ward's. */
bool document_is_ward(const struct value *result);
/* The sealed cells of a unit; NULL when it has none. */
const struct value *document_cells(const struct value *seal, const char *level, const char *subject);
/* A target as a row of a table: {id, title, counts, num, den, value, target, verdict, lacking}. cell NULL: no figures. */
struct value *document_target(struct arena *arena, const struct value *criterion, const struct value *cell);

/* How many verdicts of which kind; what no one has decided is counted together. */
enum { DOCUMENT_VERDICTS = 5 };
struct document_tally {
    int64_t of[DOCUMENT_VERDICTS + 1];
};
void document_count(struct document_tally *tally, const char *verdict);
/* Sets {met, missed, not_applicable, in_progress, not_reported, undecided}, each name after the prefix. */
void document_set_tally(struct arena *arena, const char *prefix, const struct document_tally *tally, struct value *data);
/* Sets how the wards of a seal stand: {targets_all, wards_all, wards_met: nothing missed or owed, wards_missed:
 * something missed, wards_owing: nothing missed, but figures are owed or a person must judge}. */
void document_set_wards(const struct value *seal, struct value *data);
/* Sets that, targets: the seal's, of the district, each with wards_met … (a tally) and `missing` (the wards that missed
 * it: {name, value, num}), worded by row_…; and wards: [{name, cells: {id: row}, conclusion: {met, arose, class}}…],
 * worded by cell_… and ward_…. */
bool document_annex(struct arena *arena, const struct package *package, const struct document_kind *kind,
                    const struct value *seal, struct value *data, struct err *err);

#endif
