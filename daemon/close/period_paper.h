/*
 * The report of a week, a month or a quarter: drafted right after the period's final run, by the bodies that stand that day. Such a period is not sealed, so
 * the report freezes it for itself: the newest final run is kept as a seal is (contest/seal.h, with a kind), under the period's id, and locks nothing. A later
 * final run that says otherwise makes the report anew, until it is issued or the phase is sealed.
 */
#ifndef CLOSE_PERIOD_PAPER_H
#define CLOSE_PERIOD_PAPER_H

#include <stdbool.h>

struct due;
struct due_kind;
struct err;
struct period;
struct turn;
struct value;

/* Of every week, month and quarter of a contest that has such a paper (calendar/due.h). */
extern const struct due_kind period_paper_week_due, period_paper_month_due, period_paper_quarter_due;

bool period_paper_perform(struct turn *turn, const struct due *due, struct err *err);
/* Makes the period's reports that are owed by now: drafted for the first time, or anew. Safe to repeat; nothing before the period's instant. */
bool period_paper_settle(struct turn *turn, const struct period *period, struct err *err);
/* What period_paper_settle would do with the turn's package, as decision_foresee says it, once the period's final run says these rows (seal_content.h);
 * NULL: what it says now. Reads only. */
bool period_paper_foresee(struct turn *turn, const struct period *period, const struct value *rows, struct value *list, struct err *err);

#endif
