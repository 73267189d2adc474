/*
 * What must not happen at all (a target of at most 0) and did: an alert as soon as the record counts, not only when its month is judged. It is
 * open while the month's figure is above 0 and no alert of a missed target says the same: a final run that finds it missed takes over.
 */
#ifndef ALERT_ZERO_TOLERANCE_H
#define ALERT_ZERO_TOLERANCE_H

#include <stdbool.h>

struct err;
struct package;
struct period;
struct turn;
struct value;

#define ZERO_TOLERANCE_ALERT "zero_tolerance" /* alert_kind.c */

/* Whether the criterion allows the unit none at the period's end. criteria: snapshot_criteria. */
bool zero_tolerance_is(const struct package *package, const struct value *criteria, const char *criterion, const char *unit, const struct period *period);
/* Records or rules changed: the alerts of the months that have no final run, or owe one, follow. Before what is owed is run. */
bool zero_tolerance_follow(struct turn *turn, const struct value *criteria, struct err *err);
/* The same as they would be with the turn's package, whose criteria are given: adds rows as alert_foresee does. */
bool zero_tolerance_foresee(struct turn *turn, const struct value *criteria, struct value *list, struct err *err);

#endif
