/*
 * The report of a month: drafted right after the month's final run, by the bodies that stand that day. A month is not sealed, so the report freezes it for
 * itself: the newest final run is kept as a seal is (contest/seal.h, kind “month”), under the month's id, and locks nothing. A later final run of the month
 * that says otherwise makes the report anew, until it is issued or the phase is sealed.
 */
#ifndef CLOSE_MONTH_PAPER_H
#define CLOSE_MONTH_PAPER_H

#include <stdbool.h>

struct due;
struct due_kind;
struct err;
struct period;
struct turn;
struct value;

extern const struct due_kind month_paper_due; /* of every month of a contest that has such a paper (calendar/due.h) */

bool month_paper_perform(struct turn *turn, const struct due *due, struct err *err);
/* Makes the month's reports that are owed by now: drafted for the first time, or anew. Safe to repeat; nothing before the month's instant. */
bool month_paper_settle(struct turn *turn, const struct period *month, struct err *err);
/* What month_paper_settle would do with the turn's package, as decision_foresee says it. Reads only. */
bool month_paper_foresee(struct turn *turn, const struct period *month, struct value *list, struct err *err);

#endif
