/* Measuring: by scan, by what changed, by a statement or by a plugin, as the criterion says. Figures are integers, never
 * negative. */
#ifndef EVALUATE_MEASURE_H
#define EVALUATE_MEASURE_H

#include "evaluate/work.h"

struct err;
struct span;

/* figures: one a standing ward, zeroed by the caller. */
bool measure_wards(const struct work *work, struct figure *figures, struct err *err);
/* The teams or members of one stretch, in the order of their ids. */
bool measure_below(const struct work *work, const struct span *span, struct below_figures *ret_figures,
                   struct err *err);

#endif
