/* Measuring by a rule's own statement: one row a subject, of which only subjects that may appear are taken. */
#ifndef EVALUATE_MEASURE_FREE_H
#define EVALUATE_MEASURE_FREE_H

#include "evaluate/work.h"

struct err;
struct span;

/* figures: one a standing ward, zeroed by the caller. */
bool measure_free_wards(const struct work *work, struct figure *figures, struct err *err);
/* The teams of one month, in the order in which they came. */
bool measure_free_teams(const struct work *work, const struct span *month, struct team_figures *ret_figures,
                        struct err *err);

#endif
