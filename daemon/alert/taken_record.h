/*
 * Records that another unit's file took over while an id alone was a key (contest/record_taken.h) wait for a person: one alert for
 * administrators, opened once when the tables of a version before were made anew, resolved when each record is there again.
 */
#ifndef ALERT_TAKEN_RECORD_H
#define ALERT_TAKEN_RECORD_H

#include <stdbool.h>

struct change;
struct err;
struct turn;

/* Opens it when an upgrade noted such records, in a change of its own. Safe to repeat. */
bool taken_record_look(struct turn *turn, struct err *err);
/* Inside a change of records: the sentence follows, or it is resolved. Looks at no record while the alert is not open. */
bool taken_record_follow(struct turn *turn, struct change *change, struct err *err);

#endif
