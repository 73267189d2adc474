/*
 * Why a figure is another one than it was in an earlier run. What may have moved is changed one thing after the other, the records first, then the stage,
 * targets, the rule, all the rest of the package (units cannot be changed by a package, only by records); each is measured in a worker, so what each moved is known, and what the records moved is told apart row by row.
 * What no row tells is a part of its own and says so: the parts always add up to the difference.
 */
#ifndef EXPLAIN_DIFFERENCE_H
#define EXPLAIN_DIFFERENCE_H

#include <stdbool.h>

struct command_call;
struct err;
struct value;

struct difference; /* of one criterion between two runs, for every unit; lives in the call's arena */

/* from, to: runs of one period as stored_run.h gives them. subject: the only unit asked for, or NULL: all above teams. */
bool difference_open(struct command_call *call, const struct value *from, const struct value *to, const char *criterion, const char *subject,
                     struct difference **ret_difference, struct err *err);

/*
 * {num, den: what was added, null where one of both is no figure; parts: [{cause: came | gone | corrected | related | returns | stage | target | rule |
 *   package | unattributed, num, den, count: of rows, types, days, text, text_en, records: [{type, key, on}…]}…],
 *  because, because_en: the parts in words; text, text_en: "79/99 → 80/100: thêm 01 tin gửi muộn ngày 05/02/2025"}
 * The nums of the parts sum up to num, their dens to den. was, is: the cells that were stored, null values for none.
 */
struct value *difference_of(struct difference *difference, const char *subject, const struct value *was, const struct value *is, struct err *err);

#endif
