/*
 * Records and a seal as a package could have them, for trying its documents before it is loaded (document_trial.h). Draws
 * every choice and criterion from the package; invents nothing that a document would be refused for, unless asked.
 */
#ifndef TRIAL_SAMPLE_DATA_H
#define TRIAL_SAMPLE_DATA_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct package;
struct phase;
struct value;

struct sample_data {
    struct arena *arena;
    const struct package *package;
    const struct value *facts; /* {id: facts} of the criteria, as far as they are known */
};

/* The nominations of a ward: teams, persons, both with all reasons to leave one out, both without. */
enum sample_data_shape { PLAUSIBLE_COLLECTIVE = 1, PLAUSIBLE_INDIVIDUAL = 2, PLAUSIBLE_BOTH = 3, PLAUSIBLE_SINGLY = 7 };

struct value *sample_data_postings(const struct sample_data *plausible, int32_t day); /* one of every unit */
struct value *sample_data_nominations(const struct sample_data *plausible, enum sample_data_shape shape, const char *ward,
                                      int32_t day);
/* A team to every addressee there is. */
void sample_data_add_addressed(const struct sample_data *plausible, struct value *list, const char *ward);
/* What a ward wrote of the targets that it missed, as struct document_inputs wants it. */
struct value *sample_data_causes(const struct sample_data *plausible, const char *ward);
/* The phases of the whole contest, as struct document_inputs wants them. */
struct value *sample_data_phases(const struct sample_data *plausible, const struct value *seal);
/* What somebody was given before, as a dossier has it. */
struct value *sample_data_award(struct arena *arena);

/* [{id, facts}…] of all criteria, as snapshot_criteria gives them. */
struct value *sample_data_criteria(const struct sample_data *plausible);
/* What a ward has not sent, as struct document_inputs wants it: a part of one month, another month as a whole. */
struct value *sample_data_returns(const struct sample_data *plausible, const char *ward, int32_t day);
/* A team of the ward, as struct document_inputs wants it: named like the sample seal's. */
struct value *sample_data_teams(const struct sample_data *plausible, const char *ward);
struct value *sample_data_team_months(const struct sample_data *plausible, const struct phase *phase, bool mixed); /* its months of the phase */
/* A seal's content of the district, one ward and (where a paper is about teams) a team of it, every target missed; mixed: the first alone, the others have every
 * other verdict. */
struct value *sample_data_seal(const struct sample_data *plausible, const char *ward, bool mixed);

#endif
