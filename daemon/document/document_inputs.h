/*
 * What a dossier is made from, as plain data. Read by close/redraft.c from the records as of now; made up by
 * sample_data.c for a trial. Owns nothing and asks nothing.
 */
#ifndef DOCUMENT_DOCUMENT_INPUTS_H
#define DOCUMENT_DOCUMENT_INPUTS_H

#include <stdint.h>

struct value;

/* All lists of maps:
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
    const struct value *awards;  /* of the phase (nomination.h), NULL = none */
    const struct value *earlier; /* of the whole contest: the awards of its phases, NULL = none */
    const struct value *phases;  /* of the whole contest: [{id, seal: its content}…] of its phases, NULL = none */
    const struct value *decided; /* decided.h; NULL = that something is decided elsewhere leaves nobody out */
    const struct value *causes;  /* {unit: {criterion: {cause, remedy or null}}}, as people wrote them; NULL = none */
    const struct value *blanks;  /* of the phase (paper_blank.h), NULL = none */
    const struct value *numbers;  /* {kind: {subject: {number, on}}} of issued papers of the phase (decided.h), NULL = none */
    const struct value *deputies; /* who may sign for others that day (signatory.h), NULL = none */
    const struct value *postings; /* of the phase (nomination.h), NULL = none */
    const struct value *teams;    /* [{id, name, ward: where its figures count}…] that stood on the seal's last day, as its records said (team/team_list.h); NULL: not read */
    const struct value *team_months; /* of the months of a seal: [{id, run, sequence, cells: {team: its cells}}…], for teams are judged in months; NULL: not read */
    const char **wards;
    /* Of a paper of a duty; NULL in all others. */
    const struct value *occasion; /* {task, duty, duty_title, key, title, day, due_on, holder, unit or null, recipient} */
    const struct value *plan;     /* what the package says that day: {contest: {title, theme, from, last}, targets: [{id, title, counts, judge, target, reference}…], phases: [{id, title, from, last, slogan}…],
                                   * duties: [{id, title, basis, who, output, recipient, dues: [{title, due_on}…], term}…]} */
    const struct value *returns;  /* what wards have not sent (alert/missing_return.h) */
    int64_t sequence;             /* the newest change that it was made from */
};

#endif
