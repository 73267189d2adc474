/*
 * A unit was only declared by mistake, and the package that comes in force has it no more: what somebody has to do for it goes back to the bodies from
 * which it came, that stand again. The other way round a unit that is declared once more gets back what it had.
 */
#ifndef DUTY_DUTY_RETURN_H
#define DUTY_DUTY_RETURN_H

#include <stdbool.h>

struct arena;
struct change;
struct err;
struct package;
struct store;
struct turn;
struct value;

#define DUTY_GIVE_BACK "give_back" /* the act by which one that was passed on is its holder's again */

/* What goes back if `after` were in force and `before` no more: [{row: of duty_task_rows, act: succeed, drop (nobody to give it to) or give_back}…], what leaves a unit before what
 * then is another's. rows: all of duty_task_rows. Reads only. */
bool duty_return_steps(const struct turn *after, const struct package *before, const struct value *rows, struct value **ret_steps, struct err *err);
/* Inside the change that puts the package of `after` in force: those steps. */
bool duty_return_apply(struct change *change, const struct turn *after, const struct package *before, struct err *err);

/* Whether the daemon passed it on, and no person handed it over. row: of duty_task_rows. */
bool duty_return_was_passed_on(struct store *store, struct arena *arena, const struct value *row, bool *ret_was, struct err *err);

#endif
