/*
 * Who is nominated in a phase, how the meeting voted, what became of it, and what that costs: nominations, papers and registered awards
 * side by side. Reads only; who may be decided on is the dossiers' (document.h).
 */
#ifndef CLOSE_NOMINATED_H
#define CLOSE_NOMINATED_H

#include <stdint.h>

struct arena;
struct err;
struct period;
struct turn;
struct value;

/*
 * [{nomination_id or award_id, ward, ward_name, kind, subject, subject_name, subject_team_name, addressee, achievement, minutes_on, votes_for,
 * votes_present, outcome, why, draft, number, decided_on, amount}…] in the package's order of units.
 * outcome: declined (why: the ward's reason), kept_out (why: the flag's sentence), nominated (nobody has decided), sent_up (proposed to a higher authority, why: by
 * which paper), named (in a drafted decision), decided (it was issued, or the award is registered). amount: in đồng by the rates of the decision's day, null
 * where no decision names one.
 */
struct value *nominated_list(struct turn *turn, const struct period *phase, int32_t today, struct err *err);
/*
 * [{unit, unit_name, posted_on, posted_until, place, ward_name, kind, subject_name, subject_team_name, achievement}…]: the lists that are posted today,
 * whoever is kept out left away. What is posted is meant to be read by everybody; when its last day is over it is no longer here.
 */
struct value *nominated_posted(struct turn *turn, const struct period *phase, int32_t today, struct err *err);
/* {collective, individual: how many, amount: of all} of those rows that are drafted or decided. Pure. */
struct value *nominated_sums(struct arena *arena, const struct value *rows);

#endif
