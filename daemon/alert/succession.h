/*
 * On the day on which a unit ends, what is open of it passes on to who follows it, which is told; what nobody follows is closed, for the reason that nobody can act on
 * it. An alert stays about the unit that it is of; whose it is by day is alert_holder.h's.
 */
#ifndef ALERT_SUCCESSION_H
#define ALERT_SUCCESSION_H

#include <stdbool.h>

struct due;
struct due_kind;
struct err;
struct turn;

extern const struct due_kind succession_due; /* of each day on which units below the district end */

bool succession_perform(struct turn *turn, const struct due *due, struct err *err);

#endif
