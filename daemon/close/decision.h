/*
 * The commendation decision (a): who is nominated, who may be commended, when it is drafted
 * (contest.md §7): when every ward has nominated or declined, at the latest at its due instant; made again
 * when nominations or flags changed afterwards, the old draft stale.
 */
#ifndef CLOSE_DECISION_H
#define CLOSE_DECISION_H

#include <stdbool.h>

struct due;
struct due_kind;
struct err;
struct period;
struct turn;

extern const struct due_kind decision_due; /* of every phase of a contest with nominations (calendar/due.h) */

/* Drafts the decision when it is time and its dossier is new. */
bool decision_settle(struct turn *turn, const struct period *phase, struct err *err);
/* The same when its due instant has come: noted as performed, missing wards are named in the dossier and by alerts. */
bool decision_perform(struct turn *turn, const struct due *due, struct err *err);

/* What decision_settle would draft or make stale with the turn's package: adds {id, kind, title, subject, phase, what:
 * drafted|refused|not_applicable|stale, why, why_en} to `list`; id is of the draft that becomes stale, or null. Reads only. */
struct value;
bool decision_foresee(struct turn *turn, const struct period *phase, struct value *list, struct err *err);

#endif
