/* Measuring by a rule's own statement: one row a subject, of which only subjects that may appear are taken. */
#ifndef EVALUATE_MEASURE_FREE_H
#define EVALUATE_MEASURE_FREE_H

#include "base/text_index.h"
#include "evaluate/work.h"

struct err;
struct span;
struct value;

/* What a statement says of the wards or members that the criterion judges: whole numbers from 0, by the names of its columns but for the subject. */
struct free_numbers {
    const char **columns;
    size_t count;
    struct text_index rows; /* by the subject {column: number} */
};

/* figures: one a standing ward, zeroed by the caller. */
bool measure_free_wards(const struct work *work, struct figure *figures, struct err *err);
/* The teams or members of one stretch, in the order in which they came. A member counts where the statement's column place says that he is: in a
 * team, or a ward. */
bool measure_free_below(const struct work *work, const struct span *span, struct below_figures *ret_figures,
                        struct err *err);

/* Of the job's period; sql NULL: no columns, no rows. `name` is what messages call the statement. rows_too false: the columns alone, for an
 * example says the numbers itself and may be tried where records are and no units stand. */
bool measure_free_numbers(const struct work *work, const char *name, const char *sql, bool rows_too, struct free_numbers *ret_numbers, struct err *err);

#endif
