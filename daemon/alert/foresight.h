/*
 * The figures of a period as they would be if it ended now, for alerts of what is coming (early_warning.h, zero_tolerance.h,
 * outstanding.h): measured by the same workers as a provisional run and kept nowhere. They speak of the units that stand today.
 */
#ifndef ALERT_FORESIGHT_H
#define ALERT_FORESIGHT_H

#include "run/merge.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct alert_plan;
struct due;
struct err;
struct merged_row;
struct period;
struct turn;
struct value;

struct foresight {
    struct turn *turn;
    const struct value *criteria; /* snapshot_criteria, or a candidate's */
    const struct period *period;
    struct merged merged;
};

/* ids: of the criteria to be measured; count 0: all. */
bool foresight_make(struct turn *turn, const struct value *criteria, const struct period *period, const char *const *ids, size_t count,
                    struct foresight *ret_foresight, struct err *err);
/* Whether an alert may be about the row: a unit of the level that alerts are for, and it stands today. */
bool foresight_is_about(const struct foresight *foresight, const struct merged_row *row);
/* Of a target that is not met as things stand. */
bool foresight_is_unmet(const struct value *cell);

/* Whether records of one of the types changed since what follows from changes was settled last, or the rules did, or a type that no criterion
 * of the contest reports (members, absences, units). */
bool foresight_is_touched(struct turn *turn, const struct value *criteria, const char *const *ids, size_t count, bool *ret_touched, struct err *err);

/* A change of its own, only where it would change something, that makes the open alerts of (kind, period) equal to the plan; one that performs
 * `due` (NULL: none) is always made. action: the audit row's. */
bool foresight_apply(struct turn *turn, const char *action, const char *kind, const struct period *period, const struct alert_plan *plan,
                     const struct due *due, struct err *err);

#endif
