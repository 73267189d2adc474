/*
 * Reads the nominations of a phase as the records have them now, each with its nominee's name and open eligibility
 * flags. The dossier decides who is commended (document.h).
 */
#ifndef DOCUMENT_NOMINATION_H
#define DOCUMENT_NOMINATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct package;
struct record_types;
struct store;
struct value;

/* As struct document_inputs wants them. Nominees are named as on `day`; flags are those open on any day from
 * `day` to `today`, and objections of the phase that were upheld by then (kind objection); awards those of the phase. A contest without the type nomination has none, one without
 * eligibility_flag no flags, one whose awards are of another shape no awards. NULL on an error. */
struct value *nomination_list(struct store *store, struct arena *arena, const struct package *package,
                              const char *phase, int32_t day, int32_t today, struct err *err);

/* [{posting_id, unit, posted_on, posted_until, place}…]: when, where and by whom the phase's nominees are posted; none where the package has no
 * such type. NULL on an error. */
struct value *nomination_postings(struct store *store, struct arena *arena, const struct record_types *types, const char *phase, struct err *err);

/* Those commended for a phase: {award_id, form, given_by, decision_no, decision_on, amount} and, as of a nomination,
 * {ward, kind, subject, subject_name, subject_role, subject_sex, subject_team_name, achievement}; none where the type is
 * another than the house knows. NULL on an error. */
struct value *nomination_awards(struct store *store, struct arena *arena, const struct package *package,
                                const char *phase, int32_t day, struct err *err);

/* Whether an award has its decision's number: it is decided, whoever drafted it. Without one somebody means to give it. */
bool nomination_is_given(const struct value *award);

/* Whether it says that the ward nominates nobody; whether any of the list nominates somebody. Pure. */
bool nomination_is_declined(const struct value *nomination);
bool nomination_is_any(const struct value *nominations);

/* Of the wards (NULL-terminated) those that have neither nominated nor declined. Pure. */
const char **nomination_missing(struct arena *arena, const struct value *nominations,
                                const char *const *wards, size_t *ret_count);

#endif
