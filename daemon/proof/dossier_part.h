/* What the files of dossier.h share: a dossier while its parts are gathered. Internal to the room. */
#ifndef PROOF_DOSSIER_PART_H
#define PROOF_DOSSIER_PART_H

#include "zip/archive.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct command_call;
struct err;
struct package;
struct period;
struct period_list;
struct value;

struct dossier {
    struct command_call *call;
    struct arena *arena;
    const struct value *paper, *made; /* the draft, and the dossier that it was made from */
    const struct value *seal;         /* as seal_get gives it */
    const struct package *package;    /* of the seal */
    const struct period_list *periods;
    const struct period *phase;
    const char *subject; /* whom the paper is about: the district, or a ward; of a team's paper the ward in whose figures it counted */
    const struct value *team; /* {id, name, ward}; NULL: it is about no team */
    bool whole;          /* of the district: records of all wards */
    bool internal;       /* with names */
    struct archive archive;
    size_t size;
};

void dossier_add(struct dossier *dossier, const char *name, const char *bytes, size_t len); /* borrowed */
void dossier_add_value(struct dossier *dossier, const char *name, const struct value *value); /* as canonical JSON */

/* contest.json and the files of the rules; *ret_texts is all SQL of the measures. */
bool dossier_add_contest(struct dossier *dossier, const char **ret_texts, struct err *err);
/* data/TYPE.csv of the record types that the texts name. */
bool dossier_add_records(struct dossier *dossier, const char *texts, struct err *err);
/* figures.json: what the paper counted by a SELECT of its own, and that SELECT; appended to the texts. */
bool dossier_add_own(struct dossier *dossier, const char **texts, struct err *err);
/* prizes.json: the rates by which the paper sets prizes, and how many nominees of each kind; null: it sets none. */
void dossier_add_prizes(struct dossier *dossier);

#endif
