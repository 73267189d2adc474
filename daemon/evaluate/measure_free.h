/* Measuring by a rule's own statement: one row a subject, of which only subjects that may appear are taken. */
#ifndef EVALUATE_MEASURE_FREE_H
#define EVALUATE_MEASURE_FREE_H

#include "evaluate/work.h"

struct err;
struct span;
struct value;

/* What a statement says of wards: whole numbers from 0, by the names of its columns but for the subject. */
struct free_numbers {
    const char **columns;
    size_t count;
    const struct value **of_ward; /* {column: number}, as the territory has the wards; NULL: the ward has no row */
};

/* figures: one a standing ward, zeroed by the caller. */
bool measure_free_wards(const struct work *work, struct figure *figures, struct err *err);
/* The teams of one stretch, in the order in which they came. */
bool measure_free_teams(const struct work *work, const struct span *span, struct below_figures *ret_figures,
                        struct err *err);

/* Of the job's period; sql NULL: no columns, no rows. `name` is what messages call the statement. rows_too false: the columns alone, for an
 * example says the numbers itself and may be tried where records are and no units stand. */
bool measure_free_numbers(const struct work *work, const char *name, const char *sql, bool rows_too, struct free_numbers *ret_numbers, struct err *err);

#endif
